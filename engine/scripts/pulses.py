"""Pulses: the loops that call handlers of bars and beats, told from those that a player wrote. Pure."""

from __future__ import annotations

PULSES = ("bar", "beat")  # events whose handlers are called in virtual time, ahead of the music


def loop_of(event: str) -> str:
    """Return what the loop is called that calls the handlers of bars, or of beats."""
    return f"on {event}"


def without_pulses(loops: tuple[str, ...]) -> tuple[str, ...]:
    """Return the loops that a player wrote: those that call handlers are told of as what the script listens to."""
    return tuple(name for name in loops if name not in _LOOPS)


_LOOPS = frozenset(map(loop_of, PULSES))
