"""A cue is held back until every script has been played up to its beat, and no longer than the music allows."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core.glance import Glance
from engine.core.snapshot import Snapshot
from engine.scripts import protocol as p
from engine.scripts.supervising.backstage import Backstage, Moment, Rules
from engine.scripts.supervising.cueing import Cueing
from engine.scripts.supervising.hand import Hand, Seat


class Sends:
    """A port that keeps what is sent."""

    def __init__(self):
        self.cued = []

    def send(self, worker, message):
        """Keep it."""
        self.cued += [(worker, cue.beat) for cue in message.cues]

    def submit(self, command):
        """Nothing goes to the engine."""
        raise AssertionError(command)


def moment(beat, need=None):
    """What a crew looks at, in the first flight."""
    snapshot = Snapshot(flight=1)
    glance = Glance(beat=F(beat), is_playing=True, flight=1)
    return Moment(snapshot, glance, 0.0, need)


def hand(name, worker, next_wake, wants=()):
    """A script that has been played up to a beat."""
    seat = Seat(worker, flight=1, locate=moment(0).locate, next_wake=F(next_wake), wants=frozenset(wants))
    return Hand(name, player=seat)


def given(*beats):
    """An answer of a worker whose loops gave a cue at these beats."""
    return p.Advanced(1, F(9), cues=tuple(p.Cue("go", F(beat), script="gives", loop="l") for beat in beats))


@pytest.fixture
def sends():
    return Sends()


@pytest.fixture
def cueing(sends):
    made = Cueing(Backstage(sends, Rules()))
    made.look([], moment(0))
    return made


def test_cue_is_held_back_until_every_script_was_played_up_to_it(cueing, sends):
    gives, waits, slow = hand("gives", 1, 5), hand("waits", 2, p.NEVER, ["go"]), hand("slow", 3, F(3, 2))
    cueing.take(gives.player, given(1, 2))
    cueing.look([gives, waits, slow], moment(F(1, 2)))
    assert sends.cued == [(2, 1)]

    slow.player.next_wake = F(5, 2)
    cueing.look([gives, waits, slow], moment(F(1, 2)))
    assert (sends.cued, waits.player.next_wake) == ([(2, 1)], 1)  # whoever waited may give a cue itself now

    waits.player.next_wake = p.NEVER
    cueing.look([gives, waits, slow], moment(F(1, 2)))
    assert sends.cued == [(2, 1), (2, 2)]


@pytest.mark.parametrize(("beat", "is_passed_on"), [(F(3, 2), False), (F(15, 8), False), (F(31, 16), True)])
def test_script_that_hangs_holds_a_cue_back_for_as_long_as_the_music_allows(cueing, sends, beat, is_passed_on):
    gives, waits, hangs = hand("gives", 1, 5), hand("waits", 2, p.NEVER, ["go"]), hand("hangs", 3, 1)
    cueing.take(gives.player, given(2))
    cueing.look([gives, waits, hangs], moment(beat))

    assert sends.cued == ([(2, 2)] if is_passed_on else [])


def test_render_waits_for_every_script_however_long_it_takes(cueing, sends):
    gives, waits, slow = hand("gives", 1, 5), hand("waits", 2, p.NEVER, ["go"]), hand("slow", 3, 1)
    cueing.take(gives.player, given(2))
    cueing.look([gives, waits, slow], moment(F(31, 16), need=F(2)))

    assert sends.cued == []


def test_cue_that_nobody_waits_for_is_sent_to_nobody_until_somebody_does(cueing, sends):
    gives, other = hand("gives", 1, 5), hand("other", 2, 5)
    cueing.take(gives.player, given(1))
    cueing.look([gives, other], moment(F(1, 2)))
    assert sends.cued == []

    cueing.take(other.player, p.Advanced(1, F(9), wants=("go",)))
    assert sends.cued == [(2, 1)]


def test_cues_are_forgotten_when_the_music_is_somewhere_else(cueing, sends):
    gives, waits, slow = hand("gives", 1, 5), hand("waits", 2, p.NEVER, ["go"]), hand("slow", 3, 1)
    cueing.take(gives.player, given(2))
    cueing.forget()
    slow.player.next_wake = F(5)
    cueing.look([gives, waits, slow], moment(F(31, 16)))

    assert (sends.cued, cueing.is_holding) == ([], False)
