"""Troubles: the loops whose newest function made a mistake, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction

from engine.core.live import LoopTrouble
from engine.core.units import Beat
from engine.lua.mistakes import LuaMistake
from engine.scripts.performing.strand import Loop, Strand
from engine.scripts.protocol import Fault

MOST_FAILURES = 3  # of a loop, one turn after the other
_A_LITTLE = Fraction(1, 1000)


class Troubles:
    """What is wrong with the loops of one script, until a better version of each plays."""

    def __init__(self, next_bar: Callable[[Beat], Beat]) -> None:
        """Take what returns the first bar line at or after a beat."""
        self._next_bar = next_bar
        self._by_loop: dict[str, LoopTrouble] = {}

    @property
    def told(self) -> tuple[LoopTrouble, ...]:
        """What is wrong, by loop."""
        return tuple(self._by_loop[name] for name in sorted(self._by_loop))

    def fall_back(self, loop: Loop, mistake: LuaMistake, beat: Beat) -> Beat | None:
        """Give a loop the function that came through its turns before; returns where it begins, or None: it ends.

        What was heard of the turn is not heard again: it begins at once only when nothing was, and else with a bar.
        A loop that has no such function, or has failed with it too often, ends.
        """
        loop.failures += 1
        plays_on = loop.good is not None and loop.failures <= MOST_FAILURES
        is_another = loop.good is not loop.body
        if is_another or not plays_on:
            self._by_loop[loop.name] = LoopTrouble(loop.name, mistake.message, mistake.line, plays_on)
        if loop.good is None or not plays_on:
            return None
        loop.body = loop.good
        if loop.has_slept:
            return self._next_bar(beat)
        return beat if is_another else self._next_bar(beat + _A_LITTLE)

    def restless(self, strand: Strand) -> Fault:
        """A strand lets too little time pass, and is ended."""
        if not isinstance(strand, Loop):
            return Fault("this task sleeps too little and was ended", strand.line, loop=strand.name)
        fault = Fault(f'live_loop "{strand.name}" sleeps too little and was ended', strand.line, loop=strand.name)
        self._by_loop[strand.name] = LoopTrouble(strand.name, fault.message, fault.line)
        return fault

    def end(self, loop: str) -> None:
        """Another version of the loop plays."""
        self._by_loop.pop(loop, None)

    def keep(self, loops: Collection[str]) -> None:
        """Only these loops are there."""
        self._by_loop = {name: trouble for name, trouble in self._by_loop.items() if name in loops}
