"""Numbers that are read from texts: exactly, and none that would take minutes to reckon with. Pure."""

from __future__ import annotations

from fractions import Fraction

LONGEST_NUMBER = 40  # characters
_MOST_EXPONENT = 300  # 1e300 is meant to be a number, where it is meant at all


def is_digits(text: str) -> bool:
    """Return whether `text` is a whole number from 0 in plain digits, no longer than people mean."""
    return text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER


def read_exact(text: str, longest: int = LONGEST_NUMBER) -> Fraction:
    """Return the number that a text says, exactly: `4`, `4.5`, `9/2`, `1e3`.

    Raises:
        ValueError: it is none, or a longer or larger one than people mean.
        ZeroDivisionError: it divides by zero.
    """
    _, e, exponent = text.lower().partition("e")
    if len(text) > longest or (e and abs(int(exponent)) > _MOST_EXPONENT):
        raise ValueError(f"this is no number that can be reckoned with: {text:.{LONGEST_NUMBER}}")
    return Fraction(text)
