"""Splits a line of the command shell into statements and words: quotes, comments, and `;` between statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.core.errors import EngineError


class LineMistake(EngineError):
    """A line that cannot be read, or asks for what cannot be done, with how to say it."""

    def __init__(self, sentence: str, usage: str = "") -> None:
        self.usage = usage
        super().__init__(f"{sentence} (usage: {usage})" if usage else sentence)


class Word(NamedTuple):
    """One word of a line, without its quotes."""

    text: str
    start: int  # where it begins in the line, quotes included
    end: int  # where it ends, without
    is_closed: bool = True  # False when a quote is open to the end of the line


Statement = list[Word]
_QUOTES = "\"'"


def split_line(text: str) -> list[Statement]:
    """Return the statements of a line; an empty line and a comment have none.

    A comment begins with `#` or `//` where a word could begin, so `f#3` and `a//b` are words.

    Raises:
        LineMistake: a quote is not closed.
    """
    statements = split_open_line(text)
    for word in (word for statement in statements for word in statement):
        if not word.is_closed:
            raise LineMistake(f"column {word.start + 1}: a quote is opened and not closed")
    return [statement for statement in statements if statement]


def split_open_line(text: str) -> list[Statement]:
    """Return the statements of a line that is being typed: quotes may be open, the last statement may be empty."""
    statements: list[Statement] = [[]]
    for token in _tokens(text):
        if token is None:
            statements.append([])
        else:
            statements[-1].append(token)
    return statements


def _tokens(text: str) -> Iterator[Word | None]:
    """Yield the words, and None for each `;` between statements."""
    at = 0
    while at < len(text):
        if text[at] == ";":
            yield None
            at += 1
        elif text[at].isspace():
            at += 1
        elif text[at] == "#" or text.startswith("//", at):
            return
        else:
            word = _word_at(text, at)
            yield word
            at = word.end


def _word_at(text: str, start: int) -> Word:
    letters = []
    quote = ""
    at = start
    while at < len(text) and (quote or not (text[at].isspace() or text[at] == ";")):
        if text[at] == quote:
            quote = ""
        elif not quote and text[at] in _QUOTES:
            quote = text[at]
        else:
            letters.append(text[at])
        at += 1
    return Word("".join(letters), start, at, not quote)
