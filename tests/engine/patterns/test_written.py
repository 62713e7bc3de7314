"""Step strings and mini-notation told apart."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError
from engine.patterns.expression import Expression
from engine.patterns.notation import parse_steps
from engine.patterns.stored import read_ahead, read_expression, stored_pattern
from engine.patterns.written import Written, kept, read_written


@pytest.mark.parametrize("text", ["x", "x...", "X.o- | x...", "..", "oxo"])
def test_a_text_of_step_characters_is_steps(text):
    assert read_written(text) == Written(steps=parse_steps(text))


@pytest.mark.parametrize("text", ["bd", "bd*2 [sd hh]", "xoxo hh", "0 .. 7", "o .. e", "~ x", "a . b", "hh--", "<x o>"])
def test_any_other_text_is_mini_notation(text):
    assert read_written(text) == Written(expression=f'["mini","{text}"]')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x..y", 'column 4: "y" is no step; a step is X, x, o or . (a rest)'),
        ("x..x..k.", 'column 7: "k" is no step; a step is X, x, o or . (a rest)'),
        ("x.x. x,..", 'column 7: "," is no step; a step is X, x, o or . (a rest)'),
        ("bd [sd", 'column 7: expected a step or "]", found the end'),
        ("x" * 513, "a pattern has 1 to 512 steps, got 513"),
    ],
)
def test_a_slip_is_told_in_the_words_of_what_was_meant(text, told):
    with pytest.raises(EngineError) as caught:
        read_written(text)

    assert str(caught.value) == told


def test_an_expression_is_kept_as_json_without_spaces():
    assert kept(Expression("fast", (1.5, Expression("mini", ("bd ü",))))) == '["fast",1.5,["mini","bd ü"]]'


@pytest.mark.parametrize("text", ["bd*5000", "bd*100000", "[bd sd hh]*2000"])
def test_what_is_played_has_at_most_4096_events_a_cycle(text):
    with pytest.raises(EngineError, match="at most 4,096 can be played"):
        read_written(text)


def test_what_is_played_may_have_4096_events_a_cycle():
    assert read_written("bd*4096").expression == '["mini","bd*4096"]'


def test_what_was_read_ahead_is_not_read_again_and_a_mistake_in_it_is_no_matter():
    text = '["fast",2,["mini","bd*3 sd"]]'
    read_ahead((text, '["mini","bd [sd"]', "no JSON"))
    misses = read_expression.cache_info().misses

    assert stored_pattern(text) is stored_pattern(text)
    assert read_expression.cache_info().misses == misses
