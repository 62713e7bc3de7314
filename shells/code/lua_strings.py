"""Which call's string the caret is in, for offering what such a string may say. Pure: it knows no editor."""

from __future__ import annotations

from typing import NamedTuple

from shells.code.lua_names import typed_name

_QUOTES = "\"'"


class OpenString(NamedTuple):
    """A string that is being written, the first thing given to a function."""

    function: str  # with its receiver, such as `engine:on`
    typed: str  # of the string


def open_string(before: str) -> OpenString | None:
    """Return the string that is open at the end of `before`, a line up to the caret; None unless a call begins so."""
    at = _open_quote(before)
    if at < 0:
        return None
    head = before[:at].rstrip()
    function = typed_name(head.removesuffix("(").rstrip())
    return OpenString(function, before[at + 1 :]) if function else None


def beginning_with(typed: str, words: tuple[str, ...]) -> list[str]:
    """Return the words that `typed` could become."""
    wanted = typed.lower()
    return [word for word in words if word.lower().startswith(wanted) and word != typed]


def _open_quote(line: str) -> int:
    """Return where the string begins that is open at the end; -1 for none."""
    at, opened = 0, -1
    while at < len(line):
        if opened >= 0:
            if line[at] == line[opened]:
                opened = -1
            at += 2 if line[at : at + 1] == "\\" else 1
        elif line.startswith("--", at):
            return -1
        else:
            opened = at if line[at] in _QUOTES else -1
            at += 1
    return opened
