"""`$name`, short for `gameState.name`, written out before Lua's compiler sees a text.

A scanner of Lua's own words, so what stands in a string, a comment or long brackets stays as it is. Lines stay lines;
columns are told as the player typed them by `Unsweetened.column`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

SIGN = "$"
MEANING = "gameState."
_GROWTH = len(MEANING) - len(SIGN)
_SPACE_IN_STRINGS = frozenset(" \t\r\n\v\f")  # what `\z` passes over


@dataclass(frozen=True, slots=True)
class Unsweetened:
    """A text without `$`, and where there was one."""

    text: str
    columns: dict[int, tuple[int, ...]]  # by line from 1, the columns from 1 of each `$` as it was typed

    def column(self, line: int, column: int) -> int:
        """Return where in the typed line something stands that is at `column` here; both from 1."""
        for count, sign in enumerate(self.columns.get(line, ())):
            here = sign + count * _GROWTH
            if column < here:
                return column - count * _GROWTH
            if column < here + len(MEANING):
                return sign
        return column - _GROWTH * len(self.columns.get(line, ()))


@lru_cache(maxsize=16)
def unsweetened(text: str) -> Unsweetened:
    """Return `text` with each `$name` outside strings and comments as `gameState.name`. Thread: any."""
    if SIGN not in text:
        return Unsweetened(text, {})
    pieces: list[str] = []
    columns: dict[int, tuple[int, ...]] = {}
    done = 0
    breaks = _line_breaks(text)
    for at in _signs(text):
        pieces += [text[done:at], MEANING]
        done = at + len(SIGN)
        above = bisect_left(breaks, at)
        start = breaks[above - 1] + 1 if above else 0
        columns[above + 1] = (*columns.get(above + 1, ()), at - start + 1)
    return Unsweetened("".join([*pieces, text[done:]]), columns)


def _line_breaks(text: str) -> list[int]:
    """Return where each line ends: at "\\n", or at a "\\r" that no "\\n" follows."""
    return [at for at, char in enumerate(text) if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n")]


def _signs(text: str) -> Iterator[int]:
    """Yield where a `$` begins a name."""
    at = text.find("\n") if text.startswith("#") else 0  # Lua passes over a first line that begins so
    while 0 <= at < len(text):
        char = text[at]
        if char == SIGN and _begins_name(text, at + 1):
            yield at
            at += 1
        elif text.startswith("--", at):
            at = _after_comment(text, at + 2)
        elif char in "\"'":
            at = _after_string(text, at)
        elif char == "[":
            at = _after_long_brackets(text, at) or at + 1
        else:
            at += 1


def _begins_name(text: str, at: int) -> bool:
    char = text[at : at + 1]
    return char == "_" or (char.isascii() and char.isalpha())


def _after_comment(text: str, at: int) -> int:
    long = _after_long_brackets(text, at) if text.startswith("[", at) else 0
    if long:
        return long
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def _after_string(text: str, at: int) -> int:
    """Return what follows a string; one that is not closed ends with its line."""
    quote, at = text[at], at + 1
    while at < len(text) and text[at] != quote:
        if text[at] in "\r\n":
            return at
        if text[at] != "\\":
            at += 1
        elif text.startswith("z", at + 1):
            at += 2
            while at < len(text) and text[at] in _SPACE_IN_STRINGS:
                at += 1
        else:
            at += 3 if text.startswith("\r\n", at + 1) else 2
    return at + 1


def _after_long_brackets(text: str, at: int) -> int:
    """Return what follows `[[...]]` or `[==[...]==]`; 0 where `[` begins nothing of the kind."""
    second = at + 1
    while text.startswith("=", second):
        second += 1
    if not text.startswith("[", second):
        return 0
    closing = "]" + text[at + 1 : second] + "]"
    end = text.find(closing, second + 1)
    return len(text) if end < 0 else end + len(closing)
