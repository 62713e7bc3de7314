"""Functions and coroutines of a script as Python holds them: by number, never as objects of Lua."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from engine.lua.convert import Value


class LuaFunction:
    """A function that a script handed over, such as a live loop's body. Only `Runtime.spawn` can run it."""

    __slots__ = ("_release", "chunk", "line", "number")

    def __init__(self, number: int, chunk: str, line: int, release: Callable[[int], None]) -> None:
        self.number = number  # what the runtime knows it as
        self.chunk = chunk  # where it was written
        self.line = line
        self._release = release

    def __del__(self) -> None:
        self._release(self.number)

    def __repr__(self) -> str:
        return f"LuaFunction({self.chunk}:{self.line})"


class Turn(NamedTuple):
    """What a coroutine did when it was resumed."""

    is_finished: bool  # True: it has returned; False: it waits
    values: tuple[
        Value, ...
    ]  # from the API function that waits; or what it returned, None for what is no text, number or boolean


class Stepper(Protocol):
    """The part of the runtime that coroutines need."""

    def step(self, coroutine: Coroutine, values: tuple[Value, ...]) -> Turn: ...
    def place_of(self, coroutine: Coroutine) -> tuple[str, int]: ...
    def release(self, number: int) -> None: ...


class Coroutine:
    """A function of a script's that runs one turn at a time, each under the limit of a turn.

    It waits where it called an API function installed with `waits=True`, also from within coroutines of its own.
    """

    def __init__(self, stepper: Stepper, number: int, address: int, origin: tuple[str, int]) -> None:
        self._stepper: Any = stepper
        self.origin = origin  # chunk and line that are told when a failure leaves no trace
        self.number = number
        self.address = address  # of Lua's own object, for interrupting it
        self.is_finished = False  # returned, failed, or closed

    def resume(self, *values: Value) -> Turn:
        """Go on until it waits or returns; `values` are what the call that waits returns in Lua.

        Raises:
            LuaMistake: It raised an error, or was stopped for what it took. It is finished then.
            RuntimeError: It is finished already.
        """
        if self.is_finished:
            raise RuntimeError("this coroutine is finished")
        turn: Turn = self._stepper.step(self, values)
        return turn

    @property
    def place(self) -> tuple[str, int]:
        """Chunk and line where it waits; `("", 0)` when it has not begun or is finished."""
        if self.is_finished:
            return "", 0
        place: tuple[str, int] = self._stepper.place_of(self)
        return place

    def close(self) -> None:
        """Forget it; whatever it still had to do is not done."""
        if not self.is_finished:
            self.is_finished = True
            self._stepper.release(self.number)

    def __del__(self) -> None:
        self.close()
