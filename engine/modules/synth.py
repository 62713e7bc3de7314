"""The synth, as data."""

from __future__ import annotations

from msgspec.structs import replace

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import CUTOFF, PAN, POLYPHONY, RESONANCE, seconds, volume
from engine.modules.synth_presets import PRESETS

WAVES = ("saw", "square", "triangle", "sine", "noise")
FILTERS = ("low", "band", "high", "notch", "ladder")


def _oscillator(mark: str, section: str, level: float) -> tuple[Parameter, ...]:
    """Return what one of the two oscillators has; `mark` is "" or "2"."""
    return (
        Parameter(
            name=f"wave{mark}", label="Wave", kind="choice", default="saw", choices=WAVES, section=section,
            summary="The shape of the oscillator.",
        ),
        Parameter(
            name=f"level{mark}", label="Level", default=level, section=section, summary="How much of it there is.",
        ),
        Parameter(
            name=f"detune{mark}", label="Detune", minimum=-100.0, maximum=100.0, default=0.0, unit="ct",
            section=section, summary="Hundredths of a semitone added to its pitch.",
        ),
        Parameter(
            name=f"pulseWidth{mark}", label="Pulse width", minimum=0.05, maximum=0.95, default=0.5, section=section,
            summary="How long a square wave is up; 0.5 is even.",
        ),
    )  # fmt: skip


_PITCH = (
    Parameter(
        name="transpose", label="Transpose", kind="int", minimum=-48, maximum=48, default=0, unit="st", section="Pitch",
        summary="Semitones added to every note.",
    ),
    Parameter(
        name="tune", label="Tune", minimum=-24.0, maximum=24.0, default=0.0, unit="st", section="Pitch",
        summary="Bends all that sounds; an LFO here is vibrato.",
    ),
    replace(
        POLYPHONY, choices=("poly", "mono", "legato"), section="Pitch",
        summary="poly lets notes overlap, mono ends the last one, legato slides to the next without a new attack.",
    ),
    replace(seconds("glide", "Glide", 0.0, "Time from the last note's pitch to the next one's."), section="Pitch"),
)  # fmt: skip
_BELOW = (
    Parameter(
        name="transpose2", label="Interval", kind="int", minimum=-48, maximum=48, default=0, unit="st",
        section="Oscillator 2", summary="Semitones from the first oscillator.",
    ),
)  # fmt: skip
_SOURCES = (
    Parameter(name="sub", label="Sub", section="Mix", summary="Level of a sine an octave below."),
    Parameter(name="noise", label="Noise", section="Mix", summary="Level of white noise."),
)
_UNISON = (
    Parameter(
        name="unison", label="Voices", kind="int", minimum=1, maximum=7, default=1, section="Unison",
        summary="How many copies of each oscillator sound.",
    ),
    Parameter(
        name="unisonDetune", label="Detune", maximum=100.0, default=20.0, unit="ct", section="Unison",
        summary="How far the outermost copies are off pitch.",
    ),
    Parameter(
        name="spread", label="Spread", section="Unison", summary="How far the copies stand apart, left and right.",
    ),
)  # fmt: skip
_FM = (
    Parameter(
        name="fmAmount", label="Amount", maximum=12.0, section="FM",
        summary="How far a second sine moves the first oscillator's phase, in radians.",
    ),
    Parameter(
        name="fmRatio", label="Ratio", minimum=0.25, maximum=16.0, default=1.0, curve="exponential", section="FM",
        summary="Pitch of the modulating sine beside the note's.",
    ),
    replace(seconds("fmDecay", "Decay", 0.5, "Time in which the amount falls to its sustain level."), section="FM"),
    Parameter(
        name="fmSustain", label="Sustain", default=1.0, section="FM",
        summary="What part of the amount stays while the note is held; 1 is no envelope.",
    ),
)  # fmt: skip
_FILTER = (
    Parameter(
        name="filter", label="Filter", kind="choice", choices=FILTERS, default="low", section="Filter",
        summary="low, band, high and notch fall by 12 dB an octave, ladder by 24 dB.",
    ),
    replace(CUTOFF, default=2000.0, section="Filter", summary="Where the filter works."),
    replace(RESONANCE, section="Filter"),
    Parameter(name="drive", label="Drive", section="Filter", summary="Saturation before the filter."),
    Parameter(
        name="keyTracking", label="Key tracking", section="Filter",
        summary="How far the cutoff follows the note; at 1 it keeps its distance.",
    ),
    Parameter(
        name="velocityToCutoff", label="Velocity", maximum=6.0, unit="oct", section="Filter",
        summary="How much lower the cutoff is for the softest note.",
    ),
)  # fmt: skip
_FILTER_ENVELOPE = tuple(
    replace(parameter, section="Filter envelope")
    for parameter in (
        Parameter(
            name="filterAmount", label="Amount", minimum=-8.0, maximum=8.0, default=0.0, unit="oct",
            summary="How far the envelope moves the cutoff.",
        ),
        seconds("filterAttack", "Attack", 0.0, "Time to the full amount."),
        seconds("filterDecay", "Decay", 0.3, "Time from there to the sustain level."),
        Parameter(name="filterSustain", label="Sustain", default=0.0, summary="Part of the amount while held."),
        seconds("filterRelease", "Release", 0.1, "Time back to none after the note.", minimum=0.005),
    )
)  # fmt: skip
_ENVELOPE = tuple(
    replace(parameter, section="Envelope")
    for parameter in (
        seconds("attack", "Attack", 0.005, "Time to full level."),
        seconds("decay", "Decay", 0.1, "Time from full level to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=0.7, summary="Level while the note is held."),
        seconds("release", "Release", 0.1, "Time to silence after the note.", minimum=0.005),
        Parameter(
            name="velocityToVolume", label="Velocity", default=1.0,
            summary="How much softer a soft note is; at 0 all are as loud.",
        ),
    )
)  # fmt: skip

SYNTH = ModuleType(
    name="synth",
    label="Synth",
    group="instrument",
    summary="Two oscillators, sub and noise, with FM and unison, through a filter with an envelope.",
    inputs=("event",),
    outputs=("audio",),
    first=("wave", "cutoff", "resonance", "volume"),
    parameters=(
        *_oscillator("", "Oscillator 1", 1.0),
        *_oscillator("2", "Oscillator 2", 0.0),
        *_BELOW,
        *_SOURCES,
        *_PITCH,
        *_UNISON,
        *_FM,
        *_FILTER,
        *_FILTER_ENVELOPE,
        *_ENVELOPE,
        replace(volume(), section="Mix"),
        replace(PAN, section="Mix"),
    ),
    presets=PRESETS,
)
