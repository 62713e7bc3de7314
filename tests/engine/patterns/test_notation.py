"""Step strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.document import REST, Step
from engine.core.errors import OutOfRange, WrongType
from engine.patterns.notation import format_steps, is_step_string, parse_steps


def test_parse_steps_reads_accents_hits_soft_ones_and_rests():
    assert parse_steps("Xxo.-") == (Step(1.0), Step(0.8), Step(0.5), REST, REST)


def test_parse_steps_ignores_what_is_there_to_read_bars_by():
    assert parse_steps("x... | ..x.") == parse_steps("x.....x.")


@pytest.mark.parametrize(("text", "column", "char"), [("x..y", 4, "y"), ("1", 1, "1"), ("x. \t", 4, "\t")])
def test_parse_steps_names_what_is_no_step_and_its_column(text, column, char):
    with pytest.raises(WrongType) as caught:
        parse_steps(text)
    assert str(caught.value) == f'column {column}: "{char}" is no step; a step is X, x, o or . (a rest)'


@pytest.mark.parametrize(("text", "count"), [("", 0), (" | ", 0), ("x" * 513, 513)])
def test_parse_steps_refuses_none_and_too_many(text, count):
    with pytest.raises(OutOfRange, match=f"a pattern has 1 to 512 steps, got {count}"):
        parse_steps(text)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("x...", True), ("X o | . -", True), ("", False), (" | ", False), ("four", False), ("x,", False)],
)
def test_is_step_string_tells_steps_from_a_name(text, is_one):
    assert is_step_string(text) is is_one


@given(st.text("Xxo.", min_size=1, max_size=64))
def test_format_steps_and_parse_steps_are_each_others_inverse(text):
    assert format_steps(parse_steps(text)) == text


def test_format_steps_writes_the_nearest_velocity():
    assert format_steps((Step(0.95), Step(0.7), Step(0.6), Step(0.01), Step(0.0))) == "Xxoo."
