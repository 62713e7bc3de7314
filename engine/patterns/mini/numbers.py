"""Which words are numbers, and which fraction a number was meant to be."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import floor, isfinite, log10

from engine.core.numbers import LONGEST_NUMBER

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
    return float_or_int(int(text, 0)) if len(text) <= LONGEST_NUMBER and _OTHER_BASE.match(text) else text


def float_or_int(number: int) -> int | float:
    """Return a whole number as it is if a float could hold it exactly, else the nearest float's."""
    return number if abs(number) <= _LARGEST_EXACT else int(float(number))


def fraction(number: int | float) -> Fraction | int:
    """Return the fraction that was meant by `number`: 0.1 is 1/10, and 0.3333333333 is 1/3; integers as they are."""
    return number if isinstance(number, int) else _fraction(number)


@lru_cache(maxsize=256)
def _fraction(number: float) -> Fraction:
    scale: int = 10 ** max(0, floor(1 + log10(abs(number))))
    near = _between_0_and_1(abs(number) / scale) * scale
    return near if number > 0 else -near


def _between_0_and_1(number: float) -> Fraction:
    """Return the simplest fraction that is `number`, or one near it, with a denominator up to 10,000,000.

    Between two fractions lies a third: the sum of both numerators over the sum of both denominators. Which one comes
    out where none is exact is Strudel's choice too. Source: John Farey, 1816.
    """
    exact = Fraction(number)
    a, b, c, d = 0, 1, 1, 1  # a / b below and c / d above
    while b <= _FINEST and d <= _FINEST:
        between = (a + c) / (b + d)
        if between == number:
            a, b, c, d = (a + c, b + d, c, d) if b + d <= _FINEST else (c, d, c, d) if d > b else (a, b, c, d)
            return Fraction(a, b)
        if between < number:
            steps = _steps_towards(exact * b - a, c - exact * d, (_FINEST - b) // d)
            a, b = a + steps * c, b + steps * d
        else:
            steps = _steps_towards(c - exact * d, exact * b - a, (_FINEST - d) // b)
            c, d = c + steps * a, d + steps * b
    return Fraction(c, d) if b > _FINEST else Fraction(a, b)


def _steps_towards(far: Fraction, near: Fraction, most: int) -> int:
    """Return how many steps in the same direction can be taken at once, without coming to the number itself."""
    return max(1, min(int(far / near) - 1, most)) if near else 1
