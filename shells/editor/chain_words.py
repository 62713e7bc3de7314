"""A chain as one line of words: `verse*4 -fill drop*2`, a minus before what is passed over. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from engine.core.document import ChainEntry


def chain_words(entries: Sequence[ChainEntry]) -> str:
    """Return the line for `entries`."""
    return " ".join(
        f"{'' if entry.is_enabled else '-'}{entry.pattern}{f'*{entry.repeats}' if entry.repeats > 1 else ''}"
        for entry in entries
    )


def read_chain(line: str) -> tuple[ChainEntry, ...]:
    """Return the entries that a line says; raises ValueError with a sentence."""
    return tuple(_read_entry(word) for word in line.split())


def _read_entry(word: str) -> ChainEntry:
    name, star, repeats = word.removeprefix("-").partition("*")
    if not name or (star and not repeats.isdecimal()):
        raise ValueError(f'"{word}": an entry is a pattern, and how often after a *, such as verse*4')
    return ChainEntry(name, int(repeats) if star else 1, not word.startswith("-"))
