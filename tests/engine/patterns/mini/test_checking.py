"""What is refused although it could be read: words for numbers, rhythms that there are not, and too much."""

from __future__ import annotations

import pytest

from engine.patterns.mini.checking import check
from engine.patterns.mini.grammar import read
from engine.patterns.mini.mistake import NotationMistake


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bd*1000000", "column 1: this makes up to 1,000,000 events a cycle; at most 100,000 can be played"),
        ("[bd*1000]*1000", "column 1: this makes up to 1,000,000 events a cycle; at most 100,000 can be played"),
        ("bd!200000", "column 1: this makes up to 200,000 events a cycle; at most 100,000 can be played"),
        ("bd*<2 [3 1e6]>", "column 1: this makes up to 1,000,002 events a cycle; at most 100,000 can be played"),
        ("{bd sd}%300000", "column 1: this makes up to 300,000 events a cycle; at most 100,000 can be played"),
        ("0 .. 1e9", "column 1: this makes up to 1,000,000,001 events a cycle; at most 100,000 can be played"),
        ("bd*1e300*1e300", "column 1: this makes up to countless events a cycle; at most 100,000 can be played"),
        ("bd/1e-9", "column 1: this makes up to 1,000,000,000 events a cycle; at most 100,000 can be played"),
        ("[a*60000]*[1*60000]", "column 1: this makes up to 120,000 events a cycle; at most 100,000 can be played"),
        ("bd(3,1000000000)", "column 3: a rhythm has 1 to 100,000 steps, got 1,000,000,000"),
        ("bd(3,0)", "column 3: a rhythm has 1 to 100,000 steps, got 0"),
        ("bd(9,8)", "column 3: 9 onsets do not fit into 8 steps"),
        ("bd(2.5,8)", "column 4: expected a number of onsets, found 2.5; it must be whole"),
        ("bd(x,8)", 'column 4: expected a number of onsets, found "x"'),
        ("bd*x", 'column 4: expected a factor, found "x"'),
        ("bd*<2 x>", 'column 7: expected a factor, found "x"'),
        ("bd*[2:3]", "column 6: expected a factor, found a list"),
        ("{bd}%x", 'column 6: expected a number of steps, found "x"'),
        ("a@-1 b", "column 1: the weights of these steps add up to nothing"),
    ],
)
def test_check_refuses_before_anything_is_made(text, told):
    with pytest.raises(NotationMistake) as caught:
        check(read(text))
    assert str(caught.value) == told


@pytest.mark.parametrize(
    "text", ["bd*100000", "<bd!1000000 sd>", "bd/1e9", "bd(99999,100000)", "[a*1000](500,1000)", "a@1e9 b"]
)
def test_check_allows_what_stays_within_the_limit_in_each_cycle(text):
    check(read(text))


def test_check_counts_what_is_nested_deeply_only_once():
    check(read("<" * 64 + "a" + ">" * 64))
