"""What scripts say of patterns and chains, said again, said anew, and said no longer."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import COLUMNS, REST, Cell, ChainEntry, Column, Step
from tests.engine.core.documents import after, run_of

SONG = {"script": "song"}
HIT = Step(velocity=1.0)
RICH = Step(0.5, 60.0, 2.0, 3, 50.0, (1, 2), Map({"cutoff": 500.0, "wave": "saw"}), (Cell(1, 64.0), Cell(None, 67.0)))
ONE, OTHER = json.dumps(["mini", "bd"]), json.dumps(["mini", "sd"])
WIDE = (*COLUMNS, Column("chance"))


def pattern(name="p", **fields):
    return c.DeclarePattern(name=name, **SONG, **fields)


def step(index=0, of=HIT, name="p"):
    return c.DeclareStep(pattern=name, index=index, step=of, **SONG)


def rate(steps_per_beat, name="p"):
    return c.DeclareStepsPerBeat(pattern=name, steps_per_beat=Fraction(steps_per_beat), **SONG)


def columns(shown=WIDE, name="p"):
    return c.DeclareColumns(pattern=name, columns=shown, **SONG)


def chain(*entries, name="all"):
    return c.DeclareChain(name=name, entries=entries, **SONG)


EVERYTHING = (
    pattern(steps=(HIT, RICH, REST)),
    rate(Fraction(3, 2)),
    columns(),
    step(2, RICH),
    pattern("q", expression=ONE, cycle_beats=Fraction(3)),
    chain(ChainEntry("p", 2), ChainEntry("q", is_enabled=False)),
)


def test_a_run_said_again_changes_nothing(studio):
    once = apply(studio, run_of("song", *EVERYTHING))
    twice = apply(once, run_of("song", *EVERYTHING, run=2))

    assert (twice.patterns, twice.chains) == (once.patterns, once.chains)
    assert twice.patterns is once.patterns


def test_a_run_that_says_nothing_more_leaves_nothing(studio):
    document = after(studio, run_of("song", *EVERYTHING), run_of("song", run=2))

    assert document.patterns == studio.patterns
    assert document.chains == studio.chains


@pytest.mark.parametrize(
    ("said", "by_hand"),
    [
        ((pattern(), rate(2)), c.SetStepsPerBeat(pattern="p", steps_per_beat=Fraction(3))),
        ((pattern(), columns()), c.SetColumns(pattern="p", columns=COLUMNS)),
        ((pattern(expression=ONE),), c.SetExpression(pattern="p", expression=OTHER)),
        ((pattern(expression=ONE),), c.SetExpression(pattern="p", expression="")),
        ((pattern(steps=(HIT, HIT)),), c.SetExpression(pattern="p", expression=ONE)),
        ((pattern(), step(0, RICH)), c.ClearSteps(pattern="p", first=0, count=1)),
        ((pattern(), chain(ChainEntry("p"))), c.InsertEntry(chain="all", entry=ChainEntry("four"))),
        ((pattern(), chain(ChainEntry("p"))), c.EnableChain(chain="all", is_enabled=False)),
    ],
)
def test_what_is_said_again_leaves_alone_what_hands_did(studio, said, by_hand):
    touched = after(studio, run_of("song", *said), by_hand)
    again = apply(touched, run_of("song", *said, run=2))

    assert again.patterns is touched.patterns
    assert again.chains is touched.chains


@pytest.mark.parametrize(
    ("said", "anew", "look", "wanted"),
    [
        (rate(2), rate(3), lambda p: p.steps_per_beat, 3),
        (columns(), columns(COLUMNS), lambda p: p.columns, COLUMNS),
        (step(0, HIT), step(0, RICH), lambda p: p.steps[0], RICH),
    ],
)
def test_what_is_said_anew_is_so(studio, said, anew, look, wanted):
    document = after(studio, run_of("song", pattern(), said), run_of("song", pattern(), anew, run=2))

    assert look(document.patterns["p"]) == wanted


@pytest.mark.parametrize(
    ("said", "look", "default"),
    [
        (rate(2), lambda p: p.steps_per_beat, 4),
        (columns(), lambda p: p.columns, COLUMNS),
        (step(0, RICH), lambda p: p.steps[0], REST),
    ],
)
def test_what_is_said_no_longer_goes_back(studio, said, look, default):
    document = after(studio, run_of("song", pattern(), said), run_of("song", pattern(), run=2))

    assert look(document.patterns["p"]) == default


def test_a_rich_step_no_longer_said_goes_back_to_the_one_under_it(studio):
    under = pattern(steps=(RICH, HIT))
    document = after(studio, run_of("song", under, step(0, HIT)), run_of("song", under, run=2))

    assert document.patterns["p"].steps[0] == RICH


def test_a_cycle_said_anew_is_played_and_steps_said_anew_end_it(studio):
    document = after(studio, run_of("song", pattern(expression=ONE)), run_of("song", pattern(expression=OTHER), run=2))
    assert document.patterns["p"].expression == OTHER

    document = apply(document, run_of("song", pattern(steps=(HIT,)), run=3))
    assert (document.patterns["p"].expression, document.patterns["p"].count) == ("", 1)


def test_a_cycle_said_of_a_pattern_that_hands_made_goes_when_no_longer_said(studio):
    said = pattern("four", expression=ONE)
    document = after(studio, run_of("song", said), run_of("song", run=2))

    assert document.patterns["four"] == studio.patterns["four"]


def test_a_chain_that_hands_made_stays_when_no_longer_said(studio):
    document = after(studio, c.AddChain(name="all"), run_of("song", chain(ChainEntry("four"))), run_of("song", run=2))

    assert document.chains["all"].entries == (ChainEntry("four"),)


def test_a_chain_that_another_script_says_too_is_that_ones(studio):
    other = c.DeclareChain(script="other", name="all", entries=(ChainEntry("four"),))
    document = after(
        studio,
        c.AddScript(name="other"),
        run_of("song", chain(ChainEntry("four"))),
        run_of("other", other),
        run_of("song", run=2),
    )
    assert document.chains["all"].owner == "other"

    assert not apply(document, run_of("other", run=2)).chains


def test_a_pattern_made_anew_is_as_it_is_said(studio):
    said = (pattern(), rate(2), columns(), step(0, RICH))
    document = after(studio, run_of("song", *said), c.RemovePattern(name="p"), run_of("song", *said, run=2))

    made = document.patterns["p"]
    assert (made.steps_per_beat, made.steps[0]) == (2, RICH)
    assert made.columns[:5] == WIDE


def test_columns_said_anew_show_what_steps_said_after_them_hold(studio):
    said = (pattern(), columns(), step(0, RICH))
    document = after(studio, run_of("song", *said), run_of("song", pattern(), columns(COLUMNS), step(0, RICH), run=2))

    assert Column("parameter", "cutoff") in document.patterns["p"].columns
