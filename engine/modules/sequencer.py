"""The sequencer, as data. Its numbers are whole, so that times stay exact and no cable moves them."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter

SEQUENCER = ModuleType(
    name="sequencer",
    label="Sequencer",
    group="sequencer",
    summary="Plays a pattern, or a chain of them, on the modules it is connected to.",
    outputs=("event",),
    parameters=(
        Parameter(
            name="pattern", label="Pattern", kind="text", default="", names="pattern", summary="The pattern it plays.",
        ),
        Parameter(
            name="chain", label="Chain", kind="text", default="", names="chain",
            summary="The chain of patterns it plays instead, where there is one.",
        ),
        Parameter(
            name="chainEnabled", label="Chain on", kind="bool", default=True,
            summary="Whether it plays its chain; else its pattern.",
        ),
        Parameter(
            name="transpose", label="Transpose", kind="int", minimum=-48, maximum=48, default=0, unit="st",
            summary="Semitones added to every note.",
        ),
        Parameter(
            name="swing", label="Swing", kind="int", maximum=100, default=0, unit="%",
            summary="How late every second step comes; 67 is a triplet's feel, 100 half a step. Steps only.",
        ),
        Parameter(
            name="gate", label="Gate", kind="int", minimum=1, maximum=400, default=100, unit="%",
            summary="How long notes are held, of the length that they have.",
        ),
        Parameter(
            name="seed", label="Seed", kind="int", maximum=9999, default=0,
            summary="Which steps their chance lets sound; another number, other ones.",
        ),
    ),
)  # fmt: skip
