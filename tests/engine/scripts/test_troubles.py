"""A loop that fell back to its last good version says so until a better one plays."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.live import LoopTrouble
from engine.core.units import NEXT_BAR
from tests.engine.scripts.room import Room

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


GOOD = BASS + loop('trigger("bass") sleep(1)')
BAD = BASS + loop("sleep(1/2)\nerror('no')")
FALLEN = LoopTrouble("l", "no", 4, plays_on=True)


@pytest.fixture
def room():
    return Room()


def test_loop_in_trouble_is_told_until_a_better_version_plays(room):
    room.run(GOOD)
    room.advance(1)
    room.run(BAD, beat=F(1))
    assert room.advance(2).trouble == (FALLEN,)
    assert room.advance(6).trouble == (FALLEN,)

    room.run(GOOD, beat=F(8))
    assert room.advance(8).trouble == (FALLEN,)
    assert room.advance(9).trouble == ()


def test_loop_that_had_no_good_version_is_told_to_have_ended(room):
    room.run(BAD)

    assert room.advance(2).trouble == (LoopTrouble("l", "no", 4),)
    room.run(GOOD, beat=F(4))
    assert room.advance(5).trouble == ()


def test_loop_that_fails_now_and_then_is_in_no_trouble(room):
    room.run(BASS + loop("sleep(1) turns = (turns or 0) + 1 if turns == 2 then error('no') end"))

    assert room.advance(9).trouble == ()


def test_loop_that_is_no_longer_said_is_in_no_trouble(room):
    room.run(GOOD)
    room.advance(1)
    room.run(BAD, beat=F(1))
    room.advance(2)
    room.run(BASS, beat=F(4))

    assert room.advance(5).trouble == ()


def test_trouble_of_a_restless_loop_has_its_line(room):
    room.run(loop("while true do\nsleep(1/1000000) end"))

    while not (advanced := room.advance(1)).trouble:
        pass  # an advance takes a quarter of a second at most

    assert advanced.trouble == (LoopTrouble("l", 'live_loop "l" sleeps too little and was ended', 3),)


def test_status_of_a_script_tells_its_loops_in_trouble_until_it_is_right(band):
    band.run(GOOD)
    band.do(c.Play())
    band.play_to(2)
    band.run(BAD, quantum=NEXT_BAR)
    band.play_to(6)
    assert (band.status().state, band.status().trouble) == ("failed", (FALLEN,))

    band.run(GOOD, quantum=NEXT_BAR)
    band.play_to(10)
    assert (band.status().state, band.status().trouble) == ("live", ())
