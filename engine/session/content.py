"""Which part of a document a session file holds, and whether two documents hold the same of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from immutables import Map
from msgspec.structs import replace

from engine.core.document import (
    Chain,
    Declared,
    Document,
    Glide,
    Module,
    Pattern,
    RunRequest,
    Script,
    Shared,
    Transport,
)
from engine.core.units import Value
from engine.session.cycles import expression_of, lists_of
from engine.session.kept import is_same_state, kept_of, state_of

Saved = Callable[[Any], object]
Compare = Callable[[Any, Any], bool]


def saved_content(document: Document) -> Document:
    """Return what is left of `document` when it is saved and opened: no play state, no place, no wishes for runs."""
    branches = {
        branch: Map({name: saved(each) for name, each in getattr(document, branch).items()})
        for branch, saved in _SAVED.items()
    }
    transport = Transport(document.transport.bpm, document.transport.beats_per_bar)
    declared = Map({name: Declared(now=now) for name, now in _declarations(document).items()})
    return replace(document, transport=transport, declared=declared, shared=Shared(), **branches)


def is_same_content(one: Document, other: Document) -> bool:
    """Whether both would save the same file. What they share is not looked at, so asking at every snapshot is cheap.

    Thread: any.
    """
    if one is other:
        return True
    return (
        (one.transport.bpm, one.transport.beats_per_bar) == (other.transport.bpm, other.transport.beats_per_bar)
        and (one.next_number, one.auto_route) == (other.next_number, other.auto_route)
        and (one.connections is other.connections or one.connections == other.connections)
        and all(_is_same_branch(getattr(one, branch), getattr(other, branch), is_same) for branch, is_same in _SAME)
        and (one.declared is other.declared or _declarations(one) == _declarations(other))
    )


def _saved_module(module: Module) -> Module:
    return replace(module, glide=Glide())


def _saved_pattern(pattern: Pattern) -> Pattern:
    return replace(pattern, expression=expression_of(lists_of(pattern.expression)))


def _saved_chain(chain: Chain) -> Chain:
    return replace(chain, restarts=0)


def _saved_script(script: Script) -> Script:
    return replace(script, kept=kept_of(state_of(script.kept)), request=RunRequest())


_SAVED: dict[str, Saved] = {
    "modules": _saved_module,
    "patterns": _saved_pattern,
    "chains": _saved_chain,
    "scripts": _saved_script,
}


def _as_saved(saved: Saved) -> Compare:
    return lambda one, other: saved(one) == saved(other)


def _is_same_script(one: Script, other: Script) -> bool:
    """As the others, but sparing the kept state, which may be long, while a player types."""
    here = replace(one, request=RunRequest(), kept="")
    there = replace(other, request=RunRequest(), kept="")
    return here == there and is_same_state(one.kept, other.kept)


_SAME: tuple[tuple[str, Compare], ...] = (
    *((branch, _as_saved(_SAVED[branch])) for branch in ("modules", "patterns", "chains")),
    ("scripts", _is_same_script),
)


def _is_same_branch(one: Map[str, Any], other: Map[str, Any], is_same: Compare) -> bool:
    if one is other:
        return True
    return len(one) == len(other) and all(
        name in other and (each is other[name] or is_same(each, other[name])) for name, each in one.items()
    )


def _declarations(document: Document) -> dict[str, Map[str, Value]]:
    """What scripts declared, without the numbers of runs; one that declared nothing is as one that never ran."""
    return {name: each.now for name, each in document.declared.items() if each.now and name in document.scripts}
