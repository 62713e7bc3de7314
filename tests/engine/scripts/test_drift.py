"""Nothing drifts: after an hour of music every loop and task stands on its exact beat, and on its exact frame."""

from __future__ import annotations

from fractions import Fraction as F
from math import floor

import pytest

from engine.core import commands as c
from engine.core.units import FINEST, NEXT_BAR, tidy
from engine.scripts.performing.loops import Loops
from tests.engine.scripts.band import RATE
from tests.engine.scripts.room import Room

HOUR_AT_137_5 = F("137.5") * 60
BASS = 'synth("bass") synth("lead")\n'


class Sleeper:
    """A body that sleeps the same over and over, and plays each time."""

    line = 1

    def __init__(self, beats, played):
        self._beats, self._played = beats, played

    def start(self, turn):
        """Return itself: it stands nowhere."""
        return self

    def resume(self):
        """Play."""
        self._played()
        return self._beats


@pytest.mark.slow
@pytest.mark.parametrize("beats", [F(1, 3), F("0.1") * F("137.5") / 60, F(3, 7), F(123456789, 10**9)])
def test_loop_is_on_its_exact_beat_after_an_hour(beats):
    heard = []
    loops = Loops("s", lambda: (), lambda beat: NEXT_BAR.next_slot(beat, 4))
    loops.define("l", Sleeper(beats, lambda: heard.append(loops.beat)))
    loops.keep_run(1)
    loops.land(1, F(0), F(0))
    loops.begin_flight(1, F(0))
    while loops.next_wake < HOUR_AT_137_5:
        loops.advance(HOUR_AT_137_5)

    expected = [number * beats for number in range(len(heard))]
    assert heard == expected
    assert heard[-1] + beats >= HOUR_AT_137_5


@pytest.mark.slow
def test_loops_of_lua_are_on_their_exact_beats_after_an_hour():
    room = Room()
    third = 'live_loop("third", function() trigger("bass") sleep(4/3) end)\n'
    tenth = 'clock.run(function() while true do trigger("lead") clock.sleep(10.1) end end)'
    room.run("bpm(137.5)\n" + BASS + third + tenth)
    heard = {"third": [], "clock.run:1": []}
    until = F(0)
    while until < HOUR_AT_137_5:
        advanced = room.advance(HOUR_AT_137_5)
        until = min(advanced.until, advanced.next_wake)
        for due in advanced.dues:
            heard[due.loop].append(due.beat)

    assert heard["third"] == [F(4 * n, 3) for n in range(-(-int(HOUR_AT_137_5) * 3 // 4))]
    assert heard["clock.run:1"] == [n * F("10.1") * F("137.5") / 60 for n in range(len(heard["clock.run:1"]))]
    assert len(heard["clock.run:1"]) == 357


def test_onsets_of_loops_and_tasks_are_on_their_exact_frames(band):
    third = 'live_loop("third", function() trigger("bass") sleep(1/3) end)\n'
    tenth = 'clock.run(function() while true do trigger("lead") clock.sleep(0.1) end end)'
    band.run("bpm(137.5)\n" + BASS + third + tenth)
    band.do(c.Play())
    band.play_to(32)

    for module, seconds in (("bass", F(1, 3) * 60 / F("137.5")), ("lead", F("0.1"))):
        onsets = band.sound.onsets(module)
        assert [onset - onsets[0] for onset in onsets] == [
            floor(number * seconds * RATE + F(1, 2)) for number in range(len(onsets))
        ]
        assert len(onsets) > 90
    assert band.engine.snapshot.late_count == 0


# --- fractions stay small ---


def test_what_people_mean_is_left_as_it_is():
    for beat in (F(1, 3), F(10**12, 5040), F(7, 2**40), F(1, 10**18)):
        assert tidy(beat) is beat


def test_beat_whose_fraction_has_grown_is_moved_by_less_than_anybody_can_hear():
    grown = sum(F(1, prime) for prime in (10_007, 10_009, 10_037, 10_039, 10_061))

    assert tidy(grown).denominator <= FINEST
    assert 0 < abs(tidy(grown) - grown) < F(1, 10**15)


def test_sum_of_unlike_sleeps_stays_quick_to_reckon_with():
    room = Room()
    room.run('part = 1 live_loop("l", function() part = part + 2 sleep(1 + 1 / part) sleep(rand()) end)')
    began = [room.advance(beat).places[0].began for beat in range(1, 200)]

    assert max(beat.denominator.bit_length() for beat in began) in range(50, 63)


def test_sleep_of_a_tiny_part_of_a_beat_crosses_exactly_enough():
    room = Room()
    room.run('synth("bass") once(function() sleep(0.0012345678901234567) trigger("bass") end)')

    (beat,) = room.beats(1)
    assert abs(float(beat) - 0.0012345678901234567) < 1e-15


@pytest.mark.slow
def test_a_thousand_tasks_are_played_a_stretch_at_a_time_and_all_go_on():
    room = Room()
    room.run("for i = 1, 999 do clock.run(function() while true do sleep(1 + i / 1000) end end) end")
    reached = [F(0)]
    while reached[-1] < 16:
        answer = room.advance(16)
        reached.append(min(answer.until, answer.next_wake))

    assert reached == sorted(reached)
    assert answer.tasks == 999
