"""What renaming a module does, and what follows it."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER
from engine.core.errors import NameTaken, NotAllowed, UnknownName
from tests.engine.core.documents import after, run_of


def test_rename_gives_a_module_another_name_and_keeps_the_rest_of_it(studio):
    document = apply(studio, c.RenameModule(name="kick", new_name="drum"))

    before, renamed = studio.modules["kick"], document.modules["drum"]
    assert "kick" not in document.modules
    assert (renamed.number, renamed.type, renamed.values) == (before.number, before.type, before.values)
    assert document.modules["bass"] is studio.modules["bass"]
    assert document.patterns is studio.patterns


def test_cables_follow_a_renamed_module(studio):
    document = after(
        studio,
        c.AddModule(type="lfo", name="wave"),
        c.Connect(source="wave", target="kick", parameter="volume"),
        c.RenameModule(name="kick", new_name="drum"),
        c.RenameModule(name="wave", new_name="lfo"),
    )

    assert set(document.connections) == {
        f"drum>{MASTER}:audio", f"bass>{MASTER}:audio", "beat>drum:event", "lfo>drum.volume:parameter",
    }  # fmt: skip
    assert all(cable.key == key for key, cable in document.connections.items())


def test_parameters_that_name_a_module_follow(studio):
    document = after(
        studio,
        c.AddModule(type="compressor", name="squash", values=(("sidechain", "kick"),)),
        c.RenameModule(name="kick", new_name="drum"),
    )

    assert document.modules["squash"].values["sidechain"] == "drum"


def test_what_a_script_declared_follows_so_that_its_next_run_finds_it(studio):
    said = (
        c.DeclareModule(script="song", type="synth", name="lead", values=(("cutoff", 900.0),)),
        c.DeclareModule(script="song", type="compressor", name="squash", values=(("sidechain", "lead"),)),
        c.DeclareModule(script="song", type="lfo", name="wave"),
        c.DeclareConnection(script="song", source="wave", target="lead", parameter="cutoff", depth=0.5),
        c.DeclareSwitch(script="song", module="lead", switch="muted", is_on=True),
        c.DeclareNoConnection(script="song", source="lead", target=MASTER),
    )
    document = after(studio, run_of("song", *said), c.RenameModule(name="lead", new_name="solo"))

    assert dict(document.declared["song"].now) == {
        "module solo": "synth", "value solo cutoff": 900.0, "module squash": "compressor",
        "value squash sidechain": "solo", "module wave": "lfo", "cable wave>solo.cutoff:parameter": "0.5 0",
        "switch solo muted": True, f"no-cable solo>{MASTER}:any": True,
    }  # fmt: skip


def test_rename_to_the_name_it_has_changes_nothing(studio):
    assert apply(studio, c.RenameModule(name="kick", new_name="kick")) is studio


@pytest.mark.parametrize(
    ("name", "new_name", "error", "text"),
    [
        ("kcik", "drum", UnknownName, 'there is no module "kcik"; did you mean "kick"?'),
        ("kick", "bass", NameTaken, 'there is a synth called "bass" already'),
        ("kick", "my kick", NotAllowed, 'a name is 1 to 64 letters, digits, _ or -, got "my kick"'),
        (MASTER, "out", NotAllowed, f'"{MASTER}" is always called so'),
    ],
)
def test_rename_says_what_is_wrong(studio, name, new_name, error, text):
    with pytest.raises(error) as caught:
        apply(studio, c.RenameModule(name=name, new_name=new_name))
    assert str(caught.value) == text
