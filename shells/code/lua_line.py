"""What one line of Lua opens and closes, and which call the caret is in. Good enough to indent by; it is no parser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = (
    "and break do else elseif end false for function goto if in local nil not or repeat return then true until while"
)
CLOSING_WORDS = frozenset({"end", "else", "elseif", "until", "}", ")"})

_KEYWORDS = frozenset(KEYWORDS.split())
_OPENERS = frozenset({"then", "do", "function", "repeat", "{", "(", "["})
_CLOSERS = frozenset({"end", "until", "elseif", "}", ")", "]"})
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class Balance:
    """What a line closes of the lines above, and what it leaves open for those below."""

    closes: int
    opens: int


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose arguments are being written."""

    name: str  # with its receiver, such as `kick:trigger`
    argument: int  # from 0


def balance(line: str) -> Balance:
    """Return what `line` closes and opens. `else` does both."""
    depth = lowest = 0
    for word in words(line):
        if word in _CLOSERS or word == "else":
            depth -= 1
            lowest = min(lowest, depth)
        if word in _OPENERS or word == "else":
            depth += 1
    return Balance(closes=-lowest, opens=depth - lowest)


def indent_change(line: str) -> int:
    """Return by how many levels (-1, 0, 1) the line after `line` is indented differently.

    What the line closes with its first words has moved the line itself already.
    """
    found = balance(line)
    if found.opens:
        return 1
    return -1 if found.closes > _leading_closers(line) else 0


def words(line: str) -> Iterator[str]:
    """Yield names, with the dots and colons that join them, and signs; a string is its quote, a comment nothing."""
    at = 0
    while at < len(line):
        char = line[at]
        if line.startswith("--", at):
            return
        if char in _QUOTES:
            yield char
            at = _after_string(line, at)
        elif _is_name(char):
            end = _after_name(line, at)
            if not char.isdigit():
                yield line[at:end]
            at = end
        else:
            if not char.isspace():
                yield char
            at += 1


def call_at(before: str) -> Call | None:
    """Return the innermost call whose brackets are open at the end of `before`, a line up to the caret."""
    stack: list[tuple[str, int]] = []
    last = ""
    for word in words(before):
        if word in ("(", "{", "["):
            stack.append((last if word != "[" else "", 0))
        elif word in (")", "}", "]") and stack:
            stack.pop()
        elif word == "," and stack:
            name, argument = stack.pop()
            stack.append((name, argument + 1))
        last = word if _is_name(word[0]) and word not in _KEYWORDS else ""
    return next((Call(name, argument) for name, argument in reversed(stack) if name), None)


def _leading_closers(line: str) -> int:
    count = 0
    for word in words(line):
        if word not in _CLOSERS and word != "else":
            break
        count += 1
    return count


def _after_string(line: str, at: int) -> int:
    quote, at = line[at], at + 1
    while at < len(line) and line[at] != quote:
        at += 2 if line[at] == "\\" else 1
    return at + 1


def _after_name(line: str, at: int) -> int:
    while at < len(line) and (_is_name(line[at]) or _joins(line, at)):
        at += 1
    return at


def _joins(line: str, at: int) -> bool:
    return line[at] in ".:" and at + 1 < len(line) and _is_name(line[at + 1]) and not line[at + 1].isdigit()


def _is_name(char: str) -> bool:
    return char == "_" or char.isalnum()
