"""The sequencer, as data."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter

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
        Parameter(
            name="chain",
            label="Chain",
            kind="text",
            default="",
            names="chain",
            summary="The chain of patterns it plays instead, where there is one.",
        ),
        Parameter(
            name="chainEnabled",
            label="Chain on",
            kind="bool",
            default=True,
            summary="Whether it plays its chain; else its pattern.",
        ),
    ),
)
