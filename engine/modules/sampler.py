"""The sampler, as data."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import CUTOFF, PAN, POLYPHONY, RESONANCE, seconds, volume

SAMPLER = ModuleType(
    name="sampler",
    label="Sampler",
    group="instrument",
    summary="Plays a sample, once or as a loop, at the pitch of the note; note 60 (c4) is the pitch it was made at.",
    inputs=("event",),
    outputs=("audio",),
    parameters=(
        Parameter(
            name="sample", label="Sample", kind="text", default="", names="sample", summary="A bundled name or a file.",
        ),
        volume(),
        PAN,
        Parameter(
            name="speed", label="Speed", minimum=0.05, maximum=10.0, default=1.0, curve="exponential",
            summary="Playing speed, and with it pitch; 1 is as recorded.",
        ),
        CUTOFF,
        RESONANCE,
        Parameter(
            name="playStyle", label="Play style", kind="choice", choices=("once", "loop"), default="once",
            summary="once plays to the end, loop goes round while the note is held.",
        ),
        POLYPHONY,
        Parameter(
            name="regionStart", label="Region start", default=0.0,
            summary="Where it starts; 0 is the beginning, 1 the end.",
        ),
        Parameter(
            name="regionEnd", label="Region end", default=1.0, summary="Where it ends; must lie after the start.",
        ),
        seconds("attack", "Attack", 0.0, "Time to full level."),
        seconds("decay", "Decay", 0.0, "Time from full level to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=1.0, summary="Level while the note is held."),
        seconds("release", "Release", 0.01, "Time to silence after the note.", minimum=0.005),
    ),
)  # fmt: skip
