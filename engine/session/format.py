"""Writes a document as the text of a session file: readable JSON, in order of creation, with the scripts inside.

    {"moonloop": 1, "tempo": 124.0, "beatsPerBar": 4, "nextNumber": 9,
     "modules": [...], "connections": [...], "patterns": [...], "scripts": [...]}

A value has a line of its own, and so have a connection, four beats of steps, a step with a note and a line of a script:
what a player changed is what a diff shows. `engine.session.reading` is the way back.
"""

from __future__ import annotations

from typing import Any

import msgspec

from engine.core.document import Connection, Document, Module, Pattern, Script, in_order
from engine.modules.table import module_type
from engine.patterns.notation import format_steps, parse_steps
from engine.session.kept import state_of
from engine.session.layout import OneLine, lay_out
from engine.session.records import (
    FORMAT,
    ConnectionRecord,
    ModuleRecord,
    PatternRecord,
    ScriptRecord,
    SessionRecord,
    StepRecord,
)

BEATS_A_LINE = 4  # of a pattern


def to_text(document: Document) -> str:
    """Return the whole session file. The same document gives the same text. Thread: any."""
    record = SessionRecord(
        moonloop=FORMAT,
        tempo=float(document.transport.bpm),
        beats_per_bar=document.transport.beats_per_bar,
        next_number=document.next_number,
        modules=[_module(module) for module in in_order(document.modules)],
        connections=[_connection(cable) for cable in in_order(document.connections)],
        patterns=[_pattern(pattern) for pattern in in_order(document.patterns)],
        scripts=[_script(document, script) for script in in_order(document.scripts)],
    )
    return lay_out(_fields(record))


def _module(module: Module) -> dict[str, Any]:
    values = {each.name: module.values[each.name] for each in module_type(module.type).parameters}
    return _fields(
        ModuleRecord(name=module.name, type=module.type, number=module.number, owner=module.owner, values=values)
    )


def _connection(cable: Connection) -> OneLine:
    record = ConnectionRecord(
        source=cable.source,
        target=cable.target,
        kind=cable.kind,
        number=cable.number,
        channel=cable.channel,
        is_auto=cable.is_auto,
        owner=cable.owner,
    )
    return OneLine(msgspec.to_builtins(record))


def _pattern(pattern: Pattern) -> dict[str, Any]:
    drawn = format_steps(pattern.steps)
    width = BEATS_A_LINE * pattern.steps_per_beat
    record = PatternRecord(
        name=pattern.name,
        number=pattern.number,
        count=pattern.count,
        steps_per_beat=pattern.steps_per_beat,
        owner=pattern.owner,
        steps=[drawn[start : start + width] for start in range(0, len(drawn), width)],
        details=_details(pattern, drawn),
    )
    return _fields(record)


def _details(pattern: Pattern, drawn: str) -> list[OneLine]:
    details = []
    for number, (step, plain) in enumerate(zip(pattern.steps, parse_steps(drawn), strict=True), start=1):
        if step != plain:
            velocity = None if step.velocity == plain.velocity else float(step.velocity)
            note = None if step.note is None else float(step.note)
            length = None if step.length is None else float(step.length)
            record = StepRecord(step=number, velocity=velocity, note=note, length=length)
            details.append(OneLine(msgspec.to_builtins(record)))
    return details


def _script(document: Document, script: Script) -> dict[str, Any]:
    declared = document.declared.get(script.name)
    record = ScriptRecord(
        name=script.name,
        number=script.number,
        enabled=script.is_enabled,
        mode=script.mode,
        loop_min_seconds=script.loop_min_seconds,
        loop_max_seconds=script.loop_max_seconds,
        level=script.level,
        text=script.text.split("\n"),
        state=state_of(script.kept),
        declared=dict(sorted(declared.now.items())) if declared is not None else {},
    )
    return _fields(record)


def _fields(record: msgspec.Struct) -> dict[str, Any]:
    """Return the fields of `record` by their names in the file; what they hold is left as it is."""
    return {field.encode_name: getattr(record, field.name) for field in msgspec.structs.fields(type(record))}
