"""The line from frames to beats, and where it bends and breaks."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.core.document import Locate, PlayState, Transport
from engine.transport.playhead import Playhead

RATE = 48_000
STOPPED = Transport()
PLAYING = replace(STOPPED, state=PlayState.PLAYING)


def playing_at(bpm, frame=0):
    playhead = Playhead(RATE)
    playhead.follow(STOPPED, replace(PLAYING, bpm=bpm), frame)
    return playhead


def test_a_beat_lasts_half_a_second_at_120():
    playhead = playing_at(120.0)

    assert [playhead.beat_at(frame) for frame in (0, 12_000, 24_000)] == [0, Fraction(1, 2), 1]
    assert playhead.frame_of(Fraction(3)) == 72_000


def test_its_origin_is_where_tempo_or_place_were_changed_last():
    playhead = playing_at(120.0, frame=1000)
    began = playhead.origin
    playhead.follow(PLAYING, replace(PLAYING, bpm=60.0), 25_000)

    assert (began, playhead.origin) == ((1000, 0), (25_000, 1))


def test_it_starts_at_the_frame_at_which_it_is_asked_to():
    playhead = playing_at(120.0, frame=1000)

    assert playhead.frame_of(Fraction(0)) == 1000
    assert playhead.beat_at(25_000) == 1


def test_the_nearest_frame_is_exact_after_hours():
    playhead = playing_at(137.0)

    assert playhead.frame_of(Fraction(137 * 60 * 10)) == RATE * 10 * 3600
    assert playhead.frame_of(Fraction(1)) == 21_022  # 21 021.897...


@given(st.integers(0, 10**6), st.sampled_from([20.0, 97.3, 120.0, 137.0, 480.0]))
def test_every_step_falls_in_exactly_one_window(step, bpm):
    playhead = playing_at(bpm)
    beat = Fraction(step, 4)
    frame = playhead.frame_of(beat)
    playhead.scheduled = max(Fraction(0), beat - 1)

    assert not _is_in_window(playhead, beat, frame)
    assert _is_in_window(playhead, beat, frame + 1)


def _is_in_window(playhead, beat, frame):
    start, stop = playhead.window_to(frame)
    return start <= beat < stop


def test_windows_follow_one_another_without_gap_or_overlap():
    playhead = playing_at(137.0)
    end = Fraction(0)
    for frame in (256, 300, 301, 301, 512):
        start, stop = playhead.window_to(frame)
        assert start == end <= stop
        playhead.scheduled = end = stop


def test_a_tempo_change_bends_the_line_where_it_happens_and_keeps_the_flight():
    playhead = playing_at(120.0)
    flight = playhead.flight
    playhead.follow(replace(PLAYING, bpm=120.0), replace(PLAYING, bpm=60.0), 24_000)

    assert playhead.beat_at(24_000) == 1
    assert playhead.frame_of(Fraction(2)) == 24_000 + 48_000
    assert playhead.flight == flight


def test_a_tempo_change_while_stopped_leaves_the_place():
    playhead = Playhead(RATE)
    playhead.follow(STOPPED, replace(STOPPED, locate=Locate(1, Fraction(5))), 0)
    playhead.follow(STOPPED, replace(STOPPED, bpm=60.0, locate=Locate(1, Fraction(5))), 9_000)

    assert playhead.beat_at(100_000) == 5


@pytest.mark.parametrize("state", [PlayState.PAUSED, PlayState.STOPPED])
def test_it_stands_still_when_it_does_not_play(state):
    playhead = playing_at(120.0)
    playhead.follow(PLAYING, replace(PLAYING, state=state), 24_000)

    assert not playhead.is_playing
    assert [playhead.beat_at(frame) for frame in (24_000, 99_000)] == [1, 1]


def test_it_goes_on_from_where_it_was_held():
    playhead = playing_at(120.0)
    playhead.follow(PLAYING, replace(PLAYING, state=PlayState.PAUSED), 30_000)
    playhead.follow(replace(PLAYING, state=PlayState.PAUSED), PLAYING, 100_000)

    assert playhead.beat_at(100_000) == Fraction(5, 4)
    assert playhead.frame_of(Fraction(2)) == 100_000 + 18_000


def test_a_new_place_breaks_the_line_there():
    playhead = playing_at(120.0)
    playhead.follow(PLAYING, replace(PLAYING, locate=Locate(1, Fraction(7))), 10_000)

    assert playhead.beat_at(10_000) == playhead.flight_start == playhead.scheduled == 7
    assert playhead.frame_of(Fraction(8)) == 34_000


def test_the_flight_rises_with_every_break_and_with_nothing_else():
    playhead = Playhead(RATE)
    flights = []
    line = [
        STOPPED,
        PLAYING,
        replace(PLAYING, bpm=99.0),
        replace(PLAYING, bpm=99.0, locate=Locate(1, Fraction(4))),
        replace(PLAYING, bpm=99.0, locate=Locate(2, Fraction(4))),
        replace(STOPPED, bpm=99.0, locate=Locate(2, Fraction(4))),
        replace(STOPPED, bpm=99.0, beats_per_bar=3, locate=Locate(2, Fraction(4))),
    ]
    for old, new in pairwise(line):
        playhead.follow(old, new, 0)
        flights.append(playhead.flight)

    assert flights == [1, 1, 2, 3, 4, 4]


def test_a_preroll_holds_the_first_beat_back():
    playhead = Playhead(RATE)
    playhead.preroll_frames = 2048
    playhead.follow(STOPPED, PLAYING, 1000)

    assert [playhead.beat_at(frame) for frame in (1000, 3048, 27_048)] == [0, 0, 1]
    assert playhead.frame_of(Fraction(0)) == 3048


def test_a_tempo_change_during_the_preroll_leaves_the_first_beat_where_it_is():
    playhead = Playhead(RATE)
    playhead.preroll_frames = 2048
    playhead.follow(STOPPED, PLAYING, 0)
    playhead.follow(PLAYING, replace(PLAYING, bpm=60.0), 1000)

    assert [playhead.frame_of(Fraction(beat)) for beat in (0, 1)] == [2048, 50_048]


def test_frames_in_is_at_least_one():
    playhead = playing_at(120.0)

    assert [playhead.frames_in(beats) for beats in (Fraction(1, 4), Fraction(1, 10**9))] == [6000, 1]
    assert playhead.beats_in(6000) == Fraction(1, 4)


def test_half_a_frame_rounds_up():
    playhead = playing_at(120.0, frame=1000)
    half_frames = [Fraction(number, 48_000) for number in (3, 5)]

    assert [playhead.frame_of(beats) for beats in half_frames] == [1002, 1003]
    assert [playhead.frames_in(beats) for beats in half_frames] == [2, 3]
