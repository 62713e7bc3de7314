"""Gives a module another name, which all that names it follows: cables, parameters and what scripts have said."""

from __future__ import annotations

from collections.abc import Callable

from immutables import Map
from msgspec.structs import replace

from engine.core.document import Connection, Declared, Document, Module, connection_key
from engine.core.edits.branches import check_name, module_named
from engine.core.errors import NameTaken, NotAllowed
from engine.core.units import Value
from engine.modules.stand_in import type_of
from engine.modules.table import SYSTEM_MODULES

Rename = Callable[[str], str]


def rename_module(document: Document, name: str, new_name: str) -> Document:
    """Give a module another name.

    Raises:
        UnknownName: no such module.
        NotAllowed: a system module, or a name that cannot be one.
        NameTaken: there is a module of that name.
    """
    module = module_named(document, name)
    if check_name(new_name) == name:
        return document
    if name in SYSTEM_MODULES:
        raise NotAllowed(f'"{name}" is always called so')
    if new_name in document.modules:
        raise NameTaken(f'there is a {document.modules[new_name].type} called "{new_name}" already')

    def renamed(each: str) -> str:
        return new_name if each == name else each

    modules = document.modules.delete(name).set(new_name, replace(module, name=new_name))
    return replace(
        document,
        modules=_named_in_values(modules, name, new_name),
        connections=_cables(document.connections, renamed),
        declared=_declared(document, renamed),
    )


def _named_in_values(modules: Map[str, Module], name: str, new_name: str) -> Map[str, Module]:
    after = modules
    for module in modules.values():
        naming = [each.name for each in type_of(module).parameters if each.names == "module"]
        said = {parameter: new_name for parameter in naming if module.values.get(parameter) == name}
        if said:
            after = after.set(module.name, replace(module, values=module.values.update(said)))
    return after


def _cables(connections: Map[str, Connection], renamed: Rename) -> Map[str, Connection]:
    after = connections
    for key, cable in connections.items():
        moved = replace(cable, source=renamed(cable.source), target=renamed(cable.target))
        if moved != cable:
            after = after.delete(key).set(moved.key, moved)
    return after


def _declared(document: Document, renamed: Rename) -> Map[str, Declared]:
    after = document.declared
    for script, record in document.declared.items():
        moved = Declared(_said(record.before, document, renamed), _said(record.now, document, renamed), record.run)
        if moved != record:
            after = after.set(script, moved)
    return after


def _said(said: Map[str, Value], document: Document, renamed: Rename) -> Map[str, Value]:
    after = said
    for key, value in said.items():
        words = key.split(" ")
        moved = value
        if words[0] in ("module", "value", "switch"):
            if words[0] == "value" and isinstance(value, str) and _names_module(document, words[1], words[2]):
                moved = renamed(value)
            words[1] = renamed(words[1])
        elif words[0] in ("cable", "no-cable"):
            words[1] = _key_renamed(words[1], renamed)
        new_key = " ".join(words)
        if (new_key, moved) != (key, value):
            after = after.delete(key).set(new_key, moved)
    return after


def _names_module(document: Document, name: str, parameter: str) -> bool:
    module = document.modules.get(name)
    known = type_of(module).parameters if module is not None else ()
    return any(each.name == parameter and each.names == "module" for each in known)


def _key_renamed(key: str, renamed: Rename) -> str:
    """Return the key of a connection with its ends renamed; names hold none of the marks between them."""
    ends, _, kind = key.rpartition(":")
    source, _, end = ends.partition(">")
    target, _, parameter = end.partition(".")
    return connection_key(renamed(source), renamed(target), kind, parameter)
