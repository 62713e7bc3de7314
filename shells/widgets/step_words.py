"""Reads what a hand types about a step; each reader raises ValueError with a sentence. Pure."""

from __future__ import annotations


def read_length(text: str) -> float | None:
    """Return a length in steps; None for nothing."""
    return _number(text, "a length is a number of steps, such as 2 or 0.5") if text else None


def read_index(text: str) -> int | None:
    """Return which sample of a bank, from 0; None for nothing."""
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError("a sample's number is whole, from 0")
    return int(text)


def read_chance(text: str) -> float:
    """Return a chance in percent; 100 for nothing."""
    return _number(text, "a chance is a number of percent, such as 50") if text else 100.0


def read_ratio(text: str) -> tuple[int, int]:
    """Return `1:2` as (1, 2)."""
    first, colon, second = text.partition(":")
    if not (colon and first.strip().isdecimal() and second.strip().isdecimal()):
        raise ValueError("a ratio is two numbers, such as 1:2")
    return int(first), int(second)


def _number(text: str, sentence: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(sentence) from None
