"""What is refused of an expression, and with which sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.errors import EngineError, OutOfRange, UnknownName, WrongType
from engine.patterns.checking import TooManyEvents, check
from engine.patterns.compile import compile_pattern
from engine.patterns.expression import Expression, from_plain, mini
from engine.patterns.operations import OPERATIONS

BD = ["mini", "bd"]


def refusal(plain, kind=EngineError):
    with pytest.raises(kind) as caught:
        check(from_plain(plain))
    return str(caught.value)


def test_check_names_the_nearest_of_an_unknown_operation():
    assert refusal(["fsat", 2, BD], UnknownName) == (
        'there is no operation on patterns called "fsat"; did you mean "fast"?'
    )


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (["fast", 2], "fast(factor, pattern) cannot have 1 argument"),
        (["rev"], "rev(pattern) cannot have 0 arguments"),
        (["stack"], "stack(pattern, …) cannot have 0 arguments"),
        (["arrange", 1, BD, 2], "arrange({ cycles, pattern }, …) cannot have 3 arguments"),
        (["fast", "2", BD], 'fast: the factor must be a number, got "2"'),
        (["fast", True, BD], "fast: the factor must be a number, got True"),
        (["fast", 2, "bd"], 'fast: the pattern must be a pattern: ["mini", "bd"], not the bare text'),
        (["iter", 1.5, BD], "iter: the turns must be a whole number, got 1.5"),
        (["mini", 3], "mini: the text must be a text, got 3"),
        (["pure", BD], "pure: the value must be said by itself, no pattern says it"),
        (["fast", ["mini", "<2 bd>"], BD], 'fast: the factor must be a number, got "bd"'),
        (["control", "cut off", BD], 'control: a control is called like a parameter, such as "cutoff", got "cut off"'),
    ],
)
def test_check_refuses_wrong_arguments(plain, sentence):
    assert refusal(plain, WrongType) == sentence


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (["fast", -1, BD], "fast: the factor must be a number, 0 to 100000, got -1"),
        (["degradeBy", 1.5, BD], "degradeBy: the amount must be a number, 0 to 1, got 1.5"),
        (["late", float("nan"), BD], "late: the cycles must be a number, got nan"),
        (["late", float("inf"), BD], "late: the cycles must be a number, got inf"),
        (["euclid", 3, 10**9, 0, BD], "euclid: the steps must be a whole number, 1 to 1024, got 1e+09"),
        (["euclid", 3, ["mini", "<8 2000>"], 0, BD], "euclid: the steps must be a whole number, 1 to 1024, got 2000"),
    ],
)
def test_check_refuses_numbers_out_of_range(plain, sentence):
    assert refusal(plain, OutOfRange) == sentence


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (["scale", "c:dorain", ["mini", "0"]], 'there is no scale "dorain"; did you mean "dorian"?'),
        (["scale", ["mini", "<c:major c:foo>"], ["mini", "0"]], 'there is no scale "foo"'),
        (["chord", ["mini", "<Cm7 Cmjor>"]], 'there is no chord "mjor"; did you mean "major"?'),
        (["arpeggio", "updwon", BD], 'there is no order "updwon"; did you mean "updown"?'),
        (["control", "note", ["mini", "c4 <e4 bd>"]], 'control: "bd" is not a note'),
        (["mini", "bd [sd"], 'column 7: expected a step or "]", found the end'),
    ],
)
def test_check_refuses_words_that_nobody_knows_also_those_of_later_cycles(plain, sentence):
    assert sentence in refusal(plain)


@pytest.mark.parametrize(
    ("plain", "sentence"),
    [
        (["fast", 60_000, ["mini", "bd*2"]], "fast makes 120,000 events a cycle here"),
        (["fast", 1000, ["ply", 1000, BD]], "fast makes 1,000,000 events a cycle here"),
        (["slow", 1e-6, BD], "slow makes 1,000,000 events a cycle here"),
        (["fast", ["mini", "<1!20 100000>"], ["mini", "bd*2"]], "fast makes 200,000 events a cycle here"),
        (["segment", 100_000, ["stack", BD, BD]], "segment makes 200,002 events a cycle here"),
        (["stack", *[["mini", "bd*2000"]] * 60], "stack makes 120,000 events a cycle here"),
        (["addSqueeze", ["mini", "0*400"], ["mini", "0*400"]], "addSqueeze makes 160,000 events a cycle here"),
        (["echo", 64, 0.1, 1, ["mini", "bd*2000"]], "echo makes 128,000 events a cycle here"),
    ],
)
def test_check_tells_how_many_events_are_too_many_before_it_makes_them(plain, sentence):
    assert refusal(plain, TooManyEvents).startswith(sentence)


def test_check_refuses_what_is_too_deep_or_too_large():
    deep, wide = mini("bd"), Expression("stack", (mini("bd"),) * 3000)
    for _ in range(100):
        deep = Expression("rev", (deep,))

    with pytest.raises(OutOfRange, match="at most 100 operations deep"):
        check(deep)
    with pytest.raises(OutOfRange, match="at most 4,096 operations and values"):
        check(wide)


@pytest.mark.parametrize(
    ("around", "behind"),
    [(["setSqueezeOut", ["mini", "1"]], []), (["ply", ["mini", "<1 1>"]], []), (["seq"], [["silence"]])],
)
def test_what_check_allows_can_be_asked_however_deep_it_is(around, behind):
    plain = ["mini", "1"]
    for _ in range(97):
        plain = [*around, plain, *behind]
    expression = from_plain(plain)

    check(expression)

    assert len(compile_pattern(expression).query(0, 1)) == 1


ONE = st.sampled_from([["mini", "0 <1 2> [3,4]"], ["mini", "1 ~ 0.5"], ["sine"], ["pure", 2], 3, ["mini", "bd? sd*2"]])
NUMBERS = st.sampled_from(
    [0, 1, 2, 0.5, 1.5, 3, -1, 1 / 3, ["mini", "<1 2>"], ["mini", "2 0"], ["sine"], ["mini", "bd"]]
)
WORDS = st.sampled_from(["c:major", "up", "cutoff", "x", ["mini", "<up down>"]])


@st.composite
def applied(draw, patterns):
    operation = OPERATIONS[draw(st.sampled_from(sorted(OPERATIONS)))]
    kinds = {"pattern": patterns, "word": WORDS, "text": WORDS, "value": NUMBERS}
    said = [draw(kinds.get(each.kind, NUMBERS)) for each in operation.arguments + operation.repeated * 2]
    return [operation.name, *said, *([draw(patterns)] if operation.has_pattern else [])]


@given(st.recursive(ONE, applied, max_leaves=4).filter(lambda plain: isinstance(plain, list)))
def test_whatever_is_said_is_refused_with_a_sentence_or_plays(plain):
    expression = from_plain(plain)
    try:
        check(expression)
    except EngineError:
        return
    for cycle in range(3):
        compile_pattern(expression).query(cycle, cycle + 1)
