"""What comes to a parameter that is no number, and how modulation follows a document without rendering."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import Document, Module
from engine.core.units import Frame
from engine.sound.modulation.lfo import Lfo
from engine.sound.modulation.macro import Macro
from engine.sound.modulation.modulation import Counts, Modulation
from engine.sound.modulation.modulator import Modulator
from engine.sound.modulation.shapes import Signal
from engine.sound.nodes import GRID
from engine.sound.studio import Studio
from tests.engine.sound.modulation.patched import moving, resting
from tests.engine.sound.scenes import document, module


class Spoilt(Modulator):
    """A modulator that gives no numbers."""

    def draw(self, now: Frame, frames: int) -> Signal:
        return np.full(frames, np.nan if now % (2 * GRID) else np.inf)


class Patchwork:
    """Modulators, and modulation that follows what is said of them."""

    def __init__(self, studio: Studio, *modules: Module) -> None:
        kinds: dict[str, type[Modulator]] = {"lfo": Lfo, "macro": Macro, "random": Spoilt}
        self.document = document(*modules, cables=[])
        self.units = {each.name: kinds[each.type](studio, each) for each in modules}
        self.modulation = Modulation(studio)
        self._studio = studio

    def become(self, after: Document) -> None:
        self.document = after
        self.modulation.match(after, self.units)

    def pass_lines(self, count: int) -> None:
        for _ in range(count):
            self._studio.slices.draw(self._studio.now, GRID)
            self._studio.now += GRID
            self.modulation.on_line(self._studio.now)


@pytest.fixture
def patch(studio):
    return Patchwork(
        studio, module("knob", 2, "macro", value=0.25), module("odd", 3, "random"), module("one", 4, "macro", value=1.0)
    )


def test_value_that_is_no_number_is_left_out_counted_and_told_once(studio, patch):
    patch.become(moving(patch.document, "odd", "knob.value"))
    patch.pass_lines(10)

    assert patch.modulation.values_of("knob") == {"value": 0.25}
    assert patch.modulation.counts_of("knob") == Counts(held=0, spoilt=11 * GRID)
    assert studio.complaints() == ('what moves "knob.value" was not a number, and was left out',)
    patch.pass_lines(10)
    assert studio.complaints() == ()


def test_what_is_not_moved_has_no_value_and_no_counts(patch):
    assert patch.modulation.values_of("knob") == {}
    assert patch.modulation.counts_of("knob") == Counts(0, 0)


def test_cable_that_is_taken_away_lets_go_once_it_has_faded(patch):
    start = patch.document
    patch.become(moving(start, "one", "knob.value", depth=0.5))
    patch.pass_lines(1)
    assert patch.modulation.values_of("knob") == {"value": 0.75}

    patch.become(resting(patch.document, "one", "knob.value"))
    patch.pass_lines(2)
    assert patch.modulation.values_of("knob") == {}
    assert patch.units["knob"].setting("value") == 0.25
    assert patch.units["one"].cables_out == []


def test_cable_that_comes_back_while_the_old_one_fades_takes_over(patch):
    moved = moving(patch.document, "one", "knob.value", depth=0.5)
    patch.become(moved)
    patch.pass_lines(2)
    patch.become(resting(moved, "one", "knob.value"))
    again = moving(moved, "one", "knob.value", depth=0.25)
    other = again.connections["one>knob.value:parameter"]
    patch.become(replace(again, connections=again.connections.set(other.key, replace(other, number=3000))))
    patch.pass_lines(4)

    assert patch.modulation.values_of("knob") == {"value": 0.5}


def test_chain_of_modulators_passes_on_what_comes_in_at_its_start(studio):
    patch = Patchwork(studio, *(module(f"m{i}", 2 + i, "macro", value=0.0) for i in range(10)))
    chained = patch.document
    for i in reversed(range(9)):
        chained = moving(chained, f"m{i}", f"m{i + 1}.value")
    patch.become(chained)
    patch.units["m0"].turn({"value": 1.0})
    patch.pass_lines(40)

    assert patch.units["m9"].level(studio.now) == pytest.approx(1.0, abs=1e-3)


def test_what_moves_a_modulator_is_felt_on_the_same_line_by_what_that_one_moves(studio):
    patch = Patchwork(
        studio, module("end", 2, "macro"), module("wave", 3, "lfo", rate=0.01, shape="ramp", phase=0.5),
        module("one", 4, "macro", value=1.0),
    )  # fmt: skip
    patch.become(moving(moving(patch.document, "wave", "end.value"), "one", "wave.phase", depth=0.25))
    patch.pass_lines(1)

    assert patch.modulation.values_of("end")["value"] == pytest.approx(0.5, abs=1e-3)


def test_modulators_beyond_a_thousand_in_a_row_are_no_trouble(studio):
    count = 1_500
    patch = Patchwork(studio, *(module(f"m{i}", 2 + i, "macro") for i in range(count)))
    chained = patch.document
    for i in range(count - 1):
        chained = moving(chained, f"m{i}", f"m{i + 1}.value")

    patch.become(chained)

    assert patch.modulation.values_of("m1") == {"value": 0.0}


def test_cable_to_a_parameter_that_a_changed_plug_in_has_no_more_moves_nothing(patch):
    patch.become(moving(patch.document, "one", "knob.gone"))
    patch.pass_lines(2)

    assert patch.modulation.values_of("knob") == {}
