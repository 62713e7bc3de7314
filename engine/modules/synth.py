"""The synth, as data, with its presets."""

from __future__ import annotations

import msgspec

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import CUTOFF, PAN, POLYPHONY, RESONANCE, seconds, volume

SYNTH = ModuleType(
    name="synth",
    label="Synth",
    group="instrument",
    summary="One oscillator through a low-pass filter, with an envelope.",
    inputs=("event",),
    outputs=("audio",),
    parameters=(
        Parameter(
            name="wave", label="Wave", kind="choice", default="saw",
            choices=("saw", "square", "triangle", "sine", "noise"),
            summary="The shape of the oscillator.",
        ),
        volume(),
        PAN,
        Parameter(
            name="transpose", label="Transpose", kind="int", minimum=-48, maximum=48, default=0, unit="st",
            summary="Semitones added to every note.",
        ),
        POLYPHONY,
        msgspec.structs.replace(CUTOFF, default=2000.0),
        RESONANCE,
        seconds("attack", "Attack", 0.005, "Time to full level."),
        seconds("decay", "Decay", 0.1, "Time from full level to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=0.7, summary="Level while the note is held."),
        seconds("release", "Release", 0.1, "Time to silence after the note.", minimum=0.005),
    ),
)  # fmt: skip
