"""Reads the text of a session file: a document, or everything that is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

from immutables import Map
from msgspec.structs import replace

from engine.core.document import MASTER, Declared, Document, Transport, in_order
from engine.core.edits.transport import set_tempo
from engine.core.errors import EngineError
from engine.core.starting import empty_document
from engine.core.units import check_beats_per_bar
from engine.session.cabling import read_connections
from engine.session.chains import read_chains
from engine.session.fields import read_record
from engine.session.json_text import read_json
from engine.session.modules import read_modules
from engine.session.patterns import read_patterns
from engine.session.problems import SessionProblem
from engine.session.records import FORMAT, SessionRecord
from engine.session.scripts import read_scripts
from engine.session.things import Numbers
from engine.session.unmet import warn_of_missing_names


class Reading(NamedTuple):
    """What a text came to."""

    document: Document | None  # None when a problem is more than a warning
    problems: list[SessionProblem]  # in the order of the file, warnings included


def from_text(text: str) -> Reading:
    """Return the document that `text` holds, or all that is wrong with it; raises nothing. Thread: any."""
    problems: list[SessionProblem] = []
    plain = read_json(text, problems)
    if problems or not _is_ours(plain, problems):
        return Reading(None, problems)
    record = read_record(plain, SessionRecord, "", problems)
    if record is None:
        return Reading(None, problems)
    document = _document(record, problems)
    is_good = all(problem.is_warning for problem in problems)
    return Reading(document if is_good else None, problems)


def _is_ours(plain: object, problems: list[SessionProblem]) -> bool:
    if not isinstance(plain, dict) or "moonloop" not in plain:
        problems.append(
            SessionProblem("", 'this is JSON, but not a Moonloop session: "moonloop" is missing', "open another file")
        )
        return False
    version = plain["moonloop"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        problems.append(SessionProblem("moonloop", f"expected the version of the format, {FORMAT}, got {version!r}"))
    elif version > FORMAT:
        message = f"a newer Moonloop wrote this, in format {version}; this one reads up to format {FORMAT}"
        problems.append(SessionProblem("moonloop", message, "update Moonloop, then open it again"))
    return not problems


def _document(record: SessionRecord, problems: list[SessionProblem]) -> Document:
    numbers = Numbers(problems)
    modules = read_modules(record.modules, record.moonloop, numbers, problems)
    if MASTER not in modules:
        problems.append(SessionProblem("modules", f'the module "{MASTER}", of type audioOut, is missing', "add it"))
    patched = Document(modules=modules)
    connections = read_connections(record.connections, patched, numbers, problems)
    patterns = read_patterns(record.patterns, numbers, problems)
    chains = read_chains(record.chains, patterns, numbers, problems)
    scripts, declared = read_scripts(record.scripts, numbers, problems)
    document = replace(
        patched, transport=_transport(record, problems), connections=connections, patterns=patterns, chains=chains,
        scripts=scripts, declared=Map({name: Declared(now=now) for name, now in declared.items() if now}),
        auto_route=record.auto_route, next_number=_next_number(record, numbers, problems),
    )  # fmt: skip
    warn_of_missing_names(document, problems)
    return _with_what_is_always_there(document)


def _with_what_is_always_there(document: Document) -> Document:
    """Add the system modules that were not yet when the file was written."""
    for module in in_order(empty_document().modules):
        if module.name not in document.modules:
            made = replace(module, number=document.next_number)
            modules = document.modules.set(made.name, made)
            document = replace(document, modules=modules, next_number=document.next_number + 1)
    return document


def _transport(record: SessionRecord, problems: list[SessionProblem]) -> Transport:
    transport = Transport(beats_per_bar=record.beats_per_bar)
    try:
        check_beats_per_bar(record.beats_per_bar)
    except EngineError as error:
        problems.append(SessionProblem("beatsPerBar", str(error)))
    try:
        return set_tempo(Document(transport=transport), record.tempo).transport
    except EngineError as error:
        problems.append(SessionProblem("tempo", str(error)))
        return transport


def _next_number(record: SessionRecord, numbers: Numbers, problems: list[SessionProblem]) -> int:
    lowest = numbers.highest + 1
    if record.next_number is not None and record.next_number < lowest:
        message = f"expected a number above all others, {lowest} or more, got {record.next_number}"
        problems.append(SessionProblem("nextNumber", message))
    return record.next_number or lowest
