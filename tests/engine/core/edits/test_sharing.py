"""What scripts share: one value under a name, or at a place within a table."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.book import Book, perform
from engine.core.document import Document, Shared
from engine.core.edits.sharing import DEEPEST, MOST_BYTES, MOST_NAMES, _size, thawed, value_at
from engine.core.errors import EngineError, NotAllowed, OutOfRange, WrongType
from engine.core.starting import empty_document
from engine.session.content import is_same_content, saved_content
from tests.engine.core.documents import after

EMPTY = empty_document()


def said(*path: str | int, value: Any = None, **more: Any) -> c.Share:
    """Return what says a value."""
    return c.Share(path=path, json="" if value is None else json.dumps(value), **more)


def plain(document: Document) -> dict[str, Any]:
    """Return everything that is shared."""
    return {name: thawed(each.value) for name, each in document.shared.values.items()}


def test_value_is_there_until_it_is_nil() -> None:
    there = after(EMPTY, said("mood", value={"name": "dark", "notes": [48, 51]}))

    assert plain(there) == {"mood": {"name": "dark", "notes": [48, 51]}}
    assert plain(after(there, said("mood"))) == {}


def test_place_within_a_table_leaves_its_neighbours_alone() -> None:
    start = after(EMPTY, said("t", value={"a": {"x": 1}, "b": [1, 2]}))

    changed = after(start, said("t", "a", "y", value=2), said("t", "b", 3, value=3), said("t", "b", 1, value="one"))

    assert plain(changed) == {"t": {"a": {"x": 1, "y": 2}, "b": ["one", 2, 3]}}
    assert value_at(changed.shared, ("t", "b", 1)) == "one"
    assert value_at(changed.shared, ("t", "nothing", "here")) is None


def test_entries_come_and_go_at_the_end_of_a_list() -> None:
    start = after(EMPTY, said("t", value=[]), said("t", 1, value="a"), said("t", 2, value="b"))

    assert plain(after(start, said("t", 2))) == {"t": ["a"]}
    assert plain(after(start, said("t", 2), said("t", 1), said("t", "x", value=1))) == {"t": {"x": 1}}


@pytest.mark.parametrize(
    ("command", "error", "sentence"),
    [
        (said("n", "x", value=1), WrongType, "shared.n is no table, so shared.n.x cannot be set"),
        (said("nobody", "x", value=1), WrongType, "shared.nobody is no table, so shared.nobody.x cannot be set"),
        (said("list", "x", value=1), WrongType, "shared.list is a list, so shared.list.x cannot be set"),
        (said("list", 4, value=1), OutOfRange, "shared.list[4] would leave a hole: the list has 2 entries"),
        (said("list", 1), NotAllowed, "shared.list[1] = nil would leave a hole; table.remove takes an entry out"),
        (said("names", 1, value=1), WrongType, "shared.names has names, so shared.names[1] cannot be set"),
        (said(1, value=1), WrongType, "shared has names, so shared[1] cannot be set"),
        (said("", value=1), OutOfRange, 'a name in shared is 1 to 64 printable characters, got ""'),
        (said("b", value="x" * MOST_BYTES), OutOfRange, "shared.b takes more than 64000 bytes; share less, or in parts"),
        (
            said("names", "more", value=["x" * 30_000, "x" * 40_000]),
            OutOfRange,
            "shared.names takes more than 64000 bytes; share less, or in parts",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_shared_is_refused_by_its_place(command: c.Share, error: type, sentence: str) -> None:
    start = after(EMPTY, said("n", value=1), said("list", value=[1, 2]), said("names", value={"a": 1}))

    with pytest.raises(error) as caught:
        apply(start, command)
    assert str(caught.value) == sentence


def test_tables_are_not_nested_without_end() -> None:
    deep: Any = 1
    for _ in range(DEEPEST):
        deep = {"x": deep}
    assert plain(after(EMPTY, said("t", value=deep))) == {"t": deep}

    with pytest.raises(OutOfRange, match=r"^shared\.t\.x.* is nested more than 8 tables deep$"):
        apply(EMPTY, said("t", value={"x": deep}))


def test_only_so_many_names_are_shared_at_once() -> None:
    full = after(EMPTY, *(said(f"n{number}", value=number) for number in range(MOST_NAMES)))

    with pytest.raises(OutOfRange, match="256 values are shared already; set some to nil first"):
        apply(full, said("more", value=1))
    assert after(full, said("n0"), said("more", value=1)).shared.values["more"].value == 1


def test_the_same_value_again_changes_nothing_and_its_like_does() -> None:
    start = after(EMPTY, said("x", value=1), said("t", value={"a": [1, True]}))

    assert apply(start, said("x", value=1)) is start
    assert apply(start, said("t", value={"a": [1, True]})) is start
    assert apply(start, said("nobody")) is start
    for other in (True, 1.0, "1"):
        changed = apply(start, c.Batch(commands=(said("x", value=other),)))
        assert type(changed.shared.values["x"].value) is type(other)


def test_marks_tell_what_of_a_script_was_heard() -> None:
    heard = after(EMPTY, said("x", value=1, script="a", stamp=3), said("x", value=2, script="b", stamp=1))

    assert dict(heard.shared.marks) == {"a": 3, "b": 1}
    assert dict(apply(heard, said("x", value=2, script="a", stamp=4)).shared.marks) == {"a": 4, "b": 1}


def test_undo_passes_over_what_is_shared() -> None:
    book = perform(Book(EMPTY), c.SetTempo(bpm=99.0))
    book = perform(book, said("x", value=1))
    book = perform(book, c.Batch(commands=(said("y", value=2),)))

    undone = perform(book, c.Undo())

    assert len(book.past) == 1
    assert undone.document.transport.bpm == 120.0
    assert plain(undone.document) == {"x": 1, "y": 2}


def test_session_file_holds_nothing_of_it_and_another_session_begins_without() -> None:
    there = after(EMPTY, said("x", value=1))

    assert saved_content(there).shared == Shared()
    assert is_same_content(there, EMPTY)
    assert apply(there, c.OpenSession(document=EMPTY, path="")).shared == Shared()


keys = st.sampled_from(("a", "b", 1, 2, 3))
values = st.none() | st.sampled_from((1, True, "text", [], {}, [1, "two"], {"a": {"b": 1}}))


@given(st.lists(st.tuples(st.lists(keys, max_size=3), values), max_size=12))
def test_size_is_always_that_of_the_whole_value(changes: list[tuple[list[str | int], Any]]) -> None:
    document = EMPTY
    for path, value in changes:
        try:
            document = apply(document, said("t", *path, value=value))
        except EngineError:
            continue
        for shared in document.shared.values.values():
            assert shared.size == _size(shared.value)
