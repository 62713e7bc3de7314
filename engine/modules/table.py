"""The table of module types: what each is for, its ports and its parameters. Shells, Lua and the session read it."""

from __future__ import annotations

from typing import Literal

import msgspec
from immutables import Map

from engine.core.document import ConnectionKind
from engine.core.errors import UnknownName, did_you_mean
from engine.core.units import Value
from engine.modules.parameter import Parameter

MIXER_CHANNELS = 8


class ModuleType(msgspec.Struct, frozen=True, kw_only=True):
    """What modules of one type have in common."""

    name: str  # as scripts say it
    label: str
    group: Literal["sequencer", "instrument", "effect", "utility"]  # for menus only
    summary: str
    inputs: tuple[ConnectionKind, ...] = ()
    outputs: tuple[ConnectionKind, ...] = ()
    channels: int = 0  # how many separate audio inputs; 0 is one input for any number of cables
    is_system: bool = False  # there is always one, and it cannot be removed
    parameters: tuple[Parameter, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called `name`; raises UnknownName with the nearest one."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = [parameter.name for parameter in self.parameters]
        hint = did_you_mean(name, known) or f"; it has {', '.join(known) or 'none'}"
        raise UnknownName(f'a {self.name} has no parameter "{name}"{hint}')

    def defaults(self) -> Map[str, Value]:
        """Return every parameter at its default."""
        return Map({parameter.name: parameter.default for parameter in self.parameters})


def _volume(maximum: float = 2.0) -> Parameter:
    return Parameter(name="volume", label="Volume", maximum=maximum, default=1.0, summary="Loudness; 1 is as it comes.")


def _seconds(name: str, label: str, default: float, summary: str, minimum: float = 0.0) -> Parameter:
    return Parameter(
        name=name,
        label=label,
        minimum=minimum,
        maximum=10.0,
        default=default,
        unit="s",
        curve="exponential",
        summary=summary,
    )


_PAN = Parameter(name="pan", label="Pan", minimum=-1.0, default=0.0, summary="Left -1 to right 1.")
_CUTOFF = Parameter(
    name="cutoff", label="Cutoff", minimum=20.0, maximum=20000.0, default=20000.0, unit="Hz", curve="exponential",
    summary="Low-pass filter: what lies above is taken away.",
)  # fmt: skip
_RESONANCE = Parameter(
    name="resonance", label="Resonance", maximum=0.95, default=0.0, summary="How much the filter rings at its cutoff."
)
_POLYPHONY = Parameter(
    name="polyphony", label="Polyphony", kind="choice", choices=("poly", "mono"), default="poly",
    summary="poly lets notes overlap, mono ends the last one.",
)  # fmt: skip

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
        _volume(),
        _PAN,
        Parameter(
            name="speed", label="Speed", minimum=0.05, maximum=10.0, default=1.0, curve="exponential",
            summary="Playing speed, and with it pitch; 1 is as recorded.",
        ),
        _CUTOFF,
        _RESONANCE,
        Parameter(
            name="playStyle", label="Play style", kind="choice", choices=("once", "loop"), default="once",
            summary="once plays to the end, loop goes round while the note is held.",
        ),
        _POLYPHONY,
        Parameter(
            name="regionStart", label="Region start", default=0.0,
            summary="Where it starts; 0 is the beginning, 1 the end.",
        ),
        Parameter(
            name="regionEnd", label="Region end", default=1.0, summary="Where it ends; must lie after the start.",
        ),
        _seconds("attack", "Attack", 0.0, "Time to full level."),
        _seconds("decay", "Decay", 0.0, "Time from full level to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=1.0, summary="Level while the note is held."),
        _seconds("release", "Release", 0.01, "Time to silence after the note.", minimum=0.005),
    ),
)  # fmt: skip

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
        _volume(),
        _PAN,
        Parameter(
            name="transpose", label="Transpose", kind="int", minimum=-48, maximum=48, default=0, unit="st",
            summary="Semitones added to every note.",
        ),
        _POLYPHONY,
        msgspec.structs.replace(_CUTOFF, default=2000.0),
        _RESONANCE,
        _seconds("attack", "Attack", 0.005, "Time to full level."),
        _seconds("decay", "Decay", 0.1, "Time from full level to the sustain level."),
        Parameter(name="sustain", label="Sustain", default=0.7, summary="Level while the note is held."),
        _seconds("release", "Release", 0.1, "Time to silence after the note.", minimum=0.005),
    ),
)  # fmt: skip

SEQUENCER = ModuleType(
    name="sequencer",
    label="Sequencer",
    group="sequencer",
    summary="Plays a pattern on the modules it is connected to.",
    outputs=("event",),
    parameters=(
        Parameter(
            name="pattern", label="Pattern", kind="text", default="", names="pattern", summary="The pattern it plays."
        ),
    ),
)

MIXER = ModuleType(
    name="mixer",
    label="Mixer",
    group="utility",
    summary="Adds up to eight sounds, each with a volume.",
    inputs=("audio",),
    outputs=("audio",),
    channels=MIXER_CHANNELS,
    parameters=(
        _volume(),
        *(
            Parameter(
                name=f"volume{i}", label=f"Channel {i}", maximum=2.0, default=1.0, summary=f"Loudness of input {i}."
            )
            for i in range(1, MIXER_CHANNELS + 1)
        ),
    ),
)

AUDIO_OUT = ModuleType(
    name="audioOut",
    label="Audio out",
    group="utility",
    summary="The master: what reaches it is heard, through a limiter.",
    inputs=("audio",),
    is_system=True,
    parameters=(_volume(maximum=1.0),),
)

MODULE_TYPES: Map[str, ModuleType] = Map({type_.name: type_ for type_ in (SAMPLER, SYNTH, SEQUENCER, MIXER, AUDIO_OUT)})


def module_type(name: str) -> ModuleType:
    """Return the type called `name`; raises UnknownName with the nearest one."""
    found = MODULE_TYPES.get(name)
    if found is None:
        hint = did_you_mean(name, MODULE_TYPES) or f"; there are {', '.join(sorted(MODULE_TYPES))}"
        raise UnknownName(f'there is no module type "{name}"{hint}')
    return found
