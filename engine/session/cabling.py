"""Reads the connections of a session file, and checks them by laying each cable as if a player laid it."""

from __future__ import annotations

from immutables import Map

from engine.core.document import Connection, Document
from engine.core.edits.connections import connect
from engine.core.errors import EngineError
from engine.modules.table import module_type
from engine.session.fields import read_record
from engine.session.problems import SessionProblem
from engine.session.records import ConnectionRecord
from engine.session.things import Numbers


def read_connections(
    plain: list[object], patched: Document, numbers: Numbers, problems: list[SessionProblem]
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
            patched = connect(patched, cable.source, cable.target, cable.kind, is_auto=cable.is_auto)
        except EngineError as error:
            problems.append(SessionProblem(place, str(error)))
            continue
        laid[cable.key] = cable
        _check_channel(patched, cable, place, inputs, problems)
    return Map(laid)


def _cable(record: ConnectionRecord) -> Connection:
    return Connection(
        record.source, record.target, record.kind, record.number, record.channel, record.is_auto, record.owner
    )


def _check_channel(
    patched: Document, cable: Connection, place: str, inputs: dict[tuple[str, int], str], problems: list[SessionProblem]
) -> None:
    channels = module_type(patched.modules[cable.target].type).channels
    lowest = 1 if channels else 0
    if not lowest <= cable.channel <= channels:
        wanted = f"1 to {channels}" if channels else "0"
        message = f'an input of "{cable.target}" is {wanted}, got {cable.channel}'
        problems.append(SessionProblem(f"{place}.channel", message))
    elif channels and inputs.setdefault((cable.target, cable.channel), place) != place:
        first = inputs[cable.target, cable.channel]
        message = f'{first} goes into input {cable.channel} of "{cable.target}" too'
        problems.append(SessionProblem(f"{place}.channel", message))
