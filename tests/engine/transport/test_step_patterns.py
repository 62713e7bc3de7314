"""What sequencers play of tracker patterns: exact beats, columns, conditions, rates, and edits while they play."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.document import COLUMNS, Cell, Column, Step
from tests.engine.transport.band import Band

HIT = Step(velocity=1.0)


@pytest.fixture
def band():
    return Band()


def plays(band: Band, text: str, **rate) -> Band:
    band.has("p", text, **rate)
    band.sets("pattern", "p")
    return band


def with_step(band: Band, step: Step, count: int = 1) -> Band:
    band.ask(c.AddPattern(name="p", steps=(step, *(Step(),) * (count - 1))))
    band.sets("pattern", "p")
    return band


# --- time ---


def test_the_first_step_of_the_first_turn_sounds(band):
    assert plays(band, "x..x").beats_until(2) == [0, F(3, 4), 1, F(7, 4)]


def test_the_last_beat_of_a_span_is_left_to_the_next(band):
    plays(band, "x..x")

    assert band.beats_until(F(3, 4)) == [0]
    assert band.beats_until(1) == [F(3, 4)]


@pytest.mark.slow
@given(st.lists(st.fractions(0, 16, max_denominator=48), max_size=12))
def test_however_the_time_is_cut_the_same_notes_are_played(cuts):
    whole, cut = plays(Band(), "x..xo"), plays(Band(), "x..xo")
    pieces = [cut.tracks.play(start, end) for start, end in pairwise([F(0), *sorted(cuts), F(16)])]

    assert [note for piece in pieces for note in piece] == whole.until(16)


@pytest.mark.parametrize(
    ("rate", "heard"),
    [
        (1, [(0, 10), (1, 20), (2, 30), (3, 10)]),
        (F(1, 2), [(0, 10), (2, 20)]),
        (F(3, 2), [(0, 10), (F(2, 3), 20), (F(4, 3), 30), (2, 10), (F(8, 3), 20), (F(10, 3), 30)]),
        (-1, [(0, 30), (1, 20), (2, 10), (3, 30)]),
        (F(-1, 2), [(0, 30), (2, 20)]),
    ],
)
def test_steps_go_by_at_the_rate_of_the_pattern_and_backwards_below_0(band, rate, heard):
    assert plays(band, "xxx", rate=rate).heard_until(4) == heard


def test_hidden_steps_do_not_play(band):
    plays(band, "xxxx", rate=1)
    band.ask(c.SetStepCount(pattern="p", count=3))

    assert band.heard_until(5) == [(0, 10), (1, 20), (2, 30), (3, 10), (4, 20)]


def test_a_rate_that_divides_nothing_does_not_drift(band):
    plays(band, "x", rate=F(7, 3))

    assert band.beats_until(3000)[-1] == F(3, 7) * 6999


# --- what a step says ---


def test_a_note_carries_what_its_step_says(band):
    with_step(band, Step(velocity=0.4, note=52.0, length=0.5))
    (note,) = band.until(F(1, 4))

    assert (note.module, note.note, note.velocity, note.length, note.may_ring) == ("bass", 52.0, 0.4, F(1, 8), False)


def test_a_step_without_a_length_is_one_step_or_rings(band):
    (note,) = with_step(band, HIT).until(F(1, 4))

    assert (note.length, note.may_ring) == (F(1, 4), True)


def test_a_long_step_goes_on_over_rests_and_lasts_as_long_at_every_rate(band):
    with_step(band, Step(velocity=1.0, length=8.0), count=16)
    band.ask(c.SetStepsPerBeat(pattern="p", steps_per_beat=F(-2)))

    assert [note.length for note in band.until(8)] == [4]


def test_an_index_goes_to_what_has_a_bank_and_not_to_what_has_none(band):
    with_step(band, Step(velocity=1.0, index=3))
    band.ask(c.AddModule(type="sampler", name="kit"), c.Connect(source="seq", target="kit"))

    assert [(note.module, dict(note.values)) for note in band.until(F(1, 4))] == [("bass", {}), ("kit", {"index": 3})]


def test_parameters_of_a_step_are_sent_as_their_module_can_have_them(band):
    with_step(band, Step(velocity=1.0, values={"cutoff": 90_000.0, "wave": "square"}))
    (note,) = band.until(F(1, 4))

    assert dict(note.values) == {"cutoff": 20000.0, "wave": "square"}


def test_parameters_that_a_module_has_not_or_cannot_have_are_not_sent(band):
    with_step(band, Step(velocity=1.0, values={"grainSize": 0.5, "wave": "sinus"}))
    (note,) = band.until(F(1, 4))

    assert dict(note.values) == {}


def test_what_stands_in_a_column_that_is_not_shown_is_not_heard(band):
    step = Step(velocity=1.0, note=40.0, chance=0.0, ratio=(2, 2), values={"cutoff": 500.0}, more=(Cell(note=50.0),))
    with_step(band, step)
    assert band.until(1) == []

    shown = tuple(column for column in COLUMNS if column.kind != "note")
    band.ask(c.SetColumns(pattern="p", columns=shown))
    (note, *_) = band.until(2)
    assert (note.note, dict(note.values)) == (None, {})

    band.ask(c.SetColumns(pattern="p", columns=(*shown, Column("note"), Column("parameter", "cutoff"))))
    (note, *_) = band.until(3)
    assert (note.note, dict(note.values)) == (40.0, {"cutoff": 500.0})


def test_a_step_of_several_notes_plays_them_together(band):
    with_step(band, Step(velocity=0.5, note=60.0, more=(Cell(note=64.0), Cell(), Cell(note=67.0))))

    assert [(note.beat, note.note) for note in band.until(F(1, 4))] == [(0, 60.0), (0, 64.0), (0, 67.0)]


# --- ratio and chance ---


@pytest.mark.parametrize(("ratio", "turns"), [((1, 1), [0, 1, 2, 3, 4, 5]), ((2, 3), [1, 4]), ((3, 2), [])])
def test_a_ratio_lets_a_step_sound_in_the_a_th_of_every_b_turns(band, ratio, turns):
    with_step(band, Step(velocity=1.0, ratio=ratio), count=4)

    assert band.beats_until(6) == turns


def test_chance_is_a_share_of_the_turns_and_the_same_each_time():
    bands = [with_step(Band(), Step(velocity=1.0, chance=30.0), count=4) for _ in range(2)]
    played = [band.beats_until(1000) for band in bands]

    assert played[0] == played[1]
    assert 250 <= len(played[0]) <= 350


def test_another_seed_is_another_chance(band):
    with_step(band, Step(velocity=1.0, chance=50.0), count=4)
    one = band.beats_until(100)
    other = with_step(Band(), Step(velocity=1.0, chance=50.0), count=4)
    other.sets("seed", 1)

    assert other.beats_until(100) != one


def test_chance_0_never_sounds_and_100_always(band):
    band.ask(c.AddPattern(name="p", steps=(Step(velocity=1.0, chance=0.0), HIT)))
    band.sets("pattern", "p")

    assert band.beats_until(1) == [F(1, 4), F(3, 4)]


def test_the_ratio_is_asked_before_the_chance(band):
    always, never = Step(velocity=1.0, ratio=(2, 2), chance=100.0), Step(velocity=1.0, ratio=(2, 2), chance=0.0)
    band.ask(c.AddPattern(name="p", steps=(always, never)))
    band.sets("pattern", "p")

    assert band.beats_until(2) == [F(1, 2), F(3, 2)]


# --- edits while it plays ---


def test_an_edit_of_the_step_now_playing_takes_effect_at_its_next_turn(band):
    plays(band, "xx", rate=1)
    band.until(F(1, 2))
    band.ask(c.SetStep(pattern="p", index=0, step=Step(velocity=1.0, note=99.0)))

    assert band.heard_until(3) == [(1, 20), (2, 99)]


def test_another_rate_keeps_the_place_and_begins_with_the_next_step(band):
    plays(band, "xxxx", rate=1)
    band.until(F(3, 2))
    band.ask(c.SetStepsPerBeat(pattern="p", steps_per_beat=F(4)))

    assert band.heard_until(3) == [(2, 30), (F(9, 4), 40), (F(5, 2), 10), (F(11, 4), 20)]


def test_going_backwards_goes_on_from_the_step_that_was_next(band):
    plays(band, "xxxx", rate=1)
    band.until(F(3, 2))
    band.ask(c.SetStepsPerBeat(pattern="p", steps_per_beat=F(-1)))

    assert band.heard_until(6) == [(2, 30), (3, 20), (4, 10), (5, 40)]


def test_fewer_steps_than_have_been_played_begin_anew_with_the_next(band):
    plays(band, "xxxx", rate=1)
    band.until(F(5, 2))
    band.ask(c.SetStepCount(pattern="p", count=2))

    assert band.heard_until(5) == [(3, 10), (4, 20)]


def test_more_steps_are_played_in_the_turn_that_is_under_way(band):
    plays(band, "xx", rate=1)
    band.until(F(1, 2))
    band.ask(c.SetStepCount(pattern="p", count=3), c.SetStep(pattern="p", index=2, step=Step(1.0, 30.0)))

    assert band.heard_until(4) == [(1, 20), (2, 30), (3, 10)]


def test_edits_before_it_plays_lose_nothing_of_its_beginning(band):
    plays(band, "xxxx", rate=1)
    band.ask(c.SetStepsPerBeat(pattern="p", steps_per_beat=F(2)), c.SetStepCount(pattern="p", count=2))

    assert band.heard_until(1) == [(0, 10), (F(1, 2), 20)]


def test_another_pattern_is_where_it_would_be_had_it_always_played(band):
    plays(band, "xxx", rate=1)
    band.has("q", "xxxx", rate=1)
    band.until(F(9, 2))
    band.sets("pattern", "q")

    assert band.heard_until(7) == [(5, 20), (6, 30)]


def test_another_name_of_the_pattern_is_not_heard(band):
    plays(band, "xxx", rate=1)
    band.until(F(3, 2))
    band.ask(c.RenamePattern(name="p", new_name="q"))

    assert band.heard_until(4) == [(2, 30), (3, 10)]
    assert band.tracks.playing["seq"].pattern == "q"


def test_a_pattern_that_goes_is_silent_at_once(band):
    plays(band, "xx", rate=1)
    band.until(F(1, 2))
    band.ask(c.RemovePattern(name="p"))

    assert band.until(3) == []
    assert band.tracks.playing == {}


def test_a_pattern_that_is_made_after_its_sequencer_plays_as_if_it_had_been_there(band):
    band.sets("pattern", "p")
    band.until(F(5, 2))
    band.has("p", "xxxx", rate=1)

    assert band.heard_until(4) == [(3, 40)]


# --- several sequencers, and what they add ---


def test_two_sequencers_on_one_pattern_have_a_place_each(band):
    plays(band, "xxx", rate=1)
    band.until(F(3, 2))
    band.ask(c.AddModule(type="sequencer", name="two"), c.Connect(source="two", target="bass"))
    band.ask(c.AddChain(name="song", entries=()), c.SetParameter(module="two", parameter="pattern", value="p"))
    band.ask(c.AddPattern(name="q", steps=(HIT,)), c.SetStepsPerBeat(pattern="q", steps_per_beat=F(1, 2)))
    band.sets("pattern", "q", sequencer="two")

    assert band.beats_until(5) == [2, 2, 3, 4, 4]
    assert {name: now.step for name, now in band.tracks.playing.items()} == {"seq": 1, "two": 0}


def test_notes_of_one_beat_come_in_the_order_of_the_sequencers(band):
    plays(band, "x")
    band.ask(
        c.AddModule(type="synth", name="lead"),
        c.AddModule(type="sequencer", name="a", values=(("pattern", "p"),)),
        c.Connect(source="a", target="lead"),
        c.Connect(source="seq", target="lead"),
    )

    assert [note.module for note in band.until(F(1, 4))] == ["bass", "lead", "lead"]


@pytest.mark.parametrize("switch", [("enabled", False), ("muted", True)])
def test_a_sequencer_that_is_off_goes_on_in_silence(band, switch):
    plays(band, "xxx", rate=1)
    band.ask(c.SetSwitch(module="seq", switch=switch[0], is_on=switch[1]))
    assert band.until(F(3, 2)) == []

    band.ask(c.SetSwitch(module="seq", switch=switch[0], is_on=not switch[1]))
    assert band.heard_until(3) == [(2, 30)]


def test_transpose_adds_semitones_and_stays_among_the_notes(band):
    band.ask(c.AddPattern(name="p", steps=(Step(1.0, 40.0), Step(1.0), Step(1.0, 120.0))))
    band.sets("pattern", "p")
    band.sets("transpose", 12)

    assert [note.note for note in band.until(F(3, 4))] == [52.0, 72.0, 127.0]


def test_swing_delays_every_second_step_exactly(band):
    plays(band, "xxxx", rate=2)
    band.sets("swing", 67)

    delay = F(67, 200) * F(1, 2)
    assert band.beats_until(2) == [0, F(1, 2) + delay, 1, F(3, 2) + delay]
    assert band.beats_until(3) == [2, F(5, 2) + delay]


def test_gate_shortens_and_lengthens_notes(band):
    with_step(band, Step(velocity=1.0, length=2.0))
    band.sets("gate", 50)

    assert band.until(F(1, 4))[0].length == F(1, 4)


def test_a_place_that_the_transport_jumps_to_is_as_if_it_had_played_from_the_start(band):
    plays(band, "xxx", rate=1)
    band.until(F(1, 2))
    band.at = F(28)

    assert band.heard_until(31) == [(28, 20), (29, 30), (30, 10)]


def test_playing_tells_which_step_of_which_turn_came_last(band):
    plays(band, "x.x", rate=1)
    band.until(F(9, 2))
    now = band.tracks.playing["seq"]

    assert (now.pattern, now.step, now.turn, now.entry, now.repeat) == ("p", 1, 1, None, 0)
