"""The laws of `apply`, held against whatever can be asked of it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from immutables import Map
from msgspec.structs import fields, replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.book import Book, perform
from engine.core.document import MASTER, NOBODY, Document
from engine.core.edits.pattern_limits import (
    check_columns,
    check_entries,
    check_expression,
    check_step,
    check_steps_per_beat,
)
from engine.core.errors import EngineError
from engine.modules.table import module_type
from tests.depth import cases
from tests.engine.core import wild_commands as wild
from tests.engine.core.documents import after, studio

pytestmark = pytest.mark.slow

START = after(studio(), c.AddScript(name="other"), c.AddScript(name="third"), c.AddModule(type="mixer", name="desk"))
MAPS = ("modules", "connections", "patterns", "chains", "scripts", "declared")
NUMBERED = ("modules", "connections", "patterns", "chains", "scripts")

laws = settings(max_examples=cases(400), deadline=None, suppress_health_check=list(HealthCheck))


def applied(document: Document, command: c.Command) -> Document:
    """Return what `apply` does, or the same document for a command that is refused as a player's mistake."""
    try:
        return apply(document, command)
    except EngineError:
        return document


def walk(commands):
    """Yield each document with the command that it is given, from the start."""
    document = START
    for command in commands:
        yield document, command
        document = applied(document, command)


def written(document: Document) -> bytes:
    """Return every byte of a document, so that the least change shows."""
    return msgspec.msgpack.encode(document, enc_hook=lambda each: dict(each) if isinstance(each, Map) else str(each))


def in_its_place(document: Document, where: Document) -> Document:
    """Return `document` without what undo leaves alone: play state, place, what is shared, used numbers."""
    transport = replace(document.transport, state=where.transport.state, locate=where.transport.locate)
    scripts = document.scripts
    for name, script in scripts.items():
        other = where.scripts.get(name, script)
        scripts = scripts.set(name, replace(script, text=other.text, kept=other.kept, request=other.request))
    return replace(document, transport=transport, scripts=scripts, next_number=where.next_number, shared=where.shared)


@laws
@given(wild.sequences)
def test_apply_returns_the_same_document_when_nothing_changed(commands):
    for document, command in walk(commands):
        after_it = applied(document, command)
        if after_it is not document and after_it == document:
            raise AssertionError(f"{command} made an equal document anew")


@laws
@given(wild.sequences)
def test_apply_shares_every_branch_and_item_that_it_did_not_change(commands):
    for document, command in walk(commands):
        after_it = applied(document, command)
        if after_it is document:
            continue
        for name in MAPS:
            old, new = getattr(document, name), getattr(after_it, name)
            if old == new:
                assert old is new, f"{name} made anew by {command}"
            if not isinstance(command, c.Batch):  # its members may make an item that a later one makes as it was
                assert all(old[key] is item for key, item in new.items() if old.get(key) == item)
        for name in ("transport", "shared"):
            old, new = getattr(document, name), getattr(after_it, name)
            assert old is new or old != new


@laws
@given(wild.sequences)
def test_apply_never_changes_the_document_it_is_given(commands):
    for document, command in walk(commands):
        before = written(document)
        applied(document, command)
        assert written(document) == before


@laws
@given(wild.sequences)
def test_every_document_is_consistent(commands):
    for document, _ in walk(commands):
        check(document)


@laws
@given(wild.sequences)
def test_undo_of_everything_is_the_first_document_and_redo_of_everything_the_last(commands):
    book, first = Book(START), START
    for command in commands:
        first = first if book.past else book.document  # a run that only repeats itself leaves its record, and no page
        try:
            book = perform(book, command)
        except EngineError:
            continue
    last, pages = book, len(book.past)
    first = first if pages else book.document
    for _ in range(pages):
        book = perform(book, c.Undo())
    assert in_its_place(book.document, first) == first
    assert replace(in_its_place(first, START), declared=START.declared) == START

    for _ in range(pages):
        book = perform(book, c.Redo())
    assert in_its_place(book.document, last.document) == last.document
    assert book.outlook == last.outlook


@laws
@given(wild.sequences, st.one_of(wild.any_run))
def test_a_run_applied_twice_is_the_run_applied_once(commands, run):
    document = START
    for command in commands:
        document = applied(document, command)
    try:
        once = apply(document, run)
    except EngineError:
        return
    twice = apply(once, run)
    assert in_its_place(twice, once) == once or contradicts_itself(run)


@laws
@given(wild.sequences)
def test_a_script_that_declares_nothing_more_and_goes_leaves_nothing_of_its_own(commands):
    document = START
    for command in commands:
        document = applied(document, command)
    for name in document.scripts:
        document = apply(document, c.RemoveScript(name=name))
    assert not document.declared
    check(document)
    for branch in (document.modules, document.connections, document.patterns, document.chains):
        assert {item.owner for item in branch.values()} <= {NOBODY}


def contradicts_itself(run: c.Batch) -> bool:
    """Whether a run says of one cable both that it is there and that it is not: then each time lays it anew."""
    laid = {(each.source, each.target) for each in run.commands if isinstance(each, c.DeclareConnection)}
    taken = {(each.source, each.target) for each in run.commands if isinstance(each, c.DeclareNoConnection)}
    return bool(laid & taken)


def check(document: Document) -> None:
    """Hold a document against everything that the rest of the house takes for granted."""
    assert document.modules[MASTER].type == "audioOut"
    for name in ("modules", "patterns", "chains", "scripts"):
        assert all(key == item.name for key, item in getattr(document, name).items())
    check_numbers(document)
    check_values(document)
    check_connections(document)
    check_patterns(document)
    assert set(document.declared) <= set(document.scripts)
    owners = {item.owner for name in NUMBERED[:4] for item in getattr(document, name).values()}
    assert owners <= {NOBODY, *document.scripts}


def check_patterns(document: Document) -> None:
    for pattern in document.patterns.values():
        assert 1 <= pattern.count <= len(pattern.steps)
        assert all(check_step(step) is step for step in pattern.steps)
        assert check_columns(pattern.columns) == pattern.columns
        assert check_steps_per_beat(pattern.steps_per_beat) == pattern.steps_per_beat
        assert check_expression(pattern.expression) == pattern.expression
    for chain in document.chains.values():
        assert check_entries(chain.entries, document.patterns) == chain.entries


def check_numbers(document: Document) -> None:
    numbers = [item.number for name in NUMBERED for item in getattr(document, name).values()]
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < document.next_number


def check_values(document: Document) -> None:
    for module in document.modules.values():
        kind = module_type(module.type)
        assert set(module.values) == {parameter.name for parameter in kind.parameters}
        for name, value in module.values.items():
            checked = kind.parameter(name).check(value)
            assert (checked, type(checked)) == (value, type(value))


def check_connections(document: Document) -> None:
    taken = set()
    for key, cable in document.connections.items():
        assert key == cable.key
        source, target = document.modules[cable.source], document.modules[cable.target]
        channels = module_type(target.type).channels
        assert cable.kind in module_type(source.type).outputs
        assert cable.kind in module_type(target.type).accepts
        assert (1 <= cable.channel <= channels) if channels else cable.channel == 0
        assert not channels or (target.name, cable.channel) not in taken
        taken.add((target.name, cable.channel))
    for name in document.modules:
        assert not reaches(document, name, name)


def reaches(document: Document, start: str, goal: str) -> bool:
    """Whether anything goes from `start` to `goal` at once, over one cable at least."""
    seen: set[str] = set()
    edge = {start}
    while edge:
        cables = (cable for cable in document.connections.values() if not cable.is_delayed)
        edge = {cable.target for cable in cables if cable.source in edge} - seen
        if goal in edge:
            return True
        seen |= edge
    return False


def test_the_laws_look_at_every_branch_of_a_document():
    assert {field.name for field in fields(Document)} == {*MAPS, "transport", "auto_route", "next_number", "shared"}
