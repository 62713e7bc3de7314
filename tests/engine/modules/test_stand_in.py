"""What stands in for a type whose plug-in is gone, and what a module is like when the plug-in is back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from immutables import Map

from engine.core.document import Module
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.stand_in import is_missing, type_of, values_of
from engine.modules.table import NO_TYPES, plug_in

HUM = Module("hum", 1, "drone", Map({"depth": 3.0, "gone": "old"}))


@pytest.fixture
def drone() -> Iterator[ModuleType]:
    """A type as a plug-in brings it."""
    depth = Parameter(name="depth", label="Depth", maximum=9.0, default=1.0)
    width = Parameter(name="width", label="Width", maximum=9.0, default=2.0)
    kind = ModuleType(name="drone", label="Drone", group="instrument", summary="Drones.", parameters=(depth, width))
    plug_in(Map({"drone": kind}))
    yield kind
    plug_in(NO_TYPES)


def test_a_type_that_is_there_is_the_type_of_its_modules(drone):
    assert type_of(HUM) is drone
    assert not is_missing("drone")


def test_a_type_that_is_not_there_takes_every_cable_and_has_nothing_to_set():
    kind = type_of(HUM)

    assert is_missing("drone")
    assert (kind.name, kind.parameters) == ("drone", ())
    assert kind.inputs == kind.outputs == ("audio", "event", "parameter")


def test_values_that_a_module_does_not_hold_yet_are_at_their_defaults(drone):
    assert values_of(HUM) == Map({"depth": 3.0, "width": 2.0})


def test_a_module_without_its_type_has_no_values_to_show():
    assert values_of(HUM) == Map()
