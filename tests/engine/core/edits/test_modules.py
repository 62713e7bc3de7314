"""What adding, removing and setting modules does."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER, NOBODY
from engine.core.errors import NameTaken, NotAllowed, OutOfRange, UnknownName, WrongType
from engine.modules.table import MODULE_TYPES, SYSTEM_MODULES
from tests.engine.core.documents import after


def test_add_module_gives_every_parameter_its_default_and_the_values_asked_for(empty):
    made = apply(empty, c.AddModule(type="synth", name="bass", values=(("cutoff", 900),))).modules["bass"]

    assert (made.type, made.number, made.owner) == ("synth", empty.next_number, NOBODY)
    assert made.values["cutoff"] == 900.0
    assert made.values["wave"] == "saw"
    assert made.values["transpose"] == 0


def test_add_module_connects_its_sound_to_the_master(empty):
    document = apply(empty, c.AddModule(type="sampler", name="kick"))

    cable = document.connections[f"kick>{MASTER}:audio"]
    assert (cable.source, cable.target, cable.kind, cable.is_auto) == ("kick", MASTER, "audio", True)


def test_add_module_leaves_what_makes_no_sound_unconnected(empty):
    assert not apply(empty, c.AddModule(type="sequencer")).connections


def test_add_module_without_a_name_takes_the_first_free_number(empty):
    document = after(empty, c.AddModule(type="synth"), c.AddModule(type="synth"), c.AddModule(type="mixer"))

    assert set(document.modules) == {*SYSTEM_MODULES, "synth1", "synth2", "mixer1"}


def test_add_module_numbers_rise_and_are_never_shared(empty):
    document = after(empty, c.AddModule(type="synth"), c.AddModule(type="synth"))

    numbers = [module.number for module in document.modules.values()]
    numbers += [cable.number for cable in document.connections.values()]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6, 7]
    assert document.next_number == 8


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.AddModule(type="smapler"), UnknownName, 'there is no module type "smapler"; did you mean "sampler"?'),
        (
            c.AddModule(type="zzz"),
            UnknownName,
            f'there is no module type "zzz"; there are {", ".join(sorted(MODULE_TYPES))}',
        ),
        (c.AddModule(type="synth", name="kick"), NameTaken, 'there is a sampler called "kick" already'),
        (c.AddModule(type="audioOut", name="out"), NotAllowed, f'there is one audioOut and it is called "{MASTER}"'),
        (
            c.AddModule(type="synth", name="my bass"),
            NotAllowed,
            'a name is 1 to 64 letters, digits, _ or -, got "my bass"',
        ),
        (
            c.AddModule(type="synth", name="b" * 65),
            NotAllowed,
            f'a name is 1 to 64 letters, digits, _ or -, got "{"b" * 65}"',
        ),
        (
            c.AddModule(type="synth", name="b", values=(("cutof", 1),)),
            UnknownName,
            'synth "b": a synth has no parameter "cutof"; did you mean "cutoff"?',
        ),
        (
            c.AddModule(type="synth", name="b", values=(("cutoff", 1),)),
            OutOfRange,
            'synth "b": cutoff is 20 to 20000 Hz, got 1',
        ),
        (
            c.AddModule(type="synth", name="b", values=(("wave", "sow"),)),
            WrongType,
            'synth "b": wave is one of saw, square, triangle, sine, noise, got "sow"; did you mean "saw"?',
        ),
    ],
)
def test_add_module_says_what_is_wrong(studio, command, error, text):
    with pytest.raises(error) as caught:
        apply(studio, command)
    assert str(caught.value) == text


def test_remove_module_takes_its_connections_along_and_shares_the_rest(studio):
    document = apply(studio, c.RemoveModule(name="kick"))

    assert "kick" not in document.modules
    assert set(document.connections) == {f"bass>{MASTER}:audio"}
    assert document.modules["bass"] is studio.modules["bass"]
    assert document.patterns is studio.patterns


def test_remove_module_without_cables_shares_the_connections(empty):
    document = apply(empty, c.AddModule(type="sequencer", name="beat"))

    assert apply(document, c.RemoveModule(name="beat")).connections is document.connections


def test_remove_module_refuses_the_master(studio):
    with pytest.raises(NotAllowed, match=f'"{MASTER}" is always there and cannot be removed'):
        apply(studio, c.RemoveModule(name=MASTER))


def test_remove_module_names_the_nearest_when_there_is_none(studio):
    with pytest.raises(UnknownName) as caught:
        apply(studio, c.RemoveModule(name="kik"))
    assert str(caught.value) == 'there is no module "kik"; did you mean "kick"?'


def test_set_parameter_changes_that_module_and_shares_the_others(studio):
    document = apply(studio, c.SetParameter(module="kick", parameter="volume", value=0.5))

    assert document.modules["kick"].values["volume"] == 0.5
    assert document.modules["bass"] is studio.modules["bass"]
    assert document.connections is studio.connections
    assert document.transport is studio.transport


def test_set_parameter_to_what_it_is_changes_nothing(studio):
    assert apply(studio, c.SetParameter(module="kick", parameter="volume", value=1)) is studio


def test_set_parameter_keeps_whole_numbers_whole_and_others_not(studio):
    document = after(
        studio,
        c.SetParameter(module="bass", parameter="transpose", value=12.0),
        c.SetParameter(module="bass", parameter="cutoff", value=500),
    )

    assert type(document.modules["bass"].values["transpose"]) is int
    assert type(document.modules["bass"].values["cutoff"]) is float


def test_set_parameter_says_module_parameter_and_range(studio):
    with pytest.raises(OutOfRange) as caught:
        apply(studio, c.SetParameter(module="kick", parameter="volume", value=7))
    assert str(caught.value) == 'sampler "kick": volume is 0 to 2, got 7'


def test_set_parameter_of_a_module_that_is_not_there_says_so(studio):
    with pytest.raises(UnknownName, match='there is no module "snare"'):
        apply(studio, c.SetParameter(module="snare", parameter="volume", value=1.0))
