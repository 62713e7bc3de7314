"""Says a problem in one line, and its place once; what is late, and what was put right. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.live import Place, Problem, ScriptStatus

Statuses = Mapping[str, ScriptStatus]


def in_words(problem: Problem) -> str:
    """Return where, and what: `bass:7: volume is 0 to 2, got 7`."""
    place = problem.place
    if place is None or not place.line:
        return problem.message
    return f"{place.script}:{place.line}: {without_place(problem.message, place)}"


def with_line(problem: Problem) -> str:
    """Return what is wrong and at which line, where the script is told already."""
    place = problem.place
    if place is None or not place.line:
        return problem.message
    return f"line {place.line}: {without_place(problem.message, place)}"


def without_place(message: str, place: Place) -> str:
    """Return `message` without the `bass.lua:7:` that Lua put before it."""
    for said in (f"{place.script}.lua:{place.line}:", f"{place.script}:{place.line}:"):
        message = message.removeprefix(said)
    return message.strip()


def put_right(before: Statuses, now: Statuses) -> list[str]:
    """Return the scripts that had a problem before and have none now."""
    if now is before:
        return []
    had = {name for name, status in before.items() if status.problem is not None}
    return [name for name, status in now.items() if name in had and status.problem is None]


def lateness(scripts: Statuses, count: int) -> str:
    """Return which scripts were late, and where; `count` is how many events came late in all."""
    parts = [f"{each.script}: {each.late} late" + _at_line(each.late_line) for each in scripts.values() if each.late]
    return "; ".join(parts) or (f"{count} events came late" if count else "Nothing came late")


def _at_line(line: int) -> str:
    return f", last at line {line}" if line else ""
