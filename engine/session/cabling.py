"""Connections between the document and the session file. Reading lays each cable as if a player laid it."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Connection, Document
from engine.core.edits.branches import module_named
from engine.core.errors import EngineError
from engine.modules.stand_in import is_missing, type_of
from engine.session.fields import plain_fields, read_record
from engine.session.layout import OneLine
from engine.session.problems import SessionProblem
from engine.session.records import ConnectionRecord
from engine.session.things import Numbers, Problems


def write_connection(cable: Connection) -> OneLine:
    """Return a cable as it stands in the file."""
    record = ConnectionRecord(
        source=cable.source,
        target=cable.target,
        kind=cable.kind,
        number=cable.number,
        parameter=cable.parameter,
        depth=float(cable.depth),
        offset=float(cable.offset),
        channel=cable.channel,
        is_delayed=cable.is_delayed,
        is_auto=cable.is_auto,
        owner=cable.owner,
    )
    return OneLine(plain_fields(record))


def read_connections(
    plain: list[object], patched: Document, numbers: Numbers, problems: Problems
) -> Map[str, Connection]:
    """Return the connections between the modules of `patched`; `problems` grows by what is wrong with them."""
    laid: dict[str, Connection] = {}
    inputs: dict[tuple[str, int], str] = {}
    for index, item in enumerate(plain):
        place = f"connections[{index}]"
        record = read_record(item, ConnectionRecord, place, problems)
        if record is None:
            continue
        cable = _cable(record)
        numbers.take(record.number, place)
        if cable.key in laid:
            problems.append(SessionProblem(place, f"{cable.key} is connected twice", "remove one"))
            continue
        try:
            patched = _laid(patched, cable)
        except EngineError as error:
            problems.append(SessionProblem(place, str(error)))
            continue
        laid[cable.key] = cable
        _check_channel(patched, cable, place, inputs, problems)
    return Map(laid)


def _cable(record: ConnectionRecord) -> Connection:
    return Connection(
        source=record.source,
        target=record.target,
        kind=record.kind,
        number=record.number,
        channel=record.channel,
        is_auto=record.is_auto,
        owner=record.owner,
        parameter=record.parameter,
        depth=record.depth,
        offset=record.offset,
        is_delayed=record.is_delayed,
    )


def _laid(patched: Document, cable: Connection) -> Document:
    """Lay a cable; one at a module whose type is not there cannot be judged, and is kept. Raises EngineError."""
    ends = module_named(patched, cable.source), module_named(patched, cable.target)
    if any(is_missing(module.type) for module in ends):
        return replace(patched, connections=patched.connections.set(cable.key, cable))
    asked = c.Connect(
        source=cable.source,
        target=cable.target,
        kind=cable.kind,
        parameter=cable.parameter,
        depth=cable.depth,
        offset=cable.offset,
        is_delayed=cable.is_delayed,
    )
    return apply(patched, asked)


def _check_channel(
    patched: Document, cable: Connection, place: str, inputs: dict[tuple[str, int], str], problems: Problems
) -> None:
    target = patched.modules[cable.target]
    channels = type_of(target).channels if cable.kind == "audio" else 0
    lowest = 1 if channels else 0
    if is_missing(target.type):
        return
    if not lowest <= cable.channel <= channels:
        wanted = f"1 to {channels}" if channels else "0"
        message = f'an input of "{cable.target}" is {wanted}, got {cable.channel}'
        problems.append(SessionProblem(f"{place}.channel", message))
    elif channels and inputs.setdefault((cable.target, cable.channel), place) != place:
        first = inputs[cable.target, cable.channel]
        message = f'{first} goes into input {cable.channel} of "{cable.target}" too'
        problems.append(SessionProblem(f"{place}.channel", message))
