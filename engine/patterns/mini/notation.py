"""The way in: from a text in mini-notation to its pattern, which is made once for each text."""

from __future__ import annotations

from functools import lru_cache

from engine.patterns.mini.building import build
from engine.patterns.mini.checking import check
from engine.patterns.mini.grammar import read
from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.pattern import Pattern

MOST_CHARACTERS = 500_000


@lru_cache(maxsize=256)
def mini(text: str) -> Pattern:
    """Return the pattern that `text` writes; the same one for the same text.

    Raises:
        NotationMistake: with the column, and what was expected there.
    Thread: any.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotationMistake(1, f"a pattern has at most {MOST_CHARACTERS:,} characters, got {len(text):,}")
    tree = read(text)
    check(tree)
    return build(tree)
