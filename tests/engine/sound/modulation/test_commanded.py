"""Modulation from the commands of a player to what is heard."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.starting import empty_document
from tests.engine.core.documents import after
from tests.engine.sound.scenes import Take, level, levels

KNOB = c.Connect(source="knob", target="kick", parameter="volume", depth=-0.25)


@pytest.fixture
def start() -> Document:
    """A sampler that holds a level, and a macro that is turned up."""
    return after(
        empty_document(),
        c.AddModule(type="sampler", name="kick", values=(("sample", "sound"), ("playStyle", "loop"))),
        c.AddModule(type="macro", name="knob", values=(("value", 1.0),)),
    )


def heard_through(start: Document, *commands: c.Command) -> list[float]:
    """Return the gain 2,000 frames after each command, which must not click."""
    take = Take(start, sound=level(1_000)).on(0, "kick", velocity=0.25)
    document = start
    for number, command in enumerate(commands, start=1):
        document = apply(document, command)
        take.become(2_000 * number, document)

    gains = 4.0 * levels(take.record(2_000 * (len(commands) + 1)))

    assert np.abs(np.diff(gains)).max() < 0.01
    return gains[3_999::2_000].tolist()


def test_cable_is_laid_changed_and_taken_away(start):
    louder = c.Connect(source="knob", target="kick", parameter="volume", depth=0.1)
    taken = c.Disconnect(source="knob", target="kick", parameter="volume")

    assert heard_through(start, KNOB, louder, taken) == pytest.approx([0.5, 1.2, 1.0])


def test_modulation_goes_on_under_another_name(start):
    renames = (c.RenameModule(name="knob", new_name="dark"), c.RenameModule(name="kick", new_name="drum"))

    assert heard_through(start, KNOB, *renames) == pytest.approx([0.5, 0.5, 0.5])


def test_modulation_rests_while_its_modulator_is_disabled(start):
    off, on = (c.SetSwitch(module="knob", switch="enabled", is_on=is_on) for is_on in (False, True))

    assert heard_through(start, KNOB, off, on) == pytest.approx([0.5, 1.0, 0.5])


def test_solo_leaves_modulators_on(start):
    solo = c.SetSwitch(module="kick", switch="soloed", is_on=True)

    assert heard_through(start, KNOB, solo) == pytest.approx([0.5, 0.5])


def test_knob_that_is_turned_moves_what_it_is_connected_to(start):
    turned = c.SetParameter(module="knob", parameter="value", value=0.5)

    assert heard_through(start, KNOB, turned) == pytest.approx([0.5, 0.75])


def test_everything_disconnected_is_silent_and_unmoved(start):
    assert heard_through(start, KNOB, c.DisconnectAll(module="knob")) == pytest.approx([0.5, 1.0])
    assert heard_through(start, KNOB, c.DisconnectAll()) == pytest.approx([0.5, 0.0])
