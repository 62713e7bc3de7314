"""Which part of a document a session file holds, and whether two documents hold the same of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from immutables import Map
from msgspec.structs import replace

from engine.core.document import Declared, Document, RunRequest, Script, Transport
from engine.session.kept import is_same_state, kept_of, state_of

T = TypeVar("T")


def saved_content(document: Document) -> Document:
    """Return what is left of `document` when it is saved and opened: no play state, no place, no wishes for runs."""
    transport = Transport(document.transport.bpm, document.transport.beats_per_bar)
    scripts = Map({name: _saved_script(script) for name, script in document.scripts.items()})
    declared = Map(
        {name: Declared(now=each.now) for name, each in document.declared.items() if each.now and name in scripts}
    )
    return replace(document, transport=transport, scripts=scripts, declared=declared)


def is_same_content(one: Document, other: Document) -> bool:
    """Whether both would save the same file. What they share is not looked at, so asking at every snapshot is cheap.

    Thread: any.
    """
    if one is other:
        return True
    return (
        (one.transport.bpm, one.transport.beats_per_bar) == (other.transport.bpm, other.transport.beats_per_bar)
        and one.next_number == other.next_number
        and (one.modules is other.modules or one.modules == other.modules)
        and (one.connections is other.connections or one.connections == other.connections)
        and (one.patterns is other.patterns or one.patterns == other.patterns)
        and _is_same_branch(one.scripts, other.scripts, _is_same_script)
        and (one.declared is other.declared or _declarations(one) == _declarations(other))
    )


def _saved_script(script: Script) -> Script:
    return replace(script, kept=kept_of(state_of(script.kept)), request=RunRequest())


def _is_same_branch(one: Map[str, T], other: Map[str, T], is_same: Callable[[T, T], bool]) -> bool:
    if one is other:
        return True
    return len(one) == len(other) and all(name in other and is_same(each, other[name]) for name, each in one.items())


def _is_same_script(one: Script, other: Script) -> bool:
    if one is other:
        return True
    here = replace(one, request=RunRequest(), kept="")
    there = replace(other, request=RunRequest(), kept="")
    return here == there and is_same_state(one.kept, other.kept)


def _declarations(document: Document) -> dict[str, Map[str, object]]:
    """What scripts declared, without the numbers of runs; one that declared nothing is as one that never ran."""
    return {name: each.now for name, each in document.declared.items() if each.now}
