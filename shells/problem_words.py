"""Says a problem in one line, and its place once; what is late, and what was put right. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.core.live import LoopTrouble, Place, Problem, ScriptStatus

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


def loop_in_words(trouble: LoopTrouble) -> str:
    """Return what became of a loop, and why: `bassline plays its last good version: no such sample`."""
    became = "plays its last good version" if trouble.plays_on else "has ended"
    return f"{trouble.loop} {became}: {trouble.message}"


def loops_in_words(troubles: Sequence[LoopTrouble]) -> str:
    """Return what became of loops in one line; of a single one also why, and at which line."""
    if len(troubles) == 1:
        (trouble,) = troubles
        became = "plays its last good version" if trouble.plays_on else "has ended"
        return f"{trouble.loop} {became}{_at(trouble)}: {trouble.message}"
    on = [f"{each.loop}{_at(each)}" for each in troubles if each.plays_on]
    off = [f"{each.loop}{_at(each)}" for each in troubles if not each.plays_on]
    said = (
        [f"{_listed(on)} {'play their last good versions' if on[1:] else 'plays its last good version'}"] if on else []
    )
    said += [f"{_listed(off)} {'have' if off[1:] else 'has'} ended"] if off else []
    return "; ".join(said)


def _at(trouble: LoopTrouble) -> str:
    return f" (line {trouble.line})" if trouble.line else ""


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


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
