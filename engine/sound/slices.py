"""Who does something before or after each slice of sound is rendered; what sleeps is not among them."""

from __future__ import annotations

from collections.abc import Callable

from engine.core.units import Frame

Turn = Callable[[Frame, int], None]  # is given the first frame of the slice, and how many there are


class Slices:
    """The turns before a slice, in which signals are drawn, and after it, in which sound is looked at.

    What is done must be a function of the frame alone: however the engine slices, the bytes are the same.
    """

    def __init__(self) -> None:
        self._before: tuple[Turn, ...] = ()  # replaced whole, so that a turn may enter or leave in the midst of them
        self._after: tuple[Turn, ...] = ()

    def enter(self, before: Turn | None = None, after: Turn | None = None) -> None:
        """Have these called from the next slice on."""
        if before is not None:
            self._before = (*self._before, before)
        if after is not None:
            self._after = (*self._after, after)

    def leave(self, before: Turn | None = None, after: Turn | None = None) -> None:
        """Have these called no more."""
        if before is not None:
            self._before = _without(self._before, before)
        if after is not None:
            self._after = _without(self._after, after)

    def clear(self) -> None:
        """Call nobody any more."""
        self._before = self._after = ()

    def draw(self, now: Frame, frames: int) -> None:
        """Take the turns before a slice."""
        for turn in self._before:
            turn(now, frames)

    def hear(self, now: Frame, frames: int) -> None:
        """Take the turns after a slice; what has been rendered stands in the buffers of the nodes."""
        for turn in self._after:
            turn(now, frames)


def _without(turns: tuple[Turn, ...], turn: Turn) -> tuple[Turn, ...]:
    place = turns.index(turn)
    return turns[:place] + turns[place + 1 :]
