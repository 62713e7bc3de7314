"""A chain as a line of words, there and back."""

from __future__ import annotations

import pytest

from engine.core.document import ChainEntry
from shells.editor.chain_words import chain_words, read_chain

SONG = (ChainEntry("verse", 4), ChainEntry("fill", 1, False), ChainEntry("drop"), ChainEntry("drop", 2))


def test_chain_is_written_as_its_patterns_and_how_often():
    assert chain_words(SONG) == "verse*4 -fill drop drop*2"


def test_line_is_read_as_it_was_written():
    assert read_chain(chain_words(SONG)) == SONG
    assert read_chain("  ") == ()


@pytest.mark.parametrize("word", ["*4", "verse*", "verse*x", "-"])
def test_word_that_is_no_entry_is_told(word):
    with pytest.raises(ValueError, match="an entry is a pattern"):
        read_chain(f"verse {word}")
