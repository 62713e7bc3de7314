"""How a line falls into statements and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core.lines.words import LineMistake, split_line, split_open_line


def _texts(line: str) -> list[list[str]]:
    return [[word.text for word in statement] for statement in split_line(line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("   ", []),
        ("# all of it is a comment", []),
        ("// all of it is a comment", []),
        ("play", [["play"]]),
        ("  set   kick\tvolume 0.5 ", [["set", "kick", "volume", "0.5"]]),
        ("trigger bass f#3 # a comment", [["trigger", "bass", "f#3"]]),
        ("load a//b // a comment", [["load", "a//b"]]),
        ('save "my song.moonloop"', [["save", "my song.moonloop"]]),
        ("save 'it is \"so\"'", [["save", 'it is "so"']]),
        ('set hat sample="open hat" pan=1', [["set", "hat", "sample=open hat", "pan=1"]]),
        (r'load "C:\songs\a b"', [["load", r"C:\songs\a b"]]),
        ('add synth ""', [["add", "synth", ""]]),
        ('save "a # b"', [["save", "a # b"]]),
        ("play; bpm 128;", [["play"], ["bpm", "128"]]),
        ('save "a;b"; play', [["save", "a;b"], ["play"]]),
        (";;", []),
    ],
)
def test_a_line_falls_into_these_words(line, words):
    assert _texts(line) == words


def test_an_open_quote_is_told_with_its_column():
    with pytest.raises(LineMistake, match="column 6: a quote is opened and not closed"):
        split_line('save "song')


@given(st.text("ab \t;\"'#/=\n", max_size=20))
def test_words_lie_in_the_line_one_after_another(line):
    end = 0
    for statement in split_open_line(line):
        for word in statement:
            assert end <= word.start < word.end <= len(line)
            end = word.end
