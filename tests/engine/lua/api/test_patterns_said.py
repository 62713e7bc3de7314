"""Patterns, steps and chains as scripts say them: what comes of them, that twice is once, and what is refused."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import Cell, ChainEntry, Column, Step
from engine.patterns.notation import parse_steps
from tests.engine.core.documents import after
from tests.engine.scripts.room import Room

STUDIO = 'sampler("kick", { sample = "kick" }) pattern("four", "x...x...") pattern("fill", 4) '


@pytest.fixture(scope="module")
def shared():
    """A performer whose document has what the mistakes speak of."""
    room = Room()
    room.run(STUDIO)
    return room


@pytest.fixture
def room():
    """A performer with an empty session."""
    return Room()


@pytest.mark.parametrize(
    ("said", "expression"),
    [
        ('"bd*2 [sd hh]"', '["mini","bd*2 [sd hh]"]'),
        ('"kick"', '["mini","kick"]'),
        ('fast(2, "bd sd")', '["fast",2,["mini","bd sd"]]'),
        ('mini("c4 <e4 g4>"):slow(2)', '["slow",2,["mini","c4 <e4 g4>"]]'),
    ],
)
def test_a_cyclic_pattern_is_mini_notation_or_a_value(room, said, expression):
    assert room.run(f'pattern("p", {said})').fault is None

    assert room.document.patterns["p"].expression == expression
    assert room.document.patterns["p"].cycle_beats is None


def test_a_text_of_step_characters_is_steps(room):
    room.run('pattern("p", "x.o. | X...")')

    assert room.document.patterns["p"].steps == parse_steps("x.o.X...")
    assert room.document.patterns["p"].expression == ""


def test_beats_are_how_long_a_cycle_or_all_steps_last(room):
    room.run('pattern("cycle", "bd sd", { beats = 7/3 }) pattern("row", "x...x...", { beats = 4 })')

    assert room.document.patterns["cycle"].cycle_beats == Fraction(7, 3)
    assert room.document.patterns["row"].steps_per_beat == 2


@pytest.mark.parametrize(("rate", "steps"), [("8", "8"), ("1.5", "3/2"), ('"-7/3"', "-7/3"), ("1/3", "1/3")])
def test_a_rate_is_exact(room, rate, steps):
    room.run(f'pattern("p", 16, {{ rate = {rate} }})')

    assert room.document.patterns["p"].steps_per_beat == Fraction(steps)


def test_columns_are_said_by_kind_or_parameter(room):
    room.run('pattern("p", 16, { columns = { "velocity", "index", "length", "chance", "cutoff" } })')

    assert room.document.patterns["p"].columns == (
        Column("velocity"),
        Column("index"),
        Column("length"),
        Column("chance"),
        Column("parameter", "cutoff"),
    )


@pytest.mark.parametrize(
    ("options", "step"),
    [
        ("chance = 50", Step(0.8, chance=50.0)),
        ('ratio = "1:2"', Step(0.8, ratio=(1, 2))),
        ("ratio = { 3, 4 }", Step(0.8, ratio=(3, 4))),
        ("index = 2", Step(0.8, index=2)),
        ('note = { "c4", "e4", 67 }', Step(0.8, 60.0, more=(Cell(note=64.0), Cell(note=67.0)))),
        ('index = { 1, 2 }, note = "c4"', Step(0.8, 60.0, index=1, more=(Cell(index=2),))),
        ('params = { cutoff = 900, wave = "sine" }', Step(0.8, values=Map({"cutoff": 900, "wave": "sine"}))),
    ],
)
def test_a_step_says_all_that_a_step_can_hold(room, options, step):
    assert room.run(f'pattern("p", 4) step("p", 2, {{ {options} }})').fault is None

    assert room.document.patterns["p"].steps[1] == step


def test_a_sequencer_plays_a_name_steps_mini_notation_or_a_value(room):
    room.run(
        STUDIO + 'sequencer("a", { pattern = "four" }) sequencer("b", { pattern = "x.x." })'
        ' sequencer("c", { pattern = "kick*2" }) sequencer("d", { pattern = fast(2, "kick") })'
        ' sequencer("e", { pattern = pattern("fill", 4) })'
    )
    playing = {name: room.document.modules[name].values["pattern"] for name in "abcde"}

    assert playing == {"a": "four", "b": "b", "c": "c", "d": "d", "e": "fill"}
    assert room.document.patterns["b"].steps == parse_steps("x.x.")
    assert room.document.patterns["c"].expression == '["mini","kick*2"]'
    assert room.document.patterns["d"].expression == '["fast",2,["mini","kick"]]'


def test_a_chain_has_patterns_their_repeats_and_what_is_passed_over(room):
    room.run(
        STUDIO + 'chain("song", { { "four", 4 }, "fill", { "four", 2, false } }) sequencer("q", { chain = "song" })'
    )

    assert room.document.chains["song"].entries == (
        ChainEntry("four", 4),
        ChainEntry("fill"),
        ChainEntry("four", 2, is_enabled=False),
    )
    assert room.document.modules["q"].values["chain"] == "song"


def test_a_chain_written_in_a_sequencer_is_called_after_it(room):
    room.run(STUDIO + 'sequencer("q", { chain = { { "four", 2 }, "fill" } })')

    assert room.document.chains["q"].entries == (ChainEntry("four", 2), ChainEntry("fill"))
    assert room.document.modules["q"].values["chain"] == "q"


EVERYTHING = (
    STUDIO
    + """
pattern("p", "bd*2 [sd hh]", { beats = 8 }) pattern("row", "x.x.", { rate = 3, columns = { "velocity", "index", "length", "pan" } })
step("row", 2, { note = "e3", chance = 50, ratio = "1:2", params = { pan = 0.5 } })
chain("song", { { "four", 4 }, "fill" })
sequencer("q", { pattern = "x...", chain = { "four", "fill" } }) sequencer("r", { pattern = every(4, rev, "bd sd") })
"""
)


def test_running_twice_changes_nothing(room):
    room.run(EVERYTHING)
    once = room.document
    room.run(EVERYTHING)

    assert room.document.patterns == once.patterns
    assert room.document.chains == once.chains
    assert room.document.modules == once.modules
    assert room.document.next_number == once.next_number


@pytest.mark.parametrize(
    "text",
    [
        'sequencer("hh", { pattern = "hh" })',
        'sequencer("q", { pattern = "hh" }) sequencer("hh", { pattern = "x.x." })',
    ],
)
def test_a_sound_that_is_called_as_a_pattern_said_later_means_the_same_each_time(room, text):
    room.run(text)
    once = room.document
    room.run(text)

    assert room.document.patterns == once.patterns
    assert room.document.modules == once.modules


def test_a_chain_of_a_pattern_that_is_said_no_longer_is_a_mistake(room):
    chain = 'chain("song", { "four", "fill" })'
    room.run(f'pattern("four", 8) pattern("fill", 8) {chain}')

    assert room.fault(f'pattern("four", 8) {chain}') == (1, 'chain "song": there is no pattern "fill"')


def test_what_is_said_no_longer_is_removed(room):
    room.run(EVERYTHING)
    room.run(STUDIO)

    assert set(room.document.patterns) == {"four", "fill"}
    assert set(room.document.chains) == set()
    assert "q" not in room.document.modules


def test_hands_win_over_what_a_run_says_again_unchanged(room):
    room.run(EVERYTHING)
    _by_hand(
        room,
        c.SetStepsPerBeat(pattern="row", steps_per_beat=Fraction(5)),
        c.SetExpression(pattern="p", expression='["mini","cp"]'),
        c.SetChain(chain="song", entries=(ChainEntry("fill"),)),
    )
    room.run(EVERYTHING)

    assert room.document.patterns["row"].steps_per_beat == 5
    assert room.document.patterns["p"].expression == '["mini","cp"]'
    assert room.document.chains["song"].entries == (ChainEntry("fill"),)


def _by_hand(room, *commands):
    room.document = after(room.document, *commands)
    room.feed()


def test_a_loop_rewrites_a_pattern(room):
    room.run(
        'pattern("p", "x...") pattern("m", "bd")'
        ' live_loop("change", function() pattern("p", "xx") pattern("m", "sd*2") sleep(1) end)'
    )
    dues = room.advance(1).dues

    assert [type(command).__name__ for command in dues[0].commands] == [
        "SetStepCount",
        "SetExpression",
        "PasteSteps",
        "SetExpression",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('pattern("p", "bd [sd")', 'column 7: expected a step or "]", found the end'),
        ('pattern("p", "x..y")', 'column 4: "y" is no step; a step is X, x, o or . (a rest)'),
        ('pattern("p", "x", { rates = 4 })', 'pattern: there is no option "rates"; did you mean "rate"?'),
        ('pattern("p", "x", { rate = 0 })', "a beat has -96 to 96 steps, and not 0, got 0"),
        ('pattern("p", "x", { rate = "fast" })', 'pattern: rate is a number such as 1.5 or "3/2", got "fast"'),
        ('pattern("p", "x", { rate = 2, beats = 4 })', 'pattern "p": say rate, steps in a beat, or beats, how long it is; not both'),
        ('pattern("p", "bd", { rate = 2 })', 'pattern "p": a cyclic pattern has no rate; say beats, how long a cycle is'),
        ('pattern("p", "bd", { beats = -1 })', "a cycle lasts above 0 and up to 1024 beats, got -1"),
        ('pattern("p", "x", { beats = 0 })', 'pattern "p": it lasts above 0 beats, got 0'),
        ('pattern("p", "x", { columns = { 5 } })', "pattern: each of columns is a text, got 5"),
        ('pattern("p", true)', 'pattern: a pattern is a text such as "x...x..." or "bd*2 sd", a number of steps, or a pattern value, got true'),
        ('pattern("p", {})', 'pattern: a pattern is a text such as "x...x..." or "bd*2 sd", a number of steps, or a pattern value, got a table'),
        ('pattern(fast(2, "bd"))', "pattern: the name is a text, got the expression \"[\"fast\",2,[\"mini\",\"bd\"]]\""),
        ('step("four", 1, { chance = 101 })', "a step's chance is 0 to 100 percent, got 101"),
        ('step("four", 1, { ratio = "1-2" })', 'step: the ratio is a text such as "1:2", got "1-2"'),
        ('step("four", 1, { ratio = "17:17" })', "a step's ratio is 1:1 to 16:16, got 17:17"),
        ('step("four", 1, { index = 1.5 })', "step: the index is a whole number, got 1.5"),
        ('step("four", 1, { params = { cutof = 1 } })', 'no module has a parameter "cutof"; did you mean "cutoff"?'),
        ('step("four", 1, { params = { pan = {} } })', "step: pan is a number, a text, true or false, got a table"),
        ('chain("song", { { "fuor", 4 } })', 'chain "song": there is no pattern "fuor"; did you mean "four"?'),
        ('chain("song", { { "four", 100 } })', "an entry of a chain plays 1 to 99 times, got 100"),
        ('chain("song", { { "four", 1.5 } })', 'chain "song": how many times is a whole number, got 1.5'),
        ('chain("song", { { 4, "four" } })', 'chain "song": an entry is a pattern or { "four", 4 }, got a table'),
        ('chain("song", "four")', 'chain "song": its entries are a list such as { { "four", 4 }, "fill" }, got "four"'),
        ("chain()", "chain: the name is a text, got nothing"),
        ('sequencer("q", { pattern = "fuor" })', 'sequencer "q": there is no pattern "fuor"; did you mean "four"?'),
        ('sequencer("q", { pattern = "bd [" })', "column 5: expected a step, found the end"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_sentence(shared, text, message):
    fault = shared.run(f"{STUDIO}\n{text}", lands=False).fault

    assert (fault.line, fault.message) == (2, message)


def test_columns_that_are_not_named_and_always_shown_come_first(room):
    room.run('pattern("p", "x", { columns = { "chance", "pan" } })')

    kinds = [column.parameter or column.kind for column in room.document.patterns["p"].columns]
    assert kinds == ["velocity", "index", "length", "chance", "pan"]
