"""Beats, quanta, tempo and notes."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import OutOfRange, WrongType
from engine.core.numbers import is_digits, read_exact
from engine.core.units import (
    NEXT_BAR,
    NOW,
    Quantum,
    check_beats_per_bar,
    check_bpm,
    exact,
    note_name,
    parse_note,
    parse_quantum,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [("4", 4), ("4.5", Fraction(9, 2)), ("9/2", Fraction(9, 2)), ("1e3", 1000), ("-1E-2", Fraction(-1, 100))],
)
def test_number_in_a_text_is_exact(text, number):
    assert read_exact(text) == number


@pytest.mark.parametrize(
    "text", ["1e999999999", "1e-999999999", "9" * 5000, "1e" + "9" * 5000, "1/" + "9" * 5000, "x", ""]
)
def test_number_that_would_take_minutes_is_none(text):
    with pytest.raises(ValueError, match=r"number|[Ii]nvalid"):
        read_exact(text)


@pytest.mark.parametrize(
    ("text", "is_it"),
    [("0", True), ("12", True), ("-1", False), ("²", False), ("٣", False), ("9" * 41, False), ("", False)],
)
def test_digits_are_plain_and_few(text, is_it):
    assert is_digits(text) is is_it


@pytest.mark.parametrize("text", ["bars(4097)", "bars(" + "9" * 5000 + ")"])
def test_quantum_of_more_bars_than_anybody_waits_is_refused(text):
    with pytest.raises((OutOfRange, WrongType)):
        parse_quantum(text)


@pytest.mark.parametrize(
    ("quantum", "position", "slot"),
    [
        (NOW, Fraction(13, 7), Fraction(13, 7)),
        (Quantum("beat"), Fraction(5, 2), Fraction(3)),
        (Quantum("beat"), Fraction(3), Fraction(3)),
        (Quantum("beat", 3), Fraction(4), Fraction(6)),
        (NEXT_BAR, Fraction(0), Fraction(0)),
        (NEXT_BAR, Fraction(1, 1000), Fraction(4)),
        (Quantum("bar", 4), Fraction(17), Fraction(32)),
    ],
)
def test_next_slot_is_the_first_on_the_grid_at_or_after_the_place(quantum, position, slot):
    assert quantum.next_slot(position, beats_per_bar=4) == slot


@pytest.mark.parametrize(
    ("text", "quantum"),
    [("now", NOW), ("beat", Quantum("beat")), ("bar", NEXT_BAR), ("bars(4)", Quantum("bar", 4))],
)
def test_parse_quantum_reads_its_four_forms(text, quantum):
    assert parse_quantum(text) == quantum


@pytest.mark.parametrize("text", ["", "Bar", "bars", "bars(0)", "bars(-1)", "bars(²)", "bars(1.5)", "bars(4", "2"])
def test_parse_quantum_says_what_it_reads(text):
    with pytest.raises(WrongType) as caught:
        parse_quantum(text)
    assert str(caught.value) == f'a quantum is "now", "beat", "bar" or "bars(n)", got "{text}"'


@pytest.mark.parametrize(
    ("number", "fraction"),
    [
        (3, Fraction(3)),
        (0.1, Fraction(1, 10)),
        (1 / 3, Fraction(1, 3)),
        (2 / 7, Fraction(2, 7)),
        (127.3, Fraction(1273, 10)),
        (0.123456789, Fraction(123456789, 10**9)),
        (Fraction(5, 4), Fraction(5, 4)),
    ],
)
def test_exact_finds_the_fraction_that_was_meant(number, fraction):
    assert exact(number) == fraction


@given(st.integers(-10_000, 10_000), st.integers(1, 960))
def test_exact_undoes_the_rounding_of_every_musical_fraction(numerator, denominator):
    assert exact(numerator / denominator) == Fraction(numerator, denominator)


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_exact_never_moves_a_number_by_more_than_a_breath(number):
    assert abs(float(exact(number)) - number) <= 1e-12 * max(1.0, abs(number))


@pytest.mark.parametrize("bpm", [20, 120.5, 480])
def test_check_bpm_lets_a_tempo_pass(bpm):
    assert check_bpm(bpm) == float(bpm)


@pytest.mark.parametrize("bpm", [19.99, 481, float("nan")])
def test_check_bpm_refuses_what_is_none(bpm):
    with pytest.raises(OutOfRange, match="the tempo is 20 to 480 beats per minute"):
        check_bpm(bpm)


def test_check_beats_per_bar_is_one_to_thirty_two():
    assert [check_beats_per_bar(beats) for beats in (1, 32)] == [1, 32]
    for beats in (0, 33):
        with pytest.raises(OutOfRange, match=f"a bar has 1 to 32 beats, got {beats}"):
            check_beats_per_bar(beats)


@pytest.mark.parametrize(
    ("note", "number"),
    [
        (60, 60.0),
        (60.5, 60.5),
        ("c4", 60.0),
        ("C4", 60.0),
        ("f#3", 54.0),
        ("fs3", 54.0),
        ("eb2", 39.0),
        ("b4", 71.0),
        ("bb4", 70.0),
        ("c##4", 62.0),
        ("c-1", 0.0),
        ("g9", 127.0),
    ],
)
def test_parse_note_reads_numbers_and_names(note, number):
    assert parse_note(note) == number


@pytest.mark.parametrize("note", ["", "h4", "c", "4", "c4x", "c 4", "c²"])
def test_parse_note_says_what_a_note_is(note):
    with pytest.raises(WrongType) as caught:
        parse_note(note)
    assert str(caught.value) == (
        f'"{note}" is not a note: write a MIDI number (60) or a name such as "c4", "f#3", "eb2"'
    )


@pytest.mark.parametrize("note", [-1, 128, "g#9", "cb-1", float("nan")])
def test_parse_note_says_the_range(note):
    with pytest.raises(OutOfRange, match="a note is 0 to 127"):
        parse_note(note)


@given(st.integers(0, 127))
def test_note_name_and_parse_note_are_each_others_inverse(number):
    assert parse_note(note_name(number)) == number


def test_note_name_is_that_of_the_nearest():
    assert [note_name(number) for number in (60, 59.6, 61.2)] == ["c4", "c4", "c#4"]
