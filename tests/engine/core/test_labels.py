"""What the Edit menu calls each change."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.document import REST, Document
from engine.core.labels import label


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
        (c.EnableScript(name="song", is_enabled=False), "disable song"),
        (c.SetParameter(module="kick", parameter="volume", value=1.0), "set kick volume"),
        (c.Connect(source="beat", target="kick"), "connect beat to kick"),
        (c.Disconnect(source="beat", target="kick"), "disconnect beat from kick"),
        (c.SetStep(pattern="four", index=4, step=REST), "set step 5 of four"),
        (c.SetStepCount(pattern="four", count=8), "give four 8 steps"),
        (c.Batch(commands=(), label="run bass"), "run bass"),
        (c.Batch(commands=()), "change several things"),
        (c.Restore(document=Document()), "restore an earlier version"),
    ],
)
def test_label_says_the_change_in_a_few_words(command, words):
    assert label(command) == words


def test_label_of_what_is_never_undone_alone_is_its_name():
    assert label(c.EndRun(script="song")) == "EndRun"
