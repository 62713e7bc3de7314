"""Handlers of bars and beats, as bodies of loops of their own: called in virtual time, ahead of the music, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from engine.core.units import Beat
from engine.events.changes import event_of
from engine.events.dispatch import Dispatch
from engine.events.event import Event
from engine.scripts.performing.calling import Calling
from engine.scripts.performing.standing import Standing
from engine.scripts.pulses import PULSES, loop_of


def bodies_of(run: int, standing: Standing, calling: Calling) -> Iterator[tuple[str, Pulse]]:
    """Yield the loops that a run needs for its handlers: their names and their bodies."""
    for event in PULSES:
        handlers = standing.handling.registry.matching(event, owner=run)
        if handlers:
            yield loop_of(event), Pulse(event, run, handlers[0].line, standing, calling)


class Pulse(NamedTuple):
    """The handlers of one sort, of one run: see `loops.Body`."""

    event: str
    run: int
    line: int
    standing: Standing
    calling: Calling

    def start(self, turn: str) -> Stroke:  # noqa: ARG002 - each call of a handler has its own chance
        """Return one bar, or one beat."""
        return Stroke(self)


class Stroke:
    """One bar, or one beat: see `loops.Flow`."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse
        self._is_over = False

    @property
    def line(self) -> int:
        """Where the first of the handlers begins."""
        return self._pulse.line

    def resume(self) -> Beat | None:
        """Call the handlers if a bar or beat begins here, and wait for the next; None when it is there."""
        if self._is_over:
            return None
        self._is_over = True
        standing = self._pulse.standing
        beat, beats_per_bar = standing.loops.beat, standing.document.transport.beats_per_bar
        length = Fraction(beats_per_bar if self._pulse.event == "bar" else 1)
        if beat % length == 0:
            self._call(_event(self._pulse.event, beat, beats_per_bar))
        return (beat // length + 1) * length - beat

    def _call(self, event: Event) -> None:
        registry = self._pulse.standing.handling.registry
        handlers = registry.matching(event.name, owner=self._pulse.run)
        self._pulse.calling.call_all(Dispatch(event, handlers, registry, is_interceptable=False))


def _event(name: str, beat: Beat, beats_per_bar: int) -> Event:
    bar = int(beat // beats_per_bar) + 1
    if name == "bar":
        return event_of("bar", bar=bar, beat=int(beat))
    return event_of("beat", beat=int(beat), bar=bar, beat_of_bar=int(beat % beats_per_bar) + 1)
