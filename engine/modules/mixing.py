"""The mixer and the master, as data."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import volume

MIXER_CHANNELS = 8
SENDS = ("sendA", "sendB")  # parameters that name a module each; `sendA3` is how much of channel 3 goes there


def _channel(i: int) -> tuple[Parameter, ...]:
    section = f"Channel {i}"
    return (
        Parameter(
            name=f"volume{i}", label=section, maximum=2.0, default=1.0, section=section,
            summary=f"Loudness of input {i}.",
        ),
        Parameter(name=f"pan{i}", label="Pan", minimum=-1.0, section=section, summary="Left -1 to right 1."),
        Parameter(
            name=f"mute{i}", label="Mute", kind="bool", default=False, section=section, summary=f"Silences input {i}."
        ),
        Parameter(
            name=f"solo{i}", label="Solo", kind="bool", default=False, section=section,
            summary=f"Silences the inputs without solo, and not input {i}.",
        ),
        *(
            Parameter(
                name=f"{send}{i}", label=f"Send {send[-1]}", section=section,
                summary=f"How much of input {i}, as it is mixed, goes to the module of send {send[-1]}.",
            )
            for send in SENDS
        ),
    )  # fmt: skip


MIXER = ModuleType(
    name="mixer",
    label="Mixer",
    group="utility",
    summary="Adds up to eight sounds, each with volume, pan, mute, solo and two sends.",
    inputs=("audio",),
    outputs=("audio",),
    channels=MIXER_CHANNELS,
    first=("volume", "volume1", "volume2", "volume3", "volume4"),
    parameters=(
        volume(),
        *(
            Parameter(
                name=send, label=f"Send {send[-1]} to", kind="text", default="", names="module",
                summary="An effect that gets what is sent; connect it back to a channel, or to the master.",
            )
            for send in SENDS
        ),
        *(parameter for i in range(1, MIXER_CHANNELS + 1) for parameter in _channel(i)),
    ),
)  # fmt: skip

AUDIO_OUT = ModuleType(
    name="audioOut",
    label="Audio out",
    is_single=True,
    group="utility",
    summary="The master: what reaches it is heard, through a limiter.",
    inputs=("audio",),
    parameters=(
        volume(maximum=1.0),
        Parameter(
            name="device",
            label="Device",
            kind="text",
            default="",
            names="device",
            summary="Where the sound goes: a part of a device's name. Empty is the system's choice.",
        ),
    ),
)
