"""Versions of packages, and which of them a requirement such as `>=1.2,<2` allows. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from engine.core.errors import NotAllowed

_PARTS = 3  # major, minor, patch; further ones are kept too
_LONGEST = 100  # characters
_SIGNS = (">=", "<=", "==", "~=", "!=", "^", "~", ">", "<", "=")  # longer ones first
_NOT_EQUAL = ("~=", "!=")


class Version(NamedTuple):
    """A version in parts that compare."""

    numbers: tuple[int, ...]  # at least three
    is_final: bool = True  # `1.0-beta` comes before `1.0`
    early: tuple[tuple[bool, int, str], ...] = ()  # what comes after the dash: numbers before words

    def __str__(self) -> str:
        early = ".".join(word if is_word else str(number) for is_word, number, word in self.early)
        return ".".join(map(str, self.numbers)) + (f"-{early}" if early else "")


def read_version(text: str) -> Version | None:
    """Return the version that `text` is or holds, as `1.2`, `v4.1.1` or `inspect.lua 3.1.0`; None for none."""
    for word in reversed(text[:_LONGEST].split()):
        version = _version(word.removeprefix("v"))
        if version is not None:
            return version
    return None


def _version(word: str) -> Version | None:
    word = word.partition("+")[0]  # what was built where does not count
    front, dash, back = word.partition("-")
    numbers = front.split(".")
    if not all(part.isascii() and part.isdigit() for part in numbers):
        return None
    early = tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in back.split("."))
    return Version(_padded([int(part) for part in numbers]), not dash, early if dash else ())


def _padded(numbers: list[int]) -> tuple[int, ...]:
    return (*numbers, *[0] * (_PARTS - len(numbers)))


class Requirement:
    """Which versions will do: `>=1.0`, `1.2` (any 1.2), `^1.2`, `~1.2.3`, `<2`, or several at once with commas.

    Raises:
        NotAllowed: it cannot be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._tests = [_test(part.strip(), text) for part in text.split(",")] if text not in ("", "*") else []

    def allows(self, version: Version) -> bool:
        """Whether `version` will do."""
        return all(test(version) for test in self._tests)


Test = Callable[[Version], bool]


def _test(part: str, whole: str) -> Test:
    sign = next((sign for sign in _SIGNS if part.startswith(sign)), "")
    word = part[len(sign) :].strip().removeprefix("v")
    wanted = _version(word) if len(whole) <= _LONGEST else None
    if wanted is None:
        raise NotAllowed(
            f'"{whole[:_LONGEST]}" is no version; write one as in "name@1.2", "name@>=1.0,<2" or "name@^1.2"'
        )
    said = len(word.partition("-")[0].split("."))  # how many numbers were written
    match sign:
        case ">=":
            return lambda version: version >= wanted
        case ">":
            return lambda version: version > wanted
        case "<":
            return lambda version: version < wanted and not (wanted.is_final and _is_early(version, wanted))
        case "<=":
            return lambda version: version <= wanted or _begins(version, wanted, said)
        case "^":
            return lambda version: version >= wanted and _begins(version, wanted, _first_that_counts(wanted, said))
        case "~":
            return lambda version: version >= wanted and _begins(version, wanted, min(said, 2))
        case _ if sign in _NOT_EQUAL:
            return lambda version: not _equals(version, wanted, said)
        case _:
            return lambda version: _equals(version, wanted, said)


def _begins(version: Version, wanted: Version, count: int) -> bool:
    return version.numbers[:count] == wanted.numbers[:count]


def _is_early(version: Version, wanted: Version) -> bool:
    """Whether `version` is on the way to `wanted`: who wants less than 2 does not want the beta of 2."""
    return not version.is_final and version.numbers == wanted.numbers


def _equals(version: Version, wanted: Version, said: int) -> bool:
    return version == wanted if said >= _PARTS else _begins(version, wanted, said)


def _first_that_counts(wanted: Version, said: int) -> int:
    """How many numbers a compatible version shares: up to the first that is not 0, as before 1.0 all may change."""
    numbers = wanted.numbers[:said]
    return next((place for place, number in enumerate(numbers, 1) if number), len(numbers))
