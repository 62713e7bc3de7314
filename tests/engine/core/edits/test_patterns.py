"""What editing patterns as wholes, and single steps, does."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import COLUMNS, REST, Column, Step
from engine.core.errors import EngineError, NameTaken, NotAllowed, OutOfRange, UnknownName, WrongType
from tests.engine.core.documents import after

BD_SD = json.dumps(["mini", "bd sd"])
HIT = Step(velocity=1.0)
LOUD_E = Step(velocity=0.9, note=52.0, length=2.0)


def test_add_pattern_makes_sixteen_rests(empty):
    made = apply(empty, c.AddPattern(name="four")).patterns["four"]

    assert (made.count, made.steps, made.steps_per_beat) == (16, (REST,) * 16, 4)


def test_add_pattern_with_steps_has_just_those(empty):
    made = apply(empty, c.AddPattern(name="two", count=16, steps=(HIT, REST))).patterns["two"]

    assert (made.count, made.steps) == (2, (HIT, REST))


def test_add_pattern_without_a_name_is_called_p0_p1(empty):
    assert set(after(empty, c.AddPattern(), c.AddPattern()).patterns) == {"P0", "P1"}


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.AddPattern(name="four"), NameTaken, 'there is a pattern called "four" already'),
        (c.AddPattern(name="a b"), NotAllowed, 'a name is 1 to 64 letters, digits, _ or -, got "a b"'),
        (c.AddPattern(count=0), OutOfRange, "a pattern has 1 to 512 steps, got 0"),
        (c.AddPattern(count=513), OutOfRange, "a pattern has 1 to 512 steps, got 513"),
        (c.AddPattern(steps=(REST,) * 513), OutOfRange, "a pattern has 1 to 512 steps, got 513"),
        (c.AddPattern(steps=(Step(velocity=1.1),)), OutOfRange, "a step's velocity is 0 to 1, got 1.1"),
        (c.SetStep(pattern="for", index=0, step=HIT), UnknownName, 'no pattern "for"; did you mean "four"?'),
        (c.SetStep(pattern="four", index=16, step=HIT), OutOfRange, 'pattern "four" has steps 1 to 16, got 17'),
        (c.SetStep(pattern="four", index=-1, step=HIT), OutOfRange, 'pattern "four" has steps 1 to 16, got 0'),
        (
            c.SetStep(pattern="four", index=0, step=Step(velocity=float("nan"))),
            OutOfRange,
            "a step's velocity is 0 to 1, got nan",
        ),
        (
            c.SetStep(pattern="four", index=0, step=Step(velocity=1.0, note=128)),
            OutOfRange,
            "a step's note is 0 to 127, got 128",
        ),
        (
            c.SetStep(pattern="four", index=0, step=Step(velocity=1.0, length=0.0)),
            OutOfRange,
            "a step's length is above 0 and up to 64 steps, got 0",
        ),
        (c.SetStepCount(pattern="four", count=0), OutOfRange, "a pattern has 1 to 512 steps, got 0"),
        (c.SetStepCount(pattern="x", count=4), UnknownName, 'there is no pattern "x"'),
        (c.RemovePattern(name="x"), UnknownName, 'there is no pattern "x"'),
        (
            c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(0)),
            OutOfRange,
            "a beat has -96 to 96 steps, and not 0, got 0",
        ),
        (
            c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(-97)),
            OutOfRange,
            "a beat has -96 to 96 steps, and not 0, got -97",
        ),
        (
            c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(1, 5041)),
            OutOfRange,
            "steps per beat is a number or a fraction down to 1/5040, got 0.000198373",
        ),
        (
            c.SetExpression(pattern="four", expression=BD_SD, cycle_beats=Fraction(0)),
            OutOfRange,
            "a cycle lasts above 0 and up to 1024 beats, got 0",
        ),
        (
            c.SetExpression(pattern="four", expression="bd sd"),
            WrongType,
            'a cyclic pattern is kept as JSON, such as ["mini", "bd sd"], got "bd sd"',
        ),
        (
            c.AddPattern(expression='["fastt", 2, ["mini", "bd"]]'),
            UnknownName,
            'there is no operation on patterns called "fastt"; did you mean "fast"?',
        ),
    ],
)
def test_pattern_edits_say_what_is_wrong(studio, command, error, text):
    with pytest.raises(error) as caught:
        apply(studio, command)
    assert str(caught.value).endswith(text)


def test_set_step_replaces_one_step_and_shares_the_others(studio):
    document = after(studio, c.AddPattern(name="other"))
    changed = apply(document, c.SetStep(pattern="four", index=1, step=LOUD_E))

    assert changed.patterns["four"].steps[1] == LOUD_E
    assert changed.patterns["four"].steps[0] is document.patterns["four"].steps[0]
    assert changed.patterns["other"] is document.patterns["other"]
    assert changed.modules is document.modules


def test_set_step_to_what_it_is_changes_nothing(studio):
    assert apply(studio, c.SetStep(pattern="four", index=1, step=REST)) is studio


def test_set_step_count_hides_steps_and_never_wipes_them(studio):
    document = after(
        studio,
        c.SetStep(pattern="four", index=15, step=LOUD_E),
        c.SetStepCount(pattern="four", count=8),
    )
    assert (document.patterns["four"].count, len(document.patterns["four"].steps)) == (8, 16)

    again = apply(document, c.SetStepCount(pattern="four", count=16))
    assert again.patterns["four"].steps[15] == LOUD_E


def test_set_step_count_beyond_adds_rests(studio):
    longer = apply(studio, c.SetStepCount(pattern="four", count=20)).patterns["four"]

    assert longer.steps[16:] == (REST,) * 4


def test_set_step_count_to_what_it_is_changes_nothing(studio):
    assert apply(studio, c.SetStepCount(pattern="four", count=16)) is studio


def test_remove_pattern_takes_it_out_of_the_sequencers_that_play_it(studio):
    document = after(studio, c.AddModule(type="sequencer", name="other", values=(("pattern", "fill"),)))
    without = apply(document, c.RemovePattern(name="four"))

    assert "four" not in without.patterns
    assert without.modules["beat"].values["pattern"] == ""
    assert without.modules["other"] is document.modules["other"]


def test_step_is_on_when_it_has_a_velocity():
    assert HIT.is_on
    assert not REST.is_on


def test_set_steps_per_beat_is_exact_and_may_go_backwards(studio):
    for rate in (Fraction(7, 3), Fraction(-1, 2), Fraction(96)):
        document = apply(studio, c.SetStepsPerBeat(pattern="four", steps_per_beat=rate))
        assert document.patterns["four"].steps_per_beat == rate


def test_set_expression_keeps_the_steps_and_an_empty_one_goes_back_to_them(studio):
    document = apply(studio, c.SetExpression(pattern="four", expression=BD_SD, cycle_beats=Fraction(3)))
    assert (document.patterns["four"].expression, document.patterns["four"].cycle_beats) == (BD_SD, 3)

    back = apply(document, c.SetExpression(pattern="four", expression=""))
    assert back.patterns == studio.patterns


def test_add_pattern_may_be_cyclic(empty):
    made = apply(empty, c.AddPattern(name="p", expression=BD_SD)).patterns["p"]

    assert (made.expression, made.cycle_beats, made.count) == (BD_SD, None, 16)


def test_what_changes_nothing_of_a_pattern_gives_the_same_document(studio):
    document = apply(studio, c.SetExpression(pattern="four", expression=BD_SD))
    for command in (
        c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(4)),
        c.SetExpression(pattern="four", expression=BD_SD),
    ):
        assert apply(document, command) is document


@pytest.mark.parametrize(
    "expression",
    [
        json.dumps(["mini", "bd*1000000"]),
        "[" * 10_000 + "]" * 10_000,
        json.dumps(["mini", "[" * 10_000 + "]" * 10_000]),
        json.dumps(["euclid", 10**9, 8, ["mini", "bd"]]),
        json.dumps(["mini", "x" * 300_000]),
        '["mini", NaN]',
        "{}",
        "null",
    ],
)
def test_an_expression_that_is_none_or_beyond_all_measure_is_refused(studio, expression):
    with pytest.raises(EngineError):
        apply(studio, c.SetExpression(pattern="four", expression=expression))


def test_columns_of_a_parameter_whose_plug_in_is_gone_may_stay_and_go(studio):
    lost = Column("parameter", "warp")
    four = studio.patterns["four"]
    gone = replace(studio, patterns=studio.patterns.set("four", replace(four, columns=(*COLUMNS, lost))))

    kept = apply(gone, c.SetColumns(pattern="four", columns=(*COLUMNS, lost, Column("chance"))))
    assert kept.patterns["four"].columns == (*COLUMNS, lost, Column("chance"))
    assert apply(kept, c.SetColumns(pattern="four", columns=COLUMNS)).patterns["four"].columns == COLUMNS
    with pytest.raises(UnknownName, match='no module has a parameter "warp"'):
        apply(studio, c.SetColumns(pattern="four", columns=(*COLUMNS, lost)))
