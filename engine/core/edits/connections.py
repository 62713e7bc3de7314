"""Edits of connections: lay a cable, change what is said of one, take cables away."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from engine.core.commands.connections import Between, Cable
from engine.core.document import NOBODY, Connection, Document, connection_key
from engine.core.edits.branches import module_named
from engine.core.edits.circles import refuse_circle
from engine.core.edits.ports import check_amounts, fitting_kind, free_channel
from engine.core.edits.routing import end_chain, without_auto
from engine.core.errors import UnknownName


def connect(document: Document, asked: Cable, owner: str = NOBODY) -> Document:
    """Lay a cable; where it lies already, change what is said of it. The same document when nothing changed.

    Raises:
        UnknownName: no such module or parameter.
        NotAllowed: no output and input of that kind, no free input, or the cable would close a circle.
        OutOfRange: depth or offset.
    """
    kind = fitting_kind(module_named(document, asked.source), module_named(document, asked.target), asked)
    check_amounts(asked, kind)
    existing = document.connections.get(connection_key(asked.source, asked.target, kind, asked.parameter))
    if existing is not None:
        return _changed(document, existing, asked, owner)
    if not asked.is_delayed:
        refuse_circle(document, asked.source, asked.target)
    made = Connection(
        asked.source, asked.target, kind, document.next_number,
        channel=free_channel(document, asked.target) if kind == "audio" else 0, owner=owner,
        parameter=asked.parameter, depth=float(asked.depth), offset=float(asked.offset), is_delayed=asked.is_delayed,
    )  # fmt: skip
    if kind == "audio":
        document = without_auto(document, asked.source, asked.target)
    document = replace(_with(document, made), next_number=document.next_number + 1)
    return end_chain(document, asked.target) if kind == "audio" else document


def disconnect(document: Document, asked: Between) -> Document:
    """Take away every cable between two modules that fits what is asked; raises UnknownName when there is none."""
    module_named(document, asked.source)
    module_named(document, asked.target)
    found = keys_between(document, asked)
    if not found:
        end = f"{asked.target}.{asked.parameter}" if asked.parameter else asked.target
        raise UnknownName(f'"{asked.source}" is not connected to "{end}"')
    return without_connections(document, found)


def disconnect_all(document: Document, name: str) -> Document:
    """Take every cable of a module away; with no name, every cable there is. Raises UnknownName."""
    if not name:
        return without_connections(document, list(document.connections))
    module_named(document, name)
    return without_connections_of(document, name)


def keys_between(document: Document, asked: Between) -> list[str]:
    """Return the keys of the cables that lie between two modules, of the kind and parameter that are asked for."""
    return sorted(
        key for key, cable in document.connections.items()
        if (cable.source, cable.target) == (asked.source, asked.target)
        and asked.kind in (None, cable.kind) and asked.parameter in ("", cable.parameter)
    )  # fmt: skip


def without_connections(document: Document, keys: Iterable[str]) -> Document:
    """Return the document without these connections; itself when there are none."""
    after = document.connections
    for key in keys:
        after = after.delete(key)
    return document if after is document.connections else replace(document, connections=after)


def without_connections_of(document: Document, name: str) -> Document:
    """Return the document without any connection from or to a module."""
    return without_connections(
        document, [key for key, cable in document.connections.items() if name in (cable.source, cable.target)]
    )


def with_owner(document: Document, key: str, owner: str) -> Document:
    """Return the document with a connection handed over to `owner`."""
    return _with(document, replace(document.connections[key], owner=owner))


def _changed(document: Document, existing: Connection, asked: Cable, owner: str) -> Document:
    """Have a cable that lies there be as asked; one that the house laid is the asker's from now on."""
    after = replace(
        existing, depth=float(asked.depth), offset=float(asked.offset), is_delayed=asked.is_delayed,
        is_auto=False, owner=owner if existing.is_auto else existing.owner,
    )  # fmt: skip
    if after == existing:
        return document
    if existing.is_delayed and not after.is_delayed:
        refuse_circle(document, existing.source, existing.target)
    return _with(document, after)


def _with(document: Document, cable: Connection) -> Document:
    return replace(document, connections=document.connections.set(cable.key, cable))
