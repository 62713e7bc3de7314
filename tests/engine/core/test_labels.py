"""What the Edit menu calls each change."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import pytest

from engine.core import commands as c
from engine.core.document import COLUMNS, REST, ChainEntry, Document
from engine.core.labels import LABELS, label


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (c.SetTempo(bpm=137.0), "set the tempo to 137"),
        (c.SetSignature(beats_per_bar=3), "set 3 beats per bar"),
        (c.AddModule(type="synth", name="bass"), "add bass"),
        (c.AddModule(type="synth"), "add synth"),
        (c.AddPattern(), "add a pattern"),
        (c.AddScript(name="song"), "add song"),
        (c.RemoveModule(name="kick"), "remove kick"),
        (c.RemovePattern(name="four"), "remove four"),
        (c.RemoveScript(name="song"), "remove song"),
        (c.RenameScript(name="song", new_name="tune"), "rename song"),
        (c.EnableScript(name="song", is_enabled=True), "enable song"),
        (c.SetScriptLevel(name="song", level="strict"), "song strict"),
        (c.EnableScript(name="song", is_enabled=False), "disable song"),
        (c.SetParameter(module="kick", parameter="volume", value=1.0), "set kick volume"),
        (c.Connect(source="beat", target="kick"), "connect beat to kick"),
        (c.Disconnect(source="beat", target="kick"), "disconnect beat from kick"),
        (c.Connect(source="lfo", target="bass", parameter="cutoff"), "connect lfo to bass.cutoff"),
        (c.Disconnect(source="lfo", target="bass", parameter="cutoff"), "disconnect lfo from bass.cutoff"),
        (c.DisconnectAll(module="kick"), "disconnect kick"),
        (c.DisconnectAll(), "disconnect everything"),
        (c.SetAutoRoute(mode="chainEnds"), "set auto-routing to chainEnds"),
        (c.RenameModule(name="kick", new_name="drum"), "rename kick"),
        (c.SetSwitch(module="kick", switch="enabled", is_on=False), "disable kick"),
        (c.SetSwitch(module="kick", switch="muted", is_on=True), "mute kick"),
        (c.SetSwitch(module="kick", switch="soloed", is_on=False), "unsolo kick"),
        (c.ApplyPreset(module="bass", preset="acid"), "give bass the preset acid"),
        (c.Fade(module="bass", decibels=-60.0), "fade bass to -60 dB"),
        (c.RenamePattern(name="four", new_name="floor"), "rename four"),
        (c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(3, 2)), "set the rate of four to 3/2"),
        (c.SetExpression(pattern="four", expression='["bd"]'), "write four as a cycle"),
        (c.SetExpression(pattern="four", expression=""), "play the steps of four"),
        (c.SetColumns(pattern="four", columns=COLUMNS), "set the columns of four"),
        (c.ClearSteps(pattern="four", first=0, count=1), "clear 1 step of four"),
        (c.PasteSteps(pattern="four", first=0, steps=(REST, REST)), "paste 2 steps into four"),
        (c.DuplicateSteps(pattern="four", first=0, count=4, to=4), "duplicate 4 steps of four"),
        (c.DoubleSteps(pattern="four"), "double four"),
        (c.RandomiseSteps(pattern="four", seed=1), "randomise four"),
        (c.LegatoSteps(pattern="four"), "make four legato"),
        (c.AddChain(), "add a chain"),
        (c.RemoveChain(name="song"), "remove song"),
        (c.RenameChain(name="song", new_name="tune"), "rename song"),
        (c.SetChain(chain="song", entries=()), "set the patterns of song"),
        (c.InsertEntry(chain="song", entry=ChainEntry("four")), "add four to song"),
        (c.SetEntry(chain="song", index=1, entry=ChainEntry("four")), "set entry 2 of song"),
        (c.RemoveEntry(chain="song", index=1), "remove entry 2 of song"),
        (c.EnableChain(chain="song", is_enabled=False), "disable song"),
        (c.RestartChain(chain="song"), "restart song"),
        (c.SetStep(pattern="four", index=4, step=REST), "set step 5 of four"),
        (c.SetStepCount(pattern="four", count=8), "give four 8 steps"),
        (c.Batch(commands=(), label="run bass"), "run bass"),
        (c.Batch(commands=()), "change several things"),
        (c.Restore(document=Document()), "restore an earlier version"),
    ],
)
def test_label_says_the_change_in_a_few_words(command, words):
    assert label(command) == words


NEVER_UNDONE_ALONE = (
    c.Batch, c.Undo, c.Redo, c.Evaluate, c.RunOnce, c.OpenSession, c.SessionSaved, c.SessionNotSaved,
    c.LeaveSession, c.ReportLeft, c.Due, c.Trigger,
    c.Panic, c.Play, c.Pause, c.Stop, c.Reset, c.Seek, c.SetScriptText, c.RunScript, c.StopScript, c.Interrupt, c.Hush,
    c.RerunScript, c.KeepState, c.StopRecording, c.Emit, c.Share, c.AskErrand, c.AskStates,
)  # fmt: skip


def test_every_change_has_words():
    named = {each for each in get_args(c.Command) if each.__name__.startswith(("Declare", "Report", "Forget"))}
    named |= {c.BeginRun, c.EndRun, *NEVER_UNDONE_ALONE}

    assert set(get_args(c.Command)) - named <= LABELS.keys()


def test_label_of_what_is_never_undone_alone_is_its_name():
    assert label(c.EndRun(script="song")) == "EndRun"
