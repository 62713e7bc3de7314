"""Edits of chains: add, remove, rename, their entries, whether they play, and the wish to start anew."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import NOBODY, Chain, ChainEntry, Document
from engine.core.edits import said_names
from engine.core.edits.branches import check_name, free_name
from engine.core.edits.pattern_limits import check_entries, check_entry
from engine.core.errors import NameTaken, OutOfRange, UnknownName, did_you_mean

Entries = tuple[ChainEntry, ...]


def chain_named(document: Document, name: str) -> Chain:
    """Return a chain; raises UnknownName with the nearest one."""
    found = document.chains.get(name)
    if found is None:
        raise UnknownName(f'there is no chain "{name}"{did_you_mean(name, document.chains)}')
    return found


def add_chain(document: Document, name: str, entries: Entries, owner: str = NOBODY) -> Document:
    """Make a chain; raises NameTaken, NotAllowed (a name that cannot be one), UnknownName or OutOfRange."""
    name = check_name(name or free_name("chain", document.chains))
    if name in document.chains:
        raise NameTaken(f'there is a chain called "{name}" already')
    made = Chain(name, document.next_number, check_entries(entries, document.patterns), owner=owner)
    return replace(_with(document, made), next_number=document.next_number + 1)


def remove_chain(document: Document, name: str) -> Document:
    """Take a chain away, and out of the sequencers that play it; raises UnknownName."""
    chain_named(document, name)
    document = said_names.in_sequencers(document, "chain", name, "")
    return replace(document, chains=document.chains.delete(name))


def rename_chain(document: Document, name: str, new_name: str) -> Document:
    """Give a chain another name, which sequencers and what scripts declared follow.

    Raises:
        UnknownName: no such chain.
        NameTaken: another one has that name.
        NotAllowed: a name that cannot be one.
    """
    chain = chain_named(document, name)
    if check_name(new_name) == name:
        return document
    if new_name in document.chains:
        raise NameTaken(f'there is a chain called "{new_name}" already')
    document = _with(replace(document, chains=document.chains.delete(name)), replace(chain, name=new_name))
    document = said_names.in_sequencers(document, "chain", name, new_name)
    return said_names.in_declarations(document, "chain", name, new_name)


def set_chain(document: Document, name: str, entries: Entries) -> Document:
    """Have these entries; raises UnknownName or OutOfRange."""
    chain = chain_named(document, name)
    if check_entries(entries, document.patterns) == chain.entries:
        return document
    return _with(document, replace(chain, entries=tuple(entries)))


def insert_entry(document: Document, name: str, entry: ChainEntry, index: int | None) -> Document:
    """Put an entry before the one at `index`, or at the end; raises UnknownName or OutOfRange."""
    entries = chain_named(document, name).entries
    index = len(entries) if index is None else index
    if not 0 <= index <= len(entries):
        raise OutOfRange(f'an entry of chain "{name}" goes to place 1 to {len(entries) + 1}, got {index + 1}')
    return set_chain(document, name, (*entries[:index], entry, *entries[index:]))


def set_entry(document: Document, name: str, index: int, entry: ChainEntry) -> Document:
    """Replace the entry at `index`; raises UnknownName or OutOfRange."""
    chain = chain_named(document, name)
    _check_index(chain, index)
    if chain.entries[index] == check_entry(entry, document.patterns):
        return document
    entries = (*chain.entries[:index], entry, *chain.entries[index + 1 :])
    return _with(document, replace(chain, entries=entries))


def remove_entry(document: Document, name: str, index: int) -> Document:
    """Take the entry at `index` out; raises UnknownName or OutOfRange."""
    chain = chain_named(document, name)
    _check_index(chain, index)
    return _with(document, replace(chain, entries=chain.entries[:index] + chain.entries[index + 1 :]))


def enable_chain(document: Document, name: str, is_enabled: bool) -> Document:
    """Say whether a chain plays; raises UnknownName."""
    chain = chain_named(document, name)
    if chain.is_enabled == is_enabled:
        return document
    return _with(document, replace(chain, is_enabled=is_enabled))


def restart_chain(document: Document, name: str) -> Document:
    """Wish that a chain plays from its first entry; raises UnknownName."""
    chain = chain_named(document, name)
    return _with(document, replace(chain, restarts=chain.restarts + 1))


def with_owner(document: Document, name: str, owner: str) -> Document:
    """Return the document with a chain handed over to `owner`."""
    return _with(document, replace(document.chains[name], owner=owner))


def _check_index(chain: Chain, index: int) -> None:
    count = len(chain.entries)
    if not 0 <= index < count:
        there = f"has entries 1 to {count}" if count else "has no entries"
        raise OutOfRange(f'chain "{chain.name}" {there}, got {index + 1}')


def _with(document: Document, chain: Chain) -> Document:
    return replace(document, chains=document.chains.set(chain.name, chain))
