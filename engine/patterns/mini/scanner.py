"""Goes through a text in mini-notation from left to right: words, numbers, signs, and space between them."""

from __future__ import annotations

import re
from math import isinf
from unicodedata import category

from engine.patterns.mini.mistake import NotationMistake

_SPACE = "[ \\t\\n\\r\\u00a0]*"
_LETTER = "[\\w~#.^-]"  # Python's letters, digits and _, and what else a word may have in it
_WORD = re.compile(f"{_SPACE}({_LETTER}+){_SPACE}")
_ONE_LETTER = re.compile(_LETTER)
_OP = re.compile(f"([*/?:(]|\\.\\.)|{_SPACE}([!@_])")
_SPACES = re.compile(_SPACE)
_NUMBER = re.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ENDING = re.compile(f"[\"']{_SPACE}//[^\\n]*\0\\Z")  # Strudel reads a text in quotes, with a comment behind it
_SPACE_CHARS = frozenset(" \t\n\r\u00a0")
_KINDS_OF_LETTERS = ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
_LAST_LETTER = "\uffff"
_END = "\0"


class Scanner:
    """A text and how far it has been read: `place` is the next character, counted from 0."""

    def __init__(self, text: str) -> None:
        self.text = text + _END  # so that there is always a next character
        self.place = 0

    def skip_space(self) -> int:
        """Go to the next character that is no space, and return its place."""
        if self.text[self.place] in _SPACE_CHARS:
            match = _SPACES.match(self.text, self.place)
            self.place = match.end() if match else self.place
        return self.place

    def next_char(self) -> str:
        """Go to the next character that is no space, and return it."""
        return self.text[self.skip_space()]

    def next_word(self) -> re.Match[str] | None:
        """Return the word that comes next, as group 1, with the space around it; it is not taken yet."""
        match = _WORD.match(self.text, self.place)
        if match is not None and not match[1].isascii():
            self._check_letters(match[1], match.start(1))
        return match

    def next_op(self) -> re.Match[str] | None:
        """Return the sign that comes next, as group 1 or 2; only that of group 2 may have space before it."""
        return _OP.match(self.text, self.place)

    def take(self, match: re.Match[str]) -> None:
        """Go on behind something that was found."""
        self.place = match.end()

    def take_number(self) -> int | float | None:
        """Return the number right here, if there is one, and go on behind it."""
        match = _NUMBER.match(self.text, self.place)
        if match is None:
            return None
        number = float(match[0])
        if isinf(number):
            raise self.unexpected("a number that can be reckoned with")
        self.place = match.end()
        return int(number) if number.is_integer() else number

    def take_char(self, char: str) -> bool:
        """Go on behind `char` if it comes next, and tell whether it did."""
        place = self.skip_space()
        if not self.text.startswith(char, place):
            return False
        self.place = place + 1
        return True

    def is_dot_alone(self) -> bool:
        """Whether a dot comes next which does not begin a word."""
        return self.next_char() == "." and not _ONE_LETTER.match(self.text, self.place + 1)

    def is_at_end(self) -> bool:
        """Whether nothing is left but space, or a quote with a comment."""
        place = self.skip_space()
        return place == len(self.text) - 1 or _ENDING.match(self.text, place) is not None

    def unexpected(self, wanted: str, place: int | None = None) -> NotationMistake:
        """Return the mistake that something else than what is `wanted` comes next."""
        place = self.skip_space() if place is None else place
        found = f'"{self.text[place]}"' if place < len(self.text) - 1 else "the end"
        return NotationMistake(place + 1, f"expected {wanted}, found {found}")

    def _check_letters(self, word: str, place: int) -> None:
        """Refuse what Python takes for letters and Strudel does not: superscripts, other digits, rare letters."""
        for index, char in enumerate(word):
            if not char.isascii() and (category(char) not in _KINDS_OF_LETTERS or char > _LAST_LETTER):
                raise self.unexpected("a letter", place + index)
