"""Commands to chains of patterns. Indices count from 0."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import ChainEntry


class AddChain(Asked, frozen=True, kw_only=True):
    """Make a chain; with no name it is called chain1, chain2, ..."""

    name: str = ""
    entries: tuple[ChainEntry, ...] = ()


class RemoveChain(Asked, frozen=True, kw_only=True):
    """Remove a chain; sequencers that played it go back to their pattern."""

    name: str


class RenameChain(Asked, frozen=True, kw_only=True):
    """Give a chain another name; sequencers follow."""

    name: str
    new_name: str


class SetChain(Asked, frozen=True, kw_only=True):
    """Have these entries; where it plays is kept."""

    chain: str
    entries: tuple[ChainEntry, ...]


class InsertEntry(Asked, frozen=True, kw_only=True):
    """Put an entry before the one at `index`, or at the end."""

    chain: str
    entry: ChainEntry
    index: int | None = None  # None is the end


class SetEntry(Asked, frozen=True, kw_only=True):
    """Replace the entry at `index`."""

    chain: str
    index: int
    entry: ChainEntry


class RemoveEntry(Asked, frozen=True, kw_only=True):
    """Take the entry at `index` out."""

    chain: str
    index: int


class EnableChain(Asked, frozen=True, kw_only=True):
    """Say whether a chain plays; sequencers of one that does not play their own pattern."""

    chain: str
    is_enabled: bool


class RestartChain(Asked, frozen=True, kw_only=True):
    """Play a chain from its first entry, at the next cycle of its pattern."""

    chain: str
