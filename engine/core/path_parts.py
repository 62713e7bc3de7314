"""Reads paths such as `kick.volume`, `mix.volume[3]` and `seq.step[4].position` into their parts. Nothing is looked up.

A path is a name, then parts, each after a dot; a part is a word, and may have a whole number in brackets.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.core.errors import EngineError


class PathMistake(EngineError):
    """A path that cannot be read. Its text says at which column, from 1, and what was expected there."""


class Part(NamedTuple):
    """One part of a path."""

    word: str
    number: int | None  # what stands in brackets
    column: int  # where it begins, from 1


def is_path(text: str) -> bool:
    """Whether `text` is meant as a path: names hold no dots and no brackets."""
    return "." in text or "[" in text


def parts_of(path: str) -> tuple[Part, ...]:
    """Return the parts of a path, the name first; raises PathMistake."""
    parts: list[Part] = []
    place = 0
    while True:
        part, place = _read_part(path, place)
        parts.append(part)
        if place == len(path):
            return tuple(parts)
        if path[place] != ".":
            raise _mistake(path, place, '"." or the end')
        place += 1


def _read_part(path: str, begin: int) -> tuple[Part, int]:
    end = begin
    while end < len(path) and (path[end].isalnum() or path[end] in "_-"):
        end += 1
    if end == begin:
        raise _mistake(path, begin, "a name")
    word = path[begin:end]
    if end == len(path) or path[end] != "[":
        return Part(word, None, begin + 1), end
    number, end = _read_number(path, end + 1)
    return Part(word, number, begin + 1), end


def _read_number(path: str, begin: int) -> tuple[int, int]:
    end = begin
    while end < len(path) and path[end] in "0123456789" and end - begin < 6:
        end += 1
    if end == begin:
        raise _mistake(path, begin, "a whole number, from 1")
    if end == len(path) or path[end] != "]":
        raise _mistake(path, end, '"]"')
    return int(path[begin:end]), end + 1


def _mistake(path: str, place: int, expected: str) -> PathMistake:
    got = f'"{path[place]}"' if place < len(path) else "the end"
    return PathMistake(f'expected {expected} at column {place + 1} of "{path}", got {got}')
