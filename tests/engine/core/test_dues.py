"""What live loops made for a beat: in time, late, and for a place that was left."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.conductor import LATE_BUT_PLAYED_SECONDS, PREROLL_BLOCKS
from engine.core.engine import BLOCK_FRAMES
from engine.core.live import Place, ScriptStatus
from tests.engine.core.playing import BEAT, bass_volume, due, turn_to, volume


def test_due_sounds_on_its_exact_frame(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, Fraction(1, 3), c.Trigger(module="bass", note=40.0)))
    turn_to(engine, BEAT)

    assert [on for on in sound.ons if on.module == "bass"] == [(8000, "bass", 40.0, 1.0, 2)]
    assert engine.snapshot.late_count == 0


def test_due_changes_the_document_on_its_beat(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, Fraction(1, 3), volume(0.5)))
    turn_to(engine, 8000)
    assert bass_volume(engine) == 0.5
    assert sound.reconciled[-1][0] == 8000


def test_due_that_is_refused_is_a_problem_with_its_line(engine):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, 1, c.Trigger(module="bas", origin="script:song"), line=7))
    turn_to(engine, BEAT + 1)

    (problem,) = engine.snapshot.problems
    assert (problem.message, problem.place) == ('there is no module "bas"; did you mean "bass"?', Place("song", 7))


def test_due_for_another_flight_is_dropped_in_silence(engine, sound):
    engine.submit(c.Play())
    engine.turn()
    stale = due(engine, 1, c.Trigger(module="bass"), flight=engine.glance.flight - 1)
    ticket = engine.submit(stale)
    turn_to(engine, 2 * BEAT)

    assert ticket.is_done(engine.snapshot)
    assert sound.onsets("bass") == []
    assert engine.snapshot.late_count == 0


def test_due_when_nothing_plays_is_dropped(engine, sound):
    engine.submit(due(engine, 1, c.Trigger(module="bass")))
    engine.submit(c.Play())
    turn_to(engine, 2 * BEAT)

    assert sound.onsets("bass") == []


@pytest.mark.parametrize("break_off", [c.Stop(), c.Pause(), c.Seek(beat=Fraction(0))])
def test_due_is_forgotten_when_the_line_of_beats_breaks(engine, sound, break_off):
    engine.submit(c.Play())
    engine.turn()
    engine.submit(due(engine, 1, c.Trigger(module="bass")))
    engine.turn()
    engine.submit(break_off)
    engine.submit(c.Play())
    turn_to(engine, 2 * BEAT)

    assert sound.onsets("bass") == []


def test_due_that_is_a_little_late_sounds_at_once_and_is_counted(engine, sound):
    engine.submit(c.ReportScript(status=ScriptStatus("song")))
    engine.submit(c.Play())
    turn_to(engine, 3 * BLOCK_FRAMES)
    engine.submit(due(engine, Fraction(1, 1000), c.Trigger(module="bass"), line=9))
    engine.turn()

    assert sound.onsets("bass") == [3 * BLOCK_FRAMES]
    assert engine.snapshot.late_count == 1
    assert engine.snapshot.scripts["song"] == ScriptStatus("song", late=1, late_line=9)


def test_due_that_is_too_late_is_silent_but_its_changes_are_made(engine, sound):
    engine.submit(c.Play())
    turn_to(engine, round(LATE_BUT_PLAYED_SECONDS * 48_000) + 2 * BLOCK_FRAMES)
    engine.submit(due(engine, 0, c.Trigger(module="bass"), volume(0.5)))
    engine.turn()

    assert sound.onsets("bass") == []
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.late_count == 1


def test_play_waits_for_loops_to_make_their_first_notes(engine, sound):
    engine.submit(c.ReportScript(status=ScriptStatus("song", "live", loops=("l",), begins_with_music=True)))
    engine.submit(c.Play())
    turn_to(engine, 20 * BLOCK_FRAMES)

    assert sound.onsets("kick")[0] == PREROLL_BLOCKS * BLOCK_FRAMES
