"""What sequencers do in a whole engine: places, pauses, problems, and what is told about them."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import ChainEntry, Step
from engine.core.engine import BLOCK_FRAMES, Engine
from tests.engine.core.documents import after, studio
from tests.engine.core.playing import BEAT, batch, turn_to
from tests.engine.recording_sound import RecordingSound

HIT = Step(velocity=1.0)


def playing(sound: RecordingSound, *commands: c.Command) -> Engine:
    """Return an engine that plays the studio after `commands`."""
    engine = Engine(sound, document=after(studio(), *commands))
    engine.submit(c.Play())
    return engine


def cyclic(text: str, module="bass") -> tuple[c.Command, ...]:
    return (
        c.AddPattern(name="p", expression=json.dumps(["mini", text])),
        c.SetParameter(module="beat", parameter="pattern", value="p"),
        c.Disconnect(source="beat", target="kick"),
        c.Connect(source="beat", target=module),
    )


SONG = (
    c.AddPattern(name="a", steps=(HIT,) * 4),
    c.AddPattern(name="b", steps=(HIT,) * 4),
    c.AddChain(name="song", entries=(ChainEntry("a", 2), ChainEntry("b"))),
    c.SetParameter(module="beat", parameter="chain", value="song"),
)


def test_glance_tells_where_every_sequencer_is(sound):
    engine = playing(sound, *SONG)
    turn_to(engine, 3 * BEAT // 2 + BLOCK_FRAMES)

    assert {name: tuple(now) for name, now in engine.glance.playing.items()} == {"beat": ("a", 2, 1, 0, 1)}


def test_where_a_sequencer_is_makes_no_version(sound):
    engine = playing(sound, *SONG)
    engine.turn()
    version = engine.snapshot.version
    turn_to(engine, 4 * BEAT)

    assert engine.snapshot.version == version


def test_a_pause_keeps_the_place_in_a_chain_and_an_edit_meanwhile_too(sound):
    engine = playing(sound, *SONG)
    turn_to(engine, 3 * BEAT // 2 + BLOCK_FRAMES)
    engine.submit(c.Pause())
    engine.submit(c.InsertEntry(chain="song", entry=ChainEntry("b"), index=0))
    engine.submit(c.Play())
    turn_to(engine, 5 * BEAT // 2)

    assert tuple(engine.glance.playing["beat"])[:1] == ("b",)
    assert engine.glance.playing["beat"].entry == 2


@pytest.mark.parametrize("again", [(c.Stop(), c.Play()), (c.Reset(),), (c.Seek(beat=Fraction(0)),)])
def test_stop_reset_and_seek_begin_the_chain_anew(sound, again):
    engine = playing(sound, *SONG)
    turn_to(engine, 9 * BEAT // 4)
    assert engine.glance.playing["beat"].pattern == "b"
    for command in again:
        engine.submit(command)
    engine.turn()

    assert tuple(engine.glance.playing["beat"]) == ("a", 0, 0, 0, 0)


def test_chains_loops_and_cycles_sound_on_the_frames_of_their_beats(sound):
    engine = playing(sound, *cyclic("c4*3 e4(3,8)"))
    turn_to(engine, 4 * BEAT)

    assert [(on.frame, on.note) for on in sound.ons] == [
        (0, 60), (16_000, 60), (32_000, 60), (48_000, 64), (66_000, 64), (84_000, 64),
    ]  # fmt: skip


def test_a_note_of_a_cycle_ends_with_its_event(sound):
    engine = playing(sound, *cyclic("c4@3 ~"))
    turn_to(engine, 4 * BEAT)

    assert [off.frame for off in sound.offs] == [3 * BEAT]


def test_a_one_shot_in_a_cycle_rings_out_unless_it_is_told_to_loop(sound):
    for text, ends in ((["mini", "bd"], []), (["control", "playStyle", ["mini", "loop"]], [4 * BEAT])):
        sound.offs.clear()
        engine = playing(sound, *cyclic("bd", "kick"), c.SetExpression(pattern="p", expression=json.dumps(text)))
        start = sound.frame
        turn_to(engine, 4 * BEAT + 2 * BLOCK_FRAMES)
        assert [off.frame - start for off in sound.offs] == ends


def test_what_a_pattern_asks_in_vain_is_a_problem_once(sound):
    engine = playing(sound, *cyclic("bd*4"))
    turn_to(engine, 8 * BEAT)

    assert [(problem.message, problem.origin) for problem in engine.snapshot.problems] == [
        ('"bd" is no note, and bass has no samples: nothing plays it', "patterns")
    ]


def test_a_cyclic_pattern_that_lands_on_a_bar_plays_from_it(sound):
    engine = playing(sound, *cyclic("c4*4"))
    turn_to(engine, BEAT)
    engine.submit(batch(c.SetExpression(pattern="p", expression=json.dumps(["mini", "e4 g4"]))))
    turn_to(engine, 6 * BEAT + BLOCK_FRAMES)

    assert [(on.frame / BEAT, on.note) for on in sound.ons] == [(0, 60), (1, 60), (2, 60), (3, 60), (4, 64), (6, 67)]


def test_a_cyclic_pattern_that_is_none_is_refused_on_its_beat_and_the_last_plays_on(sound):
    engine = playing(sound, *cyclic("c4*4"))
    turn_to(engine, BEAT)
    engine.submit(batch(c.SetExpression(pattern="p", expression='["fats", 2]')))
    turn_to(engine, 5 * BEAT - BLOCK_FRAMES)

    assert len(sound.ons) == 5
    assert engine.snapshot.problems[-1].message.startswith('there is no operation on patterns called "fats"')


def test_undo_of_an_edit_keeps_the_place(sound):
    engine = playing(sound, *SONG)
    turn_to(engine, 3 * BEAT // 2)
    engine.submit(c.SetStepsPerBeat(pattern="a", steps_per_beat=Fraction(8)))
    engine.submit(c.Undo())
    turn_to(engine, 5 * BEAT // 2 - BLOCK_FRAMES)

    assert engine.glance.playing["beat"].pattern == "b"
    assert sound.onsets("kick") == [step * BEAT // 4 for step in range(10)]
