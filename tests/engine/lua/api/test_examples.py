"""Every example of the API runs, and says the same when it is run again."""

from __future__ import annotations

import pytest
from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Locate
from engine.core.starting import empty_document
from engine.lua.api.table import API
from engine.scripts.protocol import EndLoops
from tests.engine.scripts.room import Room

EXAMPLES = [pytest.param(function, id=function.name) for function in API]
ROUNDS = [pytest.param(function, id=function.name) for function in API if function.repeats]
RUNS = [pytest.param(function, id=function.name) for function in API if not function.repeats]


def said(document):
    """A document without what rises with every order: to go somewhere, to be silent, to make and take away."""
    transport = replace(document.transport, locate=Locate(0, document.transport.locate.beat))
    declared = Map({name: (record.before, record.now) for name, record in document.declared.items()})
    return replace(document, transport=transport, declared=declared, scripts=Map(), next_number=0)


@pytest.fixture(scope="module")
def room():
    """One performer for all examples."""
    return Room()


@pytest.fixture
def empty(room):
    """The performer, with a session in which nothing is yet."""
    room.document = apply(empty_document(), c.AddScript(name=room.script))
    room.feed(room.runs)
    room.hear(EndLoops())
    return room


@pytest.mark.parametrize("function", RUNS)
def test_example_runs_on_an_empty_session_and_twice_is_once(empty, function):
    first = empty.run(function.example)
    after_one = empty.document
    second = empty.run(function.example)

    assert (first.fault, second.fault) == (None, None)
    assert said(empty.document) == said(after_one)
    assert second.loops == first.loops


@pytest.mark.parametrize("function", ROUNDS)
def test_example_of_what_repeats_comes_through_its_round_and_fails_in_a_run(empty, function):
    assert empty.repeat(function.example).fault is None
    for _ in range(20):
        rested = empty.go_on()
        assert rested.fault is None
        if rested.waits is None:
            break
    assert rested.waits is None
    assert empty.run(function.example).fault is not None


@pytest.mark.parametrize("function", EXAMPLES)
def test_entry_can_be_shown_in_help(function):
    assert function.summary.endswith(".")
    assert len(function.summary) <= 110
    assert function.name.split(":")[-1] in function.usage
    assert function.name.rpartition(":")[2] in function.example
    assert function.since in {"0.1", "0.2", "0.3"}


def test_api_names_nothing_twice():
    names = [function.name for function in API]

    assert sorted(set(names)) == sorted(names)
