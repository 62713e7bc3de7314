"""What `apply` promises for every command, and what batches, restoring and opening do."""

from __future__ import annotations

import typing
from fractions import Fraction

import pytest
from msgspec.structs import replace

from engine.core import apply as apply_module
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document, Locate, Module, PlayState
from engine.core.errors import NotAllowed, OutOfRange, UnknownName, WrongType
from engine.core.live import Answer, DeviceStatus, SampleStatus, ScriptStatus
from tests.engine.core.documents import after, studio

ALL_COMMANDS = typing.get_args(c.Command)


def test_every_command_has_its_edit_and_every_edit_its_command():
    assert set(apply_module._EDITS) == set(ALL_COMMANDS)


def test_every_command_is_in_the_union():
    made = {each for each in vars(c).values() if isinstance(each, type) and issubclass(each, c.Asked)}

    assert made - {c.Asked, c.Between, c.Cable, c.OfRun} == set(ALL_COMMANDS)


@pytest.mark.parametrize(
    "command",
    [
        c.Undo(),
        c.Redo(),
        c.SessionSaved(document=Document(), path="a"),
        c.SessionNotSaved(path="a", message="the disk is full"),
        c.LeaveSession(),
        c.ReportLeft(number=1),
        c.Trigger(module="kick"),
        c.Trigger(module="bass", note=0.5, velocity=0.0, length=Fraction(1, 8)),
        c.Due(script="song", loop="l", line=1, flight=0, beat=Fraction(0), commands=()),
        c.Evaluate(ask="1", text="1 + 1"),
        c.ReportScript(status=ScriptStatus("song")),
        c.ForgetScript(script="song"),
        c.AskStates(ask="2"),
        c.ReportAnswer(answer=Answer("1", "2")),
        c.ReportSample(status=SampleStatus("kick", "ready")),
        c.ReportDevice(status=DeviceStatus()),
        c.Batch(commands=()),
    ],
)
def test_what_changes_no_document_comes_back_as_it_went_in(studio, command):
    assert apply(studio, command) is studio


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.Trigger(module="kik"), UnknownName, 'there is no module "kik"; did you mean "kick"?'),
        (c.Trigger(module="beat"), NotAllowed, '"beat" (sequencer) plays no notes'),
        (c.Trigger(module="kick", velocity=1.5), OutOfRange, "a note's velocity is 0 to 1, got 1.5"),
        (c.Trigger(module="kick", velocity=float("nan")), OutOfRange, "a note's velocity is 0 to 1, got nan"),
        (c.Trigger(module="kick", note=128.0), OutOfRange, "a note is 0 to 127, got 128"),
        (c.Trigger(module="kick", length=Fraction(0)), OutOfRange, "a note's length is above 0 beats, got 0"),
    ],
)
def test_trigger_says_what_is_wrong(studio, command, error, text):
    with pytest.raises(error) as caught:
        apply(studio, command)
    assert str(caught.value) == text


def test_batch_sees_what_its_earlier_members_did(studio):
    document = apply(
        studio,
        c.Batch(
            commands=(
                c.AddModule(type="synth", name="lead"),
                c.Batch(commands=(c.SetParameter(module="lead", parameter="volume", value=0.5),)),
            )
        ),
    )

    assert document.modules["lead"].values["volume"] == 0.5


def test_batch_with_one_mistake_does_nothing(studio):
    batch = c.Batch(commands=(c.AddModule(type="synth", name="lead"), c.RemoveModule(name="nobody")))

    with pytest.raises(UnknownName, match='there is no module "nobody"'):
        apply(studio, batch)
    assert "lead" not in studio.modules


def test_panic_stops_the_transport_and_every_script(studio):
    document = after(studio, c.Play(), c.RunScript(name="song", text=""), c.Panic())

    assert document.transport.state is PlayState.STOPPED
    assert document.scripts["song"].request.wish == "kill"


def test_panic_when_nothing_plays_or_runs_changes_nothing(studio):
    assert apply(studio, c.Panic()) is studio


# --- restoring ---------------------------------------------------------------------------------------------------


def test_restore_of_the_document_that_is_changes_nothing(studio):
    assert apply(studio, c.Restore(document=studio)) is studio
    assert apply(studio, c.Restore(document=replace(studio))) is studio


def test_restore_goes_on_playing_where_it_is(studio):
    now = after(studio, c.Play(), c.Seek(beat=Fraction(9)), c.SetTempo(bpm=99))
    document = apply(now, c.Restore(document=studio))

    assert document.transport.state is PlayState.PLAYING
    assert document.transport.locate == Locate(1, Fraction(9))
    assert document.transport.bpm == 120.0


def test_restore_shares_what_it_need_not_change(studio):
    now = after(studio, c.Play(), c.SetParameter(module="kick", parameter="volume", value=0.5))
    document = apply(now, c.Restore(document=studio))

    assert document.modules is studio.modules
    assert document.transport is now.transport
    assert document.scripts is now.scripts


def test_restore_keeps_the_text_the_state_and_the_wish_that_came_since(studio):
    now = after(
        studio,
        c.SetScriptText(name="song", text="typed since"),
        c.KeepState(script="song", json='{"n":2}'),
        c.RunScript(name="song", text="typed since"),
        c.EnableScript(name="song", is_enabled=False),
    )
    script = apply(now, c.Restore(document=studio)).scripts["song"]

    assert (script.text, script.kept, script.request.number) == ("typed since", '{"n":2}', 1)
    assert script.is_enabled


def test_restore_knows_a_renamed_script_again(studio):
    now = after(studio, c.RenameScript(name="song", new_name="tune"), c.SetScriptText(name="tune", text="typed since"))
    document = apply(now, c.Restore(document=studio))

    assert set(document.scripts) == {"song"}
    assert document.scripts["song"].text == "typed since"


def test_restore_does_not_take_another_script_of_that_name_for_the_one_that_was(studio):
    now = after(studio, c.RemoveScript(name="song"), c.AddScript(name="song", text="another"))

    assert apply(now, c.Restore(document=studio)).scripts["song"].text == "-- nothing yet"


def test_restore_never_uses_a_number_again(studio):
    now = apply(studio, c.AddModule(type="synth"))
    document = after(now, c.Restore(document=studio), c.AddScript(name="new"))

    assert document.scripts["new"].number == now.next_number


# --- opening -----------------------------------------------------------------------------------------------------


def test_open_session_is_stopped_at_its_start_with_its_own_tempo(studio, empty):
    session = replace(studio, transport=replace(studio.transport, bpm=137.0, beats_per_bar=3))
    now = after(empty, c.Play(), c.Seek(beat=Fraction(5)))
    document = apply(now, c.OpenSession(document=session, path="a.moonloop"))

    assert document.transport.state is PlayState.STOPPED
    assert (document.transport.bpm, document.transport.beats_per_bar) == (137.0, 3)
    assert document.transport.locate.beat == 0
    assert document.transport.locate.number > now.transport.locate.number
    assert document.modules is session.modules


def test_open_session_wishes_anew_that_its_enabled_scripts_run(studio):
    session = after(studio, c.AddScript(name="off", text="x"), c.EnableScript(name="off", is_enabled=False))
    now = after(studio, c.RunScript(name="song", text=""), c.RunScript(name="song", text=""))
    requests = {name: script.request for name, script in apply(now, c.OpenSession(document=session)).scripts.items()}

    assert (requests["song"].number, requests["song"].wish, requests["song"].text) == (3, "run", "-- nothing yet")
    assert requests["off"].wish == "none"


def test_document_cannot_be_written_to(studio):
    with pytest.raises(AttributeError):
        studio.modules = {}
    with pytest.raises(AttributeError):
        studio.modules["kick"].name = "snare"
    with pytest.raises(TypeError):
        studio.modules["kick"] = Module("kick", 1, "synth")
    with pytest.raises(TypeError):
        studio.patterns["four"].steps[0] = None


@pytest.mark.parametrize(
    "command", [c.Undo(), c.Redo(), c.OpenSession(document=Document()), c.Evaluate(ask="a", text="1")]
)
def test_a_batch_refuses_what_stands_alone(command):
    with pytest.raises(NotAllowed, match="stands alone"):
        apply(studio(), c.Batch(commands=(command,)))


@pytest.mark.parametrize(
    ("value", "error", "told"),
    [
        (("cutoff", float("nan")), OutOfRange, "cutoff is 20 to 20000 Hz, got nan"),
        (("cutoff", "high"), WrongType, 'cutoff is a number, 20 to 20000 Hz, got "high"'),
        (("nonsense", 1.0), UnknownName, "nonsense"),
        (("index", -1), OutOfRange, "a note's index is a whole number, 0 to 9999, got -1"),
        (("index", float("inf")), OutOfRange, "a note's index is a whole number, 0 to 9999, got inf"),
        (("word", 3), WrongType, "a note's word is the name of a sample, got 3"),
    ],
)
def test_a_note_refuses_values_that_its_module_cannot_have(studio, value, error, told):
    with pytest.raises(error) as caught:
        apply(studio, c.Trigger(module="bass", values=(value,)))
    assert told in str(caught.value)


def test_a_note_may_say_parameters_and_which_sample(studio):
    values = (("cutoff", 500.0), ("index", 2), ("word", "kick"))
    assert apply(studio, c.Trigger(module="bass", values=values)) is studio
