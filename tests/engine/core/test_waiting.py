"""Batches that wait for their quantum."""

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.engine import BLOCK_FRAMES
from engine.core.units import NEXT_BAR, Quantum
from tests.engine.core.documents import studio
from tests.engine.core.playing import BEAT, bass_volume, batch, turn_to, volume


def test_batch_lands_at_once_when_nothing_plays(engine):
    ticket = engine.submit(batch(volume(0.5)))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5


@pytest.mark.parametrize(
    ("quantum", "beat"), [(Quantum("beat"), 1), (NEXT_BAR, 4), (Quantum("bar", 2), 8), (Quantum("beat", 3), 3)]
)
def test_batch_waits_for_its_quantum_and_lands_on_its_frame(engine, sound, quantum, beat):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5), quantum=quantum))
    engine.turn()
    assert not ticket.is_done(engine.snapshot)
    assert engine.snapshot.waiting == Map({ticket.number: Fraction(beat)})

    turn_to(engine, beat * BEAT - BLOCK_FRAMES)
    assert not ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 1.0

    turn_to(engine, beat * BEAT + 1)
    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.waiting == Map()
    assert sound.reconciled[-1][0] == beat * BEAT


def test_batch_sent_with_play_lands_on_the_first_beat_before_its_notes(engine, sound):
    engine.submit(c.Play())
    engine.submit(batch(volume(0.5)))
    engine.turn()

    assert sound.order[-2:] == ["reconcile", "on kick"]
    assert bass_volume(engine) == 0.5


def test_batch_with_a_lead_lands_no_sooner(engine):
    engine.submit(c.Play())
    turn_to(engine, 3 * BEAT)
    ticket = engine.submit(batch(volume(0.5), lead_seconds=0.75))
    engine.turn()

    assert engine.snapshot.waiting == Map({ticket.number: Fraction(8)})


def test_batch_that_is_refused_when_it_lands_tells_its_ticket_then(engine):
    engine.submit(c.Play())
    ticket = engine.submit(batch(c.RemoveModule(name="nobody"), quantum=Quantum("beat")))
    engine.submit(c.Seek(beat=Fraction(1, 2)))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem.message == 'there is no module "nobody"'


@pytest.mark.parametrize("break_off", [c.Stop(), c.Pause(), c.Seek(beat=Fraction(2)), c.Reset(), c.Panic()])
def test_batch_lands_at_once_when_its_beat_will_not_come(engine, break_off):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5)))
    engine.turn()
    engine.submit(break_off)
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert bass_volume(engine) == 0.5
    assert engine.snapshot.waiting == Map()


def test_batch_of_a_session_that_was_left_never_lands_in_the_next(engine):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    ticket = engine.submit(batch(volume(0.5), label="run song"))
    engine.turn()
    engine.submit(c.OpenSession(document=studio(), path="b.moonloop"))
    engine.turn()

    assert ticket.is_done(engine.snapshot)
    assert ticket.problem.message == "another session was opened before its beat came: run song"
    assert bass_volume(engine) == 1.0


def test_batches_of_one_beat_land_in_the_order_in_which_they_were_sent(engine):
    engine.submit(c.Play())
    turn_to(engine, 5000)
    for value in (0.5, 0.6):
        engine.submit(batch(volume(value), quantum=Quantum("beat")))
    turn_to(engine, BEAT + 1)

    assert bass_volume(engine) == 0.6
