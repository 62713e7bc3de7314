"""Declarations: what a script's run says that there is.

A script says the same things each time it runs. Each thing is recorded under a key with the value it had; the next run
compares. A value that the script says again unchanged leaves alone what hands did to it in between. What is no longer
said is swept when the run ends.
"""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.document import Declared, Document, Switch, connection_key
from engine.core.edits import connections, modules, switches, transport
from engine.core.edits.branches import check_name, module_named, script_named
from engine.core.edits.ports import fitting_kind
from engine.core.edits.record import is_said_again, noted, record_of, unsaid_before, with_record
from engine.core.edits.sweep import sweep
from engine.core.errors import NameTaken
from engine.core.units import Value
from engine.modules.table import module_type

Values = tuple[tuple[str, Value], ...]


def begin_run(document: Document, script: str, run: int) -> Document:
    """Open a run of `script`; raises UnknownName when it is gone."""
    script_named(document, script)
    last = document.declared.get(script, Declared())
    return with_record(document, script, Declared(before=last.before.update(last.now), now=Map(), run=run))


def is_overtaken(document: Document, script: str, run: int) -> bool:
    """Whether a newer run of `script` is in the document already."""
    last = document.declared.get(script)
    return last is not None and run < last.run


def end_run(document: Document, script: str) -> Document:
    """Close the run: sweep, and connect to the master what the sweep left without a cable."""
    record = record_of(document, script)
    swept = sweep(document, script, record.before, record.now)
    return with_record(swept, script, replace(record, before=Map()))


def declare_module(document: Document, script: str, type_name: str, name: str, values: Values) -> Document:
    """There is a module of this type and name; raises NameTaken when it is another's and of another type."""
    kind = module_type(type_name)
    existing = document.modules.get(check_name(name))
    if existing is not None and existing.type != type_name:
        is_own = existing.owner == script and f"module {name}" not in record_of(document, script).now
        if not is_own:
            raise NameTaken(f'there is a {existing.type} called "{name}" already; call this {type_name} something else')
        document, existing = modules.remove_module(document, name), None
    if existing is None:
        document = modules.add_module(document, type_name, name, values, owner=script)
        document = unsaid_before(document, script, name, ("value", "switch"))
    document = noted(document, script, f"module {name}", type_name)
    for parameter, value in values:
        if existing is None:
            document = noted(document, script, f"value {name} {parameter}", kind.parameter(parameter).check(value))
        else:
            document = declare_value(document, script, name, parameter, value)
    return document


def declare_value(document: Document, script: str, module: str, parameter: str, value: object) -> Document:
    """This parameter is so."""
    after = modules.set_parameter(document, module, parameter, value)
    checked = module_type(module_named(document, module).type).parameter(parameter).check(value)
    key = f"value {module} {parameter}"
    return noted(document if is_said_again(document, script, key, checked) else after, script, key, checked)


def declare_tempo(document: Document, script: str, bpm: float) -> Document:
    """The tempo is so."""
    after = transport.set_tempo(document, bpm)
    return noted(
        document if is_said_again(document, script, "tempo", float(bpm)) else after, script, "tempo", float(bpm)
    )


def declare_signature(document: Document, script: str, beats_per_bar: int) -> Document:
    """The metre is so."""
    after = transport.set_signature(document, beats_per_bar)
    is_again = is_said_again(document, script, "signature", beats_per_bar)
    return noted(document if is_again else after, script, "signature", beats_per_bar)


def declare_switch(document: Document, script: str, module: str, switch: Switch, *, is_on: bool) -> Document:
    """This switch of a module is so."""
    after = switches.set_switch(document, module, switch, is_on=is_on)
    key = f"switch {module} {switch}"
    return noted(document if is_said_again(document, script, key, is_on) else after, script, key, is_on)


def declare_connection(document: Document, said: c.DeclareConnection) -> Document:
    """There is this cable, with this depth and offset."""
    kind = fitting_kind(module_named(document, said.source), module_named(document, said.target), said)
    name = connection_key(said.source, said.target, kind, said.parameter)
    key, words = f"cable {name}", f"{said.depth:g} {said.offset:g}{' delayed' if said.is_delayed else ''}"
    after = connections.connect(document, said, owner=said.script)
    lies = document.connections.get(name)
    is_again = lies is not None and not lies.is_auto and is_said_again(document, said.script, key, words)
    return noted(document if is_again else after, said.script, key, words)


def declare_no_connection(document: Document, said: c.DeclareNoConnection) -> Document:
    """There is no such cable; that there was none is no mistake."""
    module_named(document, said.source)
    module_named(document, said.target)
    document = connections.without_connections(document, connections.keys_between(document, said))
    name = connection_key(said.source, said.target, said.kind or "any", said.parameter)
    return noted(document, said.script, f"no-cable {name}", True)
