"""Edits of connections: lay a cable, take it away, and route a new sound to the master."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import MASTER, NOBODY, Connection, ConnectionKind, Document, Module, connection_key
from engine.core.edits.branches import module_named
from engine.core.errors import NotAllowed, UnknownName
from engine.modules.table import module_type


def connect(
    document: Document,
    source: str,
    target: str,
    kind: ConnectionKind | None,
    owner: str = NOBODY,
    is_auto: bool = False,
) -> Document:
    """Lay a cable; the same document when it lies there already.

    Raises:
        UnknownName: no such module.
        NotAllowed: no output and input of that kind, no free input, or the cable would close a circle.
    """
    kind = _fitting_kind(module_named(document, source), module_named(document, target), kind)
    existing = document.connections.get(connection_key(source, target, kind))
    if existing is not None:
        return (
            document
            if is_auto or not existing.is_auto
            else _with(document, replace(existing, is_auto=False, owner=owner))
        )
    _refuse_circle(document, source, target, kind)
    channel = _free_channel(document, target)
    made = Connection(source, target, kind, document.next_number, channel, is_auto, owner)
    if kind == "audio" and not is_auto:
        document = _without_auto(document, source)
    return replace(_with(document, made), next_number=document.next_number + 1)


def disconnect(document: Document, source: str, target: str, kind: ConnectionKind | None) -> Document:
    """Take every cable of `kind` (or of any) between the two away; raises UnknownName when there is none."""
    module_named(document, source)
    module_named(document, target)
    found = keys_between(document, source, target, kind)
    if not found:
        raise UnknownName(f'"{source}" is not connected to "{target}"')
    return without_connections(document, found)


def keys_between(document: Document, source: str, target: str, kind: ConnectionKind | None) -> list[str]:
    """Return the keys of the cables of `kind`, or of any kind, that lie between the two."""
    kinds = [kind] if kind is not None else ["audio", "event", "parameter", "video"]
    keys = (connection_key(source, target, each) for each in kinds)
    return [key for key in keys if key in document.connections]


def without_connections(document: Document, keys: list[str]) -> Document:
    """Return the document without these connections."""
    after = document.connections
    for key in keys:
        after = after.delete(key)
    return replace(document, connections=after)


def without_connections_of(document: Document, name: str) -> Document:
    """Return the document without any connection from or to a module."""
    touching = [key for key, cable in document.connections.items() if name in (cable.source, cable.target)]
    return without_connections(document, touching) if touching else document


def auto_route(document: Document, name: str) -> Document:
    """Connect a module's sound to the master, when it has sound and no cable for it yet."""
    makes_sound = "audio" in module_type(document.modules[name].type).outputs
    if not makes_sound or MASTER not in document.modules or has_audio_out(document, name):
        return document
    return connect(document, name, MASTER, "audio", is_auto=True)


def has_audio_out(document: Document, name: str) -> bool:
    """Whether the sound of a module goes anywhere."""
    return any(cable.source == name and cable.kind == "audio" for cable in document.connections.values())


def with_owner(document: Document, key: str, owner: str) -> Document:
    """Return the document with a connection handed over to `owner`."""
    return _with(document, replace(document.connections[key], owner=owner))


def _with(document: Document, cable: Connection) -> Document:
    return replace(document, connections=document.connections.set(cable.key, cable))


def _without_auto(document: Document, source: str) -> Document:
    auto = [key for key, cable in document.connections.items() if cable.source == source and cable.is_auto]
    return without_connections(document, auto) if auto else document


def _fitting_kind(source: Module, target: Module, kind: ConnectionKind | None) -> ConnectionKind:
    outputs, inputs = module_type(source.type).outputs, module_type(target.type).inputs
    fitting = [each for each in outputs if each in inputs and kind in (None, each)]
    if fitting:
        return fitting[0]
    wanted = f"{kind} " if kind else ""
    raise NotAllowed(
        f'"{source.name}" ({source.type}) gives {" and ".join(outputs) or "nothing"}, '
        f'"{target.name}" ({target.type}) takes {" and ".join(inputs) or "nothing"}: no {wanted}connection fits'
    )


def _free_channel(document: Document, target: str) -> int:
    channels = module_type(document.modules[target].type).channels
    if not channels:
        return 0
    taken = {cable.channel for cable in document.connections.values() if cable.target == target}
    for channel in range(1, channels + 1):
        if channel not in taken:
            return channel
    raise NotAllowed(f'"{target}" has {channels} inputs and all are taken; disconnect one first')


def _refuse_circle(document: Document, source: str, target: str, kind: str) -> None:
    path = _path(document, target, source, kind)
    if path:
        raise NotAllowed(f"that would close a circle: {' > '.join([source, *path])}")


def _path(document: Document, start: str, goal: str, kind: str) -> list[str]:
    """Return the modules from `start` to `goal` along cables of `kind`, or nothing."""
    trails = [[start]]
    seen = {start}
    while trails:
        trail = trails.pop()
        if trail[-1] == goal:
            return trail
        for cable in document.connections.values():
            if cable.source == trail[-1] and cable.kind == kind and cable.target not in seen:
                seen.add(cable.target)
                trails.append([*trail, cable.target])
    return []
