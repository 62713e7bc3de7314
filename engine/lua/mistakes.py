"""What can go wrong in a player's Lua, each with the chunk and the line where it did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from engine.core.errors import EngineError
from engine.core.numbers import is_digits

LimitName = Literal["seconds", "memory", "instructions", "stack depth"]


class Frame(NamedTuple):
    """One function of the player's on the way to a mistake."""

    chunk: str  # as it was named when it ran
    line: int  # 1-based
    function: str  # its name there, "main chunk" for the outermost


class LuaMistake(EngineError):
    """A chunk does not compile, or raised an error.

    `str()` is `kick.lua:2: volume is 0 to 2, got 7`.
    """

    def __init__(self, message: str, chunk: str = "", line: int = 0, traceback: tuple[Frame, ...] = ()) -> None:
        super().__init__(f"{chunk}:{line}: {message}" if line else message)
        self.message = message  # one sentence, without the place
        self.chunk = chunk  # "" when no line of the player's was running
        self.line = line  # 1-based; 0 when no line of the player's was running
        self.traceback = traceback  # innermost first


class SyntaxMistake(LuaMistake):
    """A chunk does not compile. Nothing of it ran."""


class LimitExceeded(LuaMistake):
    """A script took more than it may and was stopped."""

    def __init__(  # a mistake with three values more
        self,
        message: str,
        chunk: str,
        line: int,
        traceback: tuple[Frame, ...],
        limit_name: LimitName,
        limit: float,
        used: float,
    ) -> None:
        super().__init__(message, chunk, line, traceback)
        self.limit_name = limit_name  # seconds are of processor time; memory is in bytes, and what may be kept
        self.limit = limit
        self.used = used  # when it was stopped


class BudgetExceeded(LimitExceeded):
    """A chunk or a turn of a loop took too long, in seconds or in instructions."""


class MemoryExceeded(LimitExceeded):
    """A script kept more memory than it may."""


class StackExceeded(LimitExceeded):
    """Functions called each other deeper than they may."""


class Stopped(LuaMistake):
    """The player stopped the script; nothing is wrong with it."""


def split_place(text: str, chunks: Iterable[str]) -> tuple[str, int, str]:
    """Split `kick.lua:2: message` into chunk, line, message; `("", 0, text)` when it begins with none of `chunks`."""
    for chunk in chunks:
        if text.startswith(f"{chunk}:"):
            digits, colon, message = text[len(chunk) + 1 :].partition(": ")
            if colon and is_digits(digits):
                return chunk, int(digits), message
    return "", 0, text
