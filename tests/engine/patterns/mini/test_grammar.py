"""Reading mini-notation: trees where they are not seen in what is played, and every mistake with its column."""

from __future__ import annotations

import pytest

from engine.patterns.mini import tree as t
from engine.patterns.mini.grammar import read
from engine.patterns.mini.mistake import NotationMistake


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "column 1: expected a step, found the end"),
        ("   ", "column 4: expected a step, found the end"),
        ("bd [sd", 'column 7: expected a step or "]", found the end'),
        ("bd <sd]", 'column 7: expected a step or ">", found "]"'),
        ("{bd sd", 'column 7: expected a step or "}", found the end'),
        ("bd ]", 'column 4: expected a step or the end, found "]"'),
        ("bd []", 'column 5: expected a step, found "]"'),
        ("bd, , sd", 'column 5: expected a step, found ","'),
        ("bd | sd, hh", 'column 8: expected a step or the end, found ","'),
        ("bd*", "column 4: expected a factor, found the end"),
        ("bd/ ]", 'column 5: expected a factor, found "]"'),
        ("bd: ", "column 5: expected what comes after the colon, found the end"),
        ("{bd}%", "column 6: expected how many steps a cycle, found the end"),
        ("bd(3)", 'column 5: expected ",", found ")"'),
        ("bd()", 'column 4: expected how many onsets, found ")"'),
        ("bd(3,)", 'column 6: expected over how many steps, found ")"'),
        ("bd(3,8,2,1)", 'column 9: expected a step or ")", found ","'),
        ("_ bd", 'column 1: expected a step, found "_"'),
        ("bd . . sd", 'column 6: expected a step, found "."'),
        ("bd $ sd", 'column 4: expected a step or the end, found "$"'),
        ("bd 5²", 'column 5: expected a letter, found "²"'),
        ("bd\nsd )", 'column 7: expected a step or the end, found ")"'),
        ("[" * 10_000 + "a" + "]" * 10_000, "column 65: brackets are nested more than 64 deep"),
        ("a" + "*2" * 10_000, "column 258: more than 128 things are nested or done to one step"),
    ],
)
def test_read_tells_the_column_and_what_was_expected_there(text, told):
    with pytest.raises(NotationMistake) as caught:
        read(text)
    assert str(caught.value) == told
    assert f"column {caught.value.column}: {caught.value.what}" == told


def test_read_keeps_where_each_word_stands_without_the_space_behind_it():
    tree = read("bd  [sd:3 hh]")

    assert isinstance(tree, t.Sequence)
    first, second = tree.steps
    assert first == t.Atom("bd", 0, 2)
    assert isinstance(second, t.Sequence)
    assert second.steps == (t.Tail(t.Atom("sd", 5, 7), t.Atom(3, 8, 9), 7), t.Atom("hh", 10, 12))


def test_read_counts_the_uses_of_chance_of_a_step_after_those_in_what_is_written_behind_it():
    tree = read("a?*[b|c] d?")

    assert isinstance(tree, t.Sequence)
    first, second = tree.steps
    assert isinstance(first, t.Speed)
    assert isinstance(first.factor, t.Choice)
    assert isinstance(first.node, t.Degrade)
    assert isinstance(second, t.Degrade)
    assert (first.factor.seed, first.node.seed, second.seed) == (0, 1, 2)
