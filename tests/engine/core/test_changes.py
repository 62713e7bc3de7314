"""What waits for its beat."""

from __future__ import annotations

from fractions import Fraction

from immutables import Map

from engine.core import commands as c
from engine.core.changes import Changes, Waiting
from engine.core.lane import Entry
from engine.core.ticket import Ticket


def batch_entry(number):
    batch = c.Batch(commands=())
    return Entry(number, batch, Ticket("gui", number)), batch


def due(beat):
    return c.Due(script="song", loop="l", line=1, flight=0, beat=Fraction(beat), commands=())


def test_changes_come_in_the_order_of_their_beats():
    changes = Changes()
    late, early = batch_entry(1), due(2)
    changes.wait(Fraction(4), *late)
    changes.due(early)

    assert changes.first() == 2
    assert changes.take() is early
    assert changes.take() == Waiting(*late)
    assert changes.first() is None


def test_changes_of_one_beat_come_in_the_order_in_which_they_were_made():
    changes = Changes()
    first, second = batch_entry(1), due(4)
    changes.wait(Fraction(4), *first)
    changes.due(second)

    assert [changes.take(), changes.take()] == [Waiting(*first), second]


def test_changes_tell_which_batches_wait_and_for_what_beat():
    changes = Changes()
    changes.wait(Fraction(4), *batch_entry(7))
    changes.due(due(1))
    assert changes.waiting == Map({7: Fraction(4)})

    changes.take()
    changes.take()
    assert changes.waiting == Map()


def test_take_all_waiting_gives_the_batches_and_forgets_what_loops_made():
    changes = Changes()
    later, sooner = batch_entry(1), batch_entry(2)
    changes.wait(Fraction(8), *later)
    changes.wait(Fraction(4), *sooner)
    changes.due(due(1))

    assert changes.take_all_waiting() == [Waiting(*sooner), Waiting(*later)]
    assert changes.first() is None
    assert changes.waiting == Map()
