"""The modulators, as data: what moves parameters of other modules."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import seconds

SHAPES = ("sine", "triangle", "saw", "ramp", "square", "random", "smooth")
SEEDS = 9999

_RATE = Parameter(
    name="rate", label="Rate", minimum=0.01, maximum=2000.0, default=1.0, unit="Hz", curve="exponential",
    section="Time", summary="Cycles in a second, unless sync says otherwise.",
)  # fmt: skip
_SYNC = Parameter(
    name="sync", label="Sync", maximum=64.0, default=0.0, unit="beats", section="Time",
    summary="Beats that a cycle lasts, in time with the music; 0 leaves it to rate.",
)  # fmt: skip
_POLARITY = Parameter(
    name="polarity", label="Polarity", kind="choice", choices=("bipolar", "unipolar"), default="bipolar",
    section="Wave", summary="bipolar goes from -1 to 1, unipolar from 0 to 1.",
)  # fmt: skip
_SEED = Parameter(
    name="seed", label="Seed", kind="int", maximum=SEEDS, default=0, section="Wave",
    summary="Which row of random values it goes through; the same seed gives the same values.",
)  # fmt: skip
_SMOOTH = Parameter(
    name="smooth", label="Smooth", default=0.0, section="Wave",
    summary="How much of the time to the next value it glides; with notes, of a beat.",
)  # fmt: skip

LFO = ModuleType(
    name="lfo",
    label="LFO",
    group="modulator",
    summary="Moves parameters up and down, in a wave; a note begins the wave anew.",
    inputs=("event",),
    outputs=("parameter",),
    parameters=(
        Parameter(
            name="shape", label="Shape", kind="choice", choices=SHAPES, default="sine", section="Wave",
            summary="saw falls, ramp rises, random steps from value to value, smooth glides between them.",
        ),
        _POLARITY,
        _SEED,
        _RATE,
        _SYNC,
        Parameter(name="phase", label="Phase", default=0.0, section="Time", summary="Where in its wave it begins."),
        Parameter(
            name="oneShot", label="One-shot", kind="bool", default=False, section="Time",
            summary="Whether it stops after one cycle, until the next note.",
        ),
    ),
)  # fmt: skip

FOLLOWER = ModuleType(
    name="follower",
    label="Envelope follower",
    group="modulator",
    summary="Moves parameters as loud as the sound is that is connected to it.",
    inputs=("audio",),
    outputs=("parameter",),
    parameters=(
        Parameter(
            name="gain", label="Gain", minimum=-24.0, maximum=36.0, default=0.0, unit="dB",
            summary="How loud the sound counts; full level gives 1.",
        ),
        seconds("attack", "Attack", 0.005, "Time to follow a sound that grows louder."),
        seconds("release", "Release", 0.15, "Time to follow a sound that dies away."),
    ),
)  # fmt: skip

RANDOM = ModuleType(
    name="random",
    label="Random",
    group="modulator",
    summary="Moves parameters to a random value, again and again or at each note, and holds it.",
    inputs=("event",),
    outputs=("parameter",),
    parameters=(
        Parameter(
            name="clock", label="Clock", kind="choice", choices=("time", "notes"), default="time", section="Time",
            summary="time takes a value by rate or sync, notes one at each note.",
        ),
        _RATE,
        _SYNC,
        _SMOOTH,
        _POLARITY,
        _SEED,
    ),
)  # fmt: skip

MACRO = ModuleType(
    name="macro",
    label="Macro",
    group="modulator",
    summary="One knob for many parameters.",
    outputs=("parameter",),
    parameters=(
        Parameter(name="value", label="Value", default=0.0, summary="Where the knob is."),
        Parameter(
            name="curve", label="Curve", minimum=-1.0, default=0.0,
            summary="Above 0 it starts slowly and ends fast, below 0 the other way round.",
        ),
    ),
)  # fmt: skip

ENVELOPE = ModuleType(
    name="envelope",
    label="Envelope",
    group="modulator",
    summary="Moves parameters by attack, decay, sustain and release of the notes it gets.",
    inputs=("event",),
    outputs=("parameter",),
    parameters=(
        seconds("attack", "Attack", 0.01, "Time to the top."),
        seconds("decay", "Decay", 0.3, "Time from the top to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=0.5, summary="Level while a note is held."),
        seconds("release", "Release", 0.3, "Time to the bottom after the last note."),
        Parameter(name="velocity", label="Velocity", default=0.0, summary="How much soft notes lower the top."),
    ),
)  # fmt: skip

MODULATORS: tuple[ModuleType, ...] = (LFO, FOLLOWER, RANDOM, MACRO, ENVELOPE)
