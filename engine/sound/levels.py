"""What volume and pan do to the left and to the right. Pure."""

from __future__ import annotations


def balance(volume: float, pan: float) -> tuple[float, float]:
    """Return the gains of both sides: the middle is as loud as it comes, a side takes the other away."""
    return volume * min(1.0, 1.0 - pan), volume * min(1.0, 1.0 + pan)
