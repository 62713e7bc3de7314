"""The place where a sampler's notes left a sample, so that the next note can go on there."""

from __future__ import annotations

from typing import Protocol

from engine.core.units import Frame


class Reader(Protocol):
    """What is somewhere in a sample."""

    def frame_at(self, now: Frame) -> float:
        """Return the frame of the sample that it sounds."""
        ...


class Tape:
    """One sample of one sampler, as notes of style "next" play it: like a tape, it stays where it was stopped."""

    def __init__(self) -> None:
        self._frame: float | None = None  # a frame of the sample; None before the first note
        self._reader: Reader | None = None  # the newest note, while it is held

    def frame_at(self, now: Frame) -> float | None:
        """Return where a note that starts now goes on; None when it is the first."""
        return self._frame if self._reader is None else self._reader.frame_at(now)

    def run(self, reader: Reader) -> None:
        """Go along with a note that starts; the one before is no longer followed."""
        self._reader = reader

    def stop(self, reader: Reader, now: Frame) -> None:
        """Stay where a note has ended, if it was the newest."""
        if self._reader is reader:
            self._frame, self._reader = reader.frame_at(now), None

    def rewind(self) -> None:
        """Have the next note be the first."""
        self._frame = self._reader = None
