"""How many cases the tests that make them up at random go through: a quarter in each run, all where it is asked for."""

from __future__ import annotations

import os

SHARE = 1 if os.environ.get("MOONLOOP_ALL_CASES") else 4


def cases(most: int) -> int:
    """How many of them are gone through now."""
    return most // SHARE
