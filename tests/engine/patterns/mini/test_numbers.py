"""Which words are numbers, and which fraction a number was meant to be."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.patterns.mini.numbers import fraction, number_or_word


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("007", 7),
        ("-3", -3),
        (".5", 0.5),
        ("5.", 5),
        ("-0.25", -0.25),
        ("1e3", 1000),
        ("1e-3", 0.001),
        ("0x10", 16),
        ("0b11", 3),
        ("0o7", 7),
        ("1e", "1e"),
        ("1.5.2", "1.5.2"),
        ("--1", "--1"),
        ("-", "-"),
        (".", "."),
        ("c#4", "c#4"),
        ("3rd", "3rd"),
        ("1e999", "1e999"),
        ("Infinity", "Infinity"),
        ("NaN", "NaN"),
    ],
)
def test_number_or_word_takes_for_a_number_what_is_one_and_finite(text, value):
    result = number_or_word(text)

    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        (0.1, Fraction(1, 10)),
        (-0.3, Fraction(-3, 10)),
        (2.5, Fraction(5, 2)),
        (0.3333333333333333, Fraction(1, 3)),
        (1.6666667, Fraction(5, 3)),
        (0.1234567, Fraction(1234567, 10_000_000)),
        (1.2342103448, Fraction(7855170, 6364531)),
        (1e-7, Fraction(1, 10_000_000)),
        (1e-300, Fraction(0)),
        (7, 7),
    ],
)
def test_fraction_is_what_strudel_takes_a_number_for(number, meant):
    assert fraction(number) == meant
