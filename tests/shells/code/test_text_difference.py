"""The stretches in which two texts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shells.code.text_difference import Difference, difference, differences

texts = st.text(alphabet="ab\n", max_size=30)


def test_difference_is_only_what_differs():
    assert difference("volume = 0.9 -- loud", "volume = 0.55 -- loud") == Difference(11, 12, "55")
    assert difference("aa", "aaa") == Difference(2, 2, "a")
    assert difference("same", "same") == Difference(4, 4, "")


@given(texts, texts)
def test_difference_turns_the_old_text_into_the_new(old, new):
    change = difference(old, new)

    assert old[: change.start] + change.text + old[change.end :] == new


def test_lines_between_two_that_differ_are_left_alone():
    assert differences("x = 1\nplay()\ny = 2\n", "x = 10\nplay()\ny = 20\n") == [
        Difference(18, 18, "0"),
        Difference(5, 5, "0"),
    ]


def test_texts_that_are_the_same_have_no_difference():
    assert differences("a\nb", "a\nb") == []


@given(texts, texts)
def test_differences_turn_the_old_text_into_the_new(old, new):
    text = old
    for change in differences(old, new):
        text = text[: change.start] + change.text + text[change.end :]

    assert text == new
