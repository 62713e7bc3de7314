"""Chance that is the same every time, and the same as elsewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.patterns.chance import RANDOM, choose_cycles, degrade_by, random_at, seeded_random
from engine.patterns.combining import SILENCE, pure
from engine.patterns.mini.notation import mini
from engine.patterns.timing import segment


@pytest.mark.parametrize(
    ("cycles", "number"),
    [
        (0.0, 0.0),
        (0.25, 0.36975969187915325),
        (1.0, 0.5195421651005745),
        (3.5, 0.40994881466031075),
        (299.75, 0.6300037615001202),
        (-1.0, 0.520488191395998),
    ],
)
def test_random_at_gives_the_numbers_that_strudel_gives(cycles, number):
    assert random_at(cycles) == number


def test_random_repeats_after_300_cycles():
    assert random_at(301.0) == pytest.approx(random_at(1.0), abs=1e-6)


def test_the_random_signal_is_sampled_at_each_begin():
    assert [event.value for event in segment(RANDOM, 2).query(1, 2)] == [random_at(1.0), random_at(1.5)]


def test_each_use_of_chance_in_a_text_looks_at_another_moment():
    assert seeded_random(1, 2, 0) == random_at(0.5)
    assert seeded_random(1, 2, 3) == random_at(float(Fraction(1, 2) + Fraction(9, 10_000)))


def test_degrade_by_leaves_out_what_has_a_number_at_most_the_amount():
    pattern = mini("a*8")
    kept = {event.onset for event in degrade_by(pattern, 0.5).query(0, 1)}

    assert kept == {event.onset for event in pattern.query(0, 1) if random_at(float(event.onset)) > 0.5}
    assert 0 < len(kept) < 8
    assert degrade_by(pattern, 1.0).query(0, 1) == []


def test_choose_cycles_chooses_one_for_the_whole_cycle():
    pattern = choose_cycles([mini("a a"), mini("b b")])
    values = [[event.value for event in pattern.query(n, n + 1)] for n in range(20)]

    assert {tuple(each) for each in values} == {("a", "a"), ("b", "b")}
    assert choose_cycles([]) is SILENCE
    assert [event.value for event in choose_cycles([pure("a")]).query(7, 8)] == ["a"]
