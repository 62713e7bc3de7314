"""Commands to the transport."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.units import Beat


class Play(Asked, frozen=True):
    """Start, or go on from a pause."""


class Pause(Asked, frozen=True):
    """Hold the place."""


class Stop(Asked, frozen=True):
    """Stop and go back to the first beat."""


class Reset(Asked, frozen=True):
    """Go to the first beat without changing whether it plays."""


class Seek(Asked, frozen=True, kw_only=True):
    """Go to a beat."""

    beat: Beat  # >= 0


class SetTempo(Asked, frozen=True, kw_only=True):
    """Set the tempo."""

    bpm: float  # 20 to 480


class SetSignature(Asked, frozen=True, kw_only=True):
    """Set how many beats make a bar."""

    beats_per_bar: int  # 1 to 32
