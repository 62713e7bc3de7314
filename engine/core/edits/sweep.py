"""The sweep: takes away what a script said that there is, and says no longer.

What others made is never touched. What this script made and another says too is handed over to that one.
"""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core.document import MASTER, Document, connection_key
from engine.core.edits import connections, modules, patterns_unsaid, routing, switches
from engine.core.edits.branches import with_module
from engine.core.edits.record import heir
from engine.core.units import Value
from engine.modules.stand_in import values_of
from engine.modules.table import module_type


def sweep(document: Document, script: str, before: Map[str, Value], now: Map[str, Value]) -> Document:
    """Return the document without what `script` said `before`, says no more `now`, and made itself."""
    gone = sorted(key for key in before if key not in now)
    orphans = set()
    for key in gone:
        word, _, rest = key.partition(" ")
        if word == "cable" and rest in document.connections and document.connections[rest].owner == script:
            if other := heir(document, script, key):
                document = connections.with_owner(document, rest, other)
            else:
                orphans.add(document.connections[rest].source)
                document = connections.without_connections(document, [rest])
        elif word == "value":
            document = _value_unsaid(document, script, key, before[key])
        elif word == "switch":
            document = _switch_unsaid(document, script, key, before[key])
        elif word in patterns_unsaid.DETAILS:
            document = patterns_unsaid.detail_unsaid(document, script, key, before[key], now)
    for key in gone:
        document, lost = _thing_unsaid(document, script, key)
        orphans |= lost
    for name in sorted(orphans & set(document.modules)):
        if not any(f"no-cable {connection_key(name, MASTER, kind)}" in now for kind in ("audio", "any")):
            document = routing.auto_route(document, name)
    return document


def _thing_unsaid(document: Document, script: str, key: str) -> tuple[Document, set[str]]:
    word, _, name = key.partition(" ")
    if word in patterns_unsaid.THINGS:
        return patterns_unsaid.thing_unsaid(document, script, key), set()
    other = heir(document, script, key)
    if word == "module" and name in document.modules and document.modules[name].owner == script:
        if other:
            return with_module(document, replace(document.modules[name], owner=other)), set()
        feeding = {
            cable.source for cable in document.connections.values() if cable.target == name and cable.kind == "audio"
        }
        return modules.remove_module(document, name), feeding
    return document, set()


def _value_unsaid(document: Document, script: str, key: str, said: Value) -> Document:
    _, name, parameter = key.split(" ")
    module = document.modules.get(name)
    if module is None or module.values.get(parameter) != said or heir(document, script, key):
        return document
    if parameter not in values_of(module):  # its plug-in is gone, or has it no more: no default is known
        return document
    return modules.set_parameter(document, name, parameter, module_type(module.type).parameter(parameter).default)


def _switch_unsaid(document: Document, script: str, key: str, said: Value) -> Document:
    _, name, word = key.split(" ")
    module = document.modules.get(name)
    switch = next(each for each in switches.UNSWITCHED if each == word)
    if module is None or switches.switch_of(module, switch) != said or heir(document, script, key):
        return document
    return switches.set_switch(document, name, switch, is_on=switches.UNSWITCHED[switch])
