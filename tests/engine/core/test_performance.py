"""Which notes begin and end, on which frames."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import Document, Step
from engine.core.performance import Performance
from engine.transport.playhead import Playhead
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound

BLOCK = 256
STEP = 6000  # frames of a sixteenth, at 120 and 48 kHz


class Stage:
    """A performance of a document that can be changed on the way."""

    def __init__(self, document: Document) -> None:
        self.sound = RecordingSound()
        self.performance = Performance(self.sound, Playhead(48_000), BLOCK)
        self.document = Document()
        self.become(document)

    def become(self, document: Document) -> None:
        old, self.document = self.document, document
        self.performance.follow(old, document)
        self.performance.catch_up()

    def play_to(self, frame: int) -> None:
        """Render block by block; `frame` is a block's edge."""
        while self.performance.frame < frame:
            self.performance.begin_block()
            self.performance.play_to(min(self.performance.frame + BLOCK, frame))

    def ask(self, *commands: c.Command) -> None:
        self.become(after(self.document, *commands))


def with_step(step, **module):
    return after(
        studio(),
        c.Connect(source="beat", target="bass"),
        c.Disconnect(source="beat", target="kick"),
        c.AddPattern(name="one", steps=(step, *(Step(),) * 15)),
        c.SetParameter(module="beat", parameter="pattern", value="one"),
    )


@pytest.mark.parametrize(
    ("step", "held"),
    [
        (Step(velocity=1.0), STEP),
        (Step(velocity=1.0, length=2.0), 2 * STEP),
        (Step(velocity=1.0, length=0.5), STEP // 2),
        (Step(velocity=1.0, length=1 / 3), STEP // 3),
    ],
)
def test_a_note_of_a_synth_ends_after_its_length(step, held):
    stage = Stage(with_step(step))
    stage.ask(c.Play())
    stage.play_to(4 * STEP)

    assert [(on.frame, on.key) for on in stage.sound.ons] == [(0, 1)]
    assert [(off.frame, off.key) for off in stage.sound.offs] == [(held, 1)]


def test_a_one_shot_without_a_length_rings_out():
    stage = Stage(studio())
    stage.ask(c.Play())
    stage.play_to(4 * STEP)

    assert len(stage.sound.ons) == 1
    assert stage.sound.offs == []


def test_a_loop_without_a_length_ends_with_its_step():
    stage = Stage(after(studio(), c.SetParameter(module="kick", parameter="playStyle", value="loop")))
    stage.ask(c.Play())
    stage.play_to(2 * STEP)

    assert [off.frame for off in stage.sound.offs] == [STEP]


def test_a_one_shot_with_a_length_is_cut_by_it():
    stage = Stage(studio())
    stage.ask(c.SetStep(pattern="four", index=0, step=Step(velocity=1.0, length=1.0)), c.Play())
    stage.play_to(2 * STEP)

    assert [off.frame for off in stage.sound.offs] == [STEP]


def test_a_step_without_a_note_plays_the_modules_own_pitch():
    stage = Stage(with_step(Step(velocity=0.25)))
    stage.ask(c.Play())
    stage.play_to(BLOCK)

    assert [(on.note, on.velocity) for on in stage.sound.ons] == [(60.0, 0.25)]


def test_a_note_that_ends_where_another_begins_ends_first():
    steps = c.SetStep(pattern="one", index=1, step=Step(velocity=1.0))
    stage = Stage(after(with_step(Step(velocity=1.0)), steps))
    stage.ask(c.Play())
    stage.play_to(STEP + BLOCK)

    assert stage.sound.order[-3:] == ["on bass", "off bass", "on bass"]
    assert stage.sound.offs[0].frame == stage.sound.ons[1].frame == STEP


def test_a_note_that_ends_where_the_document_changes_ends_after_the_change():
    stage = Stage(with_step(Step(velocity=1.0)))
    stage.ask(c.Play())
    stage.play_to(STEP)
    stage.ask(c.SetParameter(module="bass", parameter="volume", value=0.5))
    stage.play_to(STEP + BLOCK)

    assert stage.sound.order[-2:] == ["reconcile", "off bass"]


def test_a_note_of_a_module_that_is_gone_is_not_ended():
    stage = Stage(with_step(Step(velocity=1.0)))
    stage.ask(c.Play())
    stage.play_to(BLOCK)
    stage.ask(c.RemoveModule(name="bass"))
    stage.play_to(2 * STEP)

    assert stage.sound.offs == []


def test_a_triggered_note_of_no_length_is_held_a_quarter_beat_or_rings():
    stage = Stage(studio())
    stage.performance.trigger(c.Trigger(module="bass"))
    stage.performance.trigger(c.Trigger(module="kick"))
    stage.play_to(2 * STEP)

    assert [(off.frame, off.module) for off in stage.sound.offs] == [(STEP, "bass")]


def test_a_triggered_note_is_held_as_long_as_it_says():
    stage = Stage(studio())
    stage.performance.trigger(c.Trigger(module="kick", note=48.0, velocity=0.5, length=Fraction(1, 8)))
    stage.play_to(2 * STEP)

    assert [(on.note, on.velocity) for on in stage.sound.ons] == [(48.0, 0.5)]
    assert [off.frame for off in stage.sound.offs] == [STEP // 2]


def test_a_trigger_for_a_module_that_is_not_there_is_silent():
    stage = Stage(studio())
    stage.performance.trigger(c.Trigger(module="nobody"))

    assert stage.sound.ons == []


def test_keys_of_notes_are_never_used_again():
    stage = Stage(studio())
    for _ in range(3):
        stage.performance.trigger(c.Trigger(module="bass"))
        stage.play_to(stage.performance.frame + 2 * STEP)

    assert [on.key for on in stage.sound.ons] == [1, 2, 3]
    assert stage.performance.notes_played == 3


def test_silence_ends_notes_without_their_releases():
    stage = Stage(studio())
    stage.performance.trigger(c.Trigger(module="bass"))
    stage.performance.silence()
    stage.play_to(2 * STEP)

    assert stage.sound.order[-1] == "silence"
    assert stage.sound.offs == []


def test_following_a_document_asks_the_sound_only_for_what_sounds():
    stage = Stage(studio())
    before = len(stage.sound.reconciled)
    stage.ask(c.SetScriptText(name="song", text="x"), c.SetTempo(bpm=99.0))
    assert len(stage.sound.reconciled) == before

    stage.ask(c.SetStep(pattern="four", index=1, step=Step(velocity=1.0)))
    assert len(stage.sound.reconciled) == before + 1


def test_nothing_sounds_while_it_does_not_play():
    stage = Stage(studio())
    stage.play_to(10 * BLOCK)

    assert stage.sound.ons == []
    assert stage.performance.frame == stage.sound.frame == 10 * BLOCK
