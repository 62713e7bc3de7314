"""One parameter cable: what comes out of a modulator, as much of it as the cable passes on."""

from __future__ import annotations

from engine.core.document import Connection
from engine.core.units import Frame
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.ramp import Ramp
from engine.sound.modulation.shapes import Signal
from engine.sound.nodes import GRID
from engine.sound.voice import FADE_SECONDS


class ParameterLead:
    """Passes on `depth * (signal + offset)`, in parts of the target's travel.

    What is said of it anew glides within 5 ms, and so do laying it and taking it away. One that is delayed passes on
    what the signal was at the last line of the grid, going there during the next.
    """

    def __init__(self, source: Modulator, cable: Connection, rate: int) -> None:
        self.source = source
        self.number = cable.number
        self._fade_frames = round(FADE_SECONDS * rate)
        self._cable = cable
        self._depth = Ramp(0.0)
        self._offset = Ramp(cable.offset)
        self._late = Ramp(0.0)
        self.ends: Frame | None = None  # set when it has been taken away: it passes nothing on from this frame on
        source.cables_out.append(self)

    @property
    def is_delayed(self) -> bool:
        """Whether it passes on what was, so that it may close a circle."""
        return self._cable.is_delayed

    def lay(self, now: Frame, *, is_heard: bool) -> None:
        """Begin to pass on: at once where nothing is heard of it, else by a glide."""
        if is_heard:
            self.gate(now)
        else:
            self._depth.jump(self._wanted_depth())

    def change(self, cable: Connection, now: Frame) -> None:
        """Take up what is said of the cable now."""
        if cable is not self._cable:
            self._cable = cable
            self.gate(now)
            self._offset.glide(cable.offset, self._fade_frames, now)

    def take_away(self, now: Frame) -> None:
        """Pass on less and less; `cut` is due at `ends`."""
        self.ends = now + self._fade_frames
        self._depth.glide(0.0, self._fade_frames, now)

    def cut(self) -> None:
        """Let go of the source."""
        self.source.cables_out.remove(self)

    def drawn(self, now: Frame, frames: int) -> Signal | float:
        """Return what it passes on, for a slice or a line that comes next."""
        signal = self._late.drawn(now, frames) if self.is_delayed else self.source.signal(now, frames)
        return self._depth.drawn(now, frames) * (signal + self._offset.drawn(now, frames))

    def look(self, now: Frame) -> None:
        """Take note of the signal at a line of the grid, if it is delayed; what comes may have changed the rest."""
        self.source.forget()
        if self.is_delayed:
            self._late.glide(self.source.level(now), GRID, now)

    # --- what the source tells its leads

    def wake(self) -> None:
        """Modulation goes on whether or not its source sounds."""

    def sleep(self) -> None:
        """Modulation goes on whether or not its source sounds."""

    def follow(self, now: Frame) -> None:
        """A modulator has no level."""

    def gate(self, now: Frame) -> None:
        """Take up, by a glide, whether the source passes anything."""
        if self.ends is None:
            self._depth.glide(self._wanted_depth(), self._fade_frames, now)

    def _wanted_depth(self) -> float:
        return self._cable.depth if self.source.is_passing else 0.0
