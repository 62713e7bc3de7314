"""The mixer and the master, as data."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import volume

MIXER_CHANNELS = 8

MIXER = ModuleType(
    name="mixer",
    label="Mixer",
    group="utility",
    summary="Adds up to eight sounds, each with a volume.",
    inputs=("audio",),
    outputs=("audio",),
    channels=MIXER_CHANNELS,
    parameters=(
        volume(),
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
    is_single=True,
    group="utility",
    summary="The master: what reaches it is heard, through a limiter.",
    inputs=("audio",),
    parameters=(volume(maximum=1.0),),
)
