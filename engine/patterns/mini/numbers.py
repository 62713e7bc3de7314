"""Which words are numbers, and which fraction a number was meant to be."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import isfinite

_DECIMAL = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]-?[0-9]+)?\Z")
_OTHER_BASE = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)\Z")
_FIRST_OF_A_NUMBER = frozenset("0123456789.-")
_FINEST = 10**7
_LARGEST_EXACT = 2**53


def number_or_word(text: str) -> int | float | str:
    """Return the number that `text` is, a whole one as an int; or `text` itself when it is a word."""
    if text[0] not in _FIRST_OF_A_NUMBER:
        return text
    if len(text) < 16 and text.isascii() and text.isdigit():
        return int(text)
    if _DECIMAL.match(text):
        number = float(text)
        if not isfinite(number):
            return text
        return int(number) if number == int(number) else number
    return float_or_int(int(text, 0)) if _OTHER_BASE.match(text) else text


def float_or_int(number: int) -> int | float:
    """Return a whole number as it is if a float could hold it exactly, else the nearest float's."""
    return number if abs(number) <= _LARGEST_EXACT else int(float(number))


def fraction(number: int | float) -> Fraction | int:
    """Return the fraction that was meant by `number`: 0.1 is 1/10, and 0.3333333333 is 1/3; integers as they are."""
    return number if isinstance(number, int) else _fraction(number)


@lru_cache(maxsize=256)
def _fraction(number: float) -> Fraction:
    near = Fraction(number).limit_denominator(_FINEST)
    return near if near else Fraction(number)
