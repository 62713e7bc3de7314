"""How the music starts, holds, jumps and stops."""

from __future__ import annotations

from fractions import Fraction

from engine.core import commands as c
from engine.core.document import PlayState, Step
from engine.core.engine import BLOCK_FRAMES
from tests.engine.core.documents import run_of
from tests.engine.core.playing import BEAT, turn_to


def test_play_sounds_the_first_step_at_once(engine, sound):
    turn_to(engine, 4 * BLOCK_FRAMES)
    engine.submit(c.Play())
    engine.turn()

    assert sound.onsets("kick") == [4 * BLOCK_FRAMES]


def test_pause_keeps_the_place_and_play_goes_on_from_it(engine, sound):
    pattern = c.DeclarePattern(script="song", name="four", steps=(Step(velocity=1.0),) * 16)
    engine.submit(run_of("song", pattern))
    engine.submit(c.Play())
    turn_to(engine, 5 * BEAT // 4 + 1000)
    engine.submit(c.Pause())
    engine.turn()
    held = engine.glance.beat
    assert len(sound.onsets("kick")) == 6  # steps 0 to 5

    turn_to(engine, engine.glance.frame + BEAT)
    assert engine.glance.beat == held
    resumed = engine.glance.frame
    engine.submit(c.Play())
    turn_to(engine, resumed + BEAT // 4)

    sixth = sound.onsets("kick")[6] - resumed
    assert sixth == round((Fraction(6, 4) - held) * BEAT)


def test_reset_while_playing_sounds_the_first_step_again(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, 10_000)
    at = engine.glance.frame
    engine.submit(c.Reset())
    engine.turn()

    assert sound.onsets("kick") == [0, at]
    assert engine.snapshot.document.transport.state is PlayState.PLAYING


def test_transport_changes_are_all_visible_as_versions(engine):
    seen = []
    engine.subscribe(
        lambda snapshot: seen.append((snapshot.version, snapshot.document.transport.state, snapshot.flight))
    )
    for command in (c.Play(), c.Pause(), c.Reset(), c.Stop()):
        engine.submit(command)
        engine.turn()

    assert seen == [
        (2, PlayState.PLAYING, 1),
        (3, PlayState.PAUSED, 2),
        (4, PlayState.PAUSED, 3),
        (5, PlayState.STOPPED, 4),
    ]


def test_stop_lets_every_held_note_go(engine, sound):
    engine.submit(c.Trigger(module="bass", length=Fraction(64)))
    engine.submit(c.Play())
    turn_to(engine, 10_000)
    at = engine.glance.frame
    engine.submit(c.Stop())
    engine.turn()

    assert [(off.frame, off.module, off.key) for off in sound.offs] == [(at, "bass", 1)]


def test_glance_tells_where_the_music_is(engine):
    engine.submit(c.Play())
    engine.submit(c.SetSignature(beats_per_bar=3))
    turn_to(engine, 6 * BEAT)
    glance = engine.glance

    assert (glance.frame, glance.is_playing, glance.bpm) == (144_128, True, 120.0)
    assert glance.beat == Fraction(144_128, BEAT)
    assert (glance.bar, glance.beat_of_bar) == (3, 1)
    assert glance.notes_played == 7
    assert glance.load > 0.0
