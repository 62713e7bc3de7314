"""A module type that a plug-in brought, so that what is told of it does not change with the built-in ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.snapshot import Snapshot
from engine.modules.module_type import ModuleType, Preset
from engine.modules.parameter import Parameter
from engine.modules.table import NO_TYPES, plug_in
from tests.engine.core.documents import after, studio

DRONE = ModuleType(
    name="drone",
    label="Drone",
    group="instrument",
    summary="Drones.",
    outputs=("audio",),
    parameters=(
        Parameter(name="mode", label="Mode", kind="choice", choices=("dark", "light"), default="dark", summary="Mood."),
        Parameter(name="depth", label="Depth", maximum=9.0, default=1.0, unit="m", summary="How deep."),
        Parameter(name="odd", label="Odd", kind="bool", default=False, summary="Whether it is."),
    ),
    presets=(Preset("abyss", "As deep as it goes.", Map({"depth": 9.0, "odd": True})),),
)


@pytest.fixture
def drone() -> Iterator[Snapshot]:
    """A session with a drone called `hum`, 2.5 m deep."""
    plug_in(Map({"drone": DRONE}))
    yield Snapshot(document=after(studio(), c.AddModule(type="drone", name="hum", values=(("depth", 2.5),))))
    plug_in(NO_TYPES)
