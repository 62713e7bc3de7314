"""Sentences that fit where they stand."""

from __future__ import annotations

from shells.code.marks import wrap_sentences


def test_sentence_is_wrapped_between_words():
    assert wrap_sentences(["volume is 0 to 2, got 7 and that is wrong"], 26) == [
        " volume is 0 to 2, got 7 ",
        " and that is wrong ",
    ]


def test_sentence_that_never_ends_is_cut_after_four_lines():
    rows = wrap_sentences(["word " * 100], 30)

    assert len(rows) == 4
    assert rows[-1].endswith(" … ")


def test_sentence_in_a_narrow_window_keeps_a_readable_width():
    assert wrap_sentences(["volume is 0 to 2"], 3) == [" volume is 0 to 2 "]
