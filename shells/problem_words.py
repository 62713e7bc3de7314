"""Says a problem in one line, and its place once. No Qt."""

from __future__ import annotations

from engine.core.live import Place, Problem


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
