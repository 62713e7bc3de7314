"""Which step of a pattern plays at a beat, for a sequencer that has played nothing else since beat 0."""

from __future__ import annotations

from engine.core.document import Pattern
from engine.core.units import Beat


def step_at(pattern: Pattern, beat: Beat) -> int:
    """Return the index of the step that plays at `beat`; `Glance.playing` tells where sequencers really are."""
    played = int(beat * abs(pattern.steps_per_beat) // 1) % pattern.count
    return played if pattern.steps_per_beat > 0 else pattern.count - 1 - played
