"""An engine that plays the studio into a recording sound, and short ways to ask things of it."""

from __future__ import annotations

from fractions import Fraction

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.units import NEXT_BAR

BEAT = 24_000  # frames, at 120 and 48 kHz


def volume(value, **asked):
    return c.SetParameter(module="bass", parameter="volume", value=value, **asked)


def bass_volume(engine: Engine):
    return engine.snapshot.document.modules["bass"].values["volume"]


def batch(*commands, quantum=NEXT_BAR, **fields):
    return c.Batch(commands=commands, quantum=quantum, **fields)


def due(engine: Engine, beat, *commands, line=3, flight=None):
    flight = engine.glance.flight if flight is None else flight
    return c.Due(script="song", loop="l", line=line, flight=flight, beat=Fraction(beat), commands=commands)


def turn_to(engine: Engine, frame: int) -> None:
    """Turn until `frame` was rendered."""
    while engine.glance.frame < frame:
        engine.turn()
