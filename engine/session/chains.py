"""Chains of patterns between the document and the session file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from immutables import Map

from engine.core.document import Chain, ChainEntry
from engine.core.edits.pattern_limits import check_entry
from engine.core.errors import EngineError
from engine.session.fields import plain_fields, read_record
from engine.session.layout import OneLine
from engine.session.problems import SessionProblem
from engine.session.records import ChainRecord, EntryRecord
from engine.session.things import Numbers, Problems, named


def write_chain(chain: Chain) -> dict[str, Any]:
    """Return a chain as it stands in the file."""
    entries = [
        EntryRecord(pattern=each.pattern, repeats=each.repeats, enabled=each.is_enabled) for each in chain.entries
    ]
    record = ChainRecord(
        name=chain.name,
        number=chain.number,
        owner=chain.owner,
        enabled=chain.is_enabled,
        entries=[OneLine(plain_fields(entry)) for entry in entries],
    )
    return plain_fields(record)


def read_chains(
    plain: list[object], patterns: Collection[str], numbers: Numbers, problems: Problems
) -> Map[str, Chain]:
    """Return the chains, of `patterns` by name; `problems` grows by what is wrong with them."""
    chains = {}
    for place, record in named(plain, ChainRecord, "chains", numbers, problems):
        entries = _entries(record, patterns, place, problems)
        chains[record.name] = Chain(record.name, record.number, entries, record.enabled, record.owner)
    return Map(chains)


def _entries(record: ChainRecord, patterns: Collection[str], place: str, problems: Problems) -> tuple[ChainEntry, ...]:
    entries = []
    for index, item in enumerate(record.entries):
        here = f"{place}.entries[{index}]"
        read = read_record(item, EntryRecord, here, problems)
        if read is None:
            continue
        entries.append(ChainEntry(read.pattern, read.repeats, read.enabled))
        try:
            check_entry(entries[-1], patterns)
        except EngineError as error:
            problems.append(SessionProblem(here, str(error)))
    return tuple(entries)
