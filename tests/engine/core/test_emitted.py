"""Events that are told go through the engine as commands, and what is played is passed over by undo."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.desk import MOST_EMITTED, Desk, with_emitted
from engine.core.engine import Engine
from engine.core.live import Emitted
from tests.engine.recording_sound import RecordingSound

DROP = c.Emit(event="drop", json='{"size":1}', script="song", depth=2)


@pytest.fixture
def engine():
    return Engine(RecordingSound(), 48_000, 256)


def test_emitted_event_is_in_the_next_snapshot(engine):
    ticket = engine.submit(DROP)
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert engine.snapshot.emitted == (Emitted(1, "drop", '{"size":1}', "song", 2),)
    assert engine.snapshot.outlook.undo == ""


def test_newest_events_are_kept_and_numbers_go_on():
    desk = Desk()
    for _ in range(MOST_EMITTED + 5):
        desk = with_emitted(desk, DROP)

    assert [each.number for each in desk.emitted] == list(range(6, MOST_EMITTED + 6))


def test_event_of_a_batch_is_told_when_the_batch_is_done_and_not_when_it_is_refused(engine):
    engine.submit(c.Batch(commands=(DROP, c.RemoveModule(name="nobody"))))
    engine.turn()
    assert engine.snapshot.emitted == ()

    engine.submit(c.Batch(commands=(DROP, c.SetTempo(bpm=90))))
    engine.turn()
    assert len(engine.snapshot.emitted) == 1


def test_event_of_a_loop_is_told_at_its_beat(engine):
    engine.submit(c.Play())
    engine.turn()
    flight = engine.snapshot.flight
    engine.submit(c.Due(script="song", loop="l", line=1, flight=flight, beat=Fraction(1), commands=(DROP,)))
    while not engine.snapshot.emitted:
        assert engine.glance.beat < 2
        engine.turn()

    assert engine.glance.beat >= 1


def test_batch_that_is_played_is_no_step_of_undo(engine):
    engine.submit(c.AddModule(type="synth", name="bass"))
    engine.submit(c.Batch(commands=(c.SetTempo(bpm=90),), is_played=True))
    engine.turn()

    assert engine.snapshot.document.transport.bpm == 90
    assert engine.snapshot.outlook.undo == "add bass"
