"""Edits of modules: add, remove, set a parameter."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from engine.core.document import NOBODY, Document, Module
from engine.core.edits.branches import check_name, free_name, module_named, with_module
from engine.core.edits.connections import without_connections_of
from engine.core.edits.routing import auto_route
from engine.core.errors import EngineError, NameTaken, NotAllowed
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.table import SYSTEM_MODULES, module_type

Values = Iterable[tuple[str, Value]]


def add_module(document: Document, type_name: str, name: str, values: Values, owner: str = NOBODY) -> Document:
    """Make a module and connect its sound to the master, where auto-routing says so.

    Raises:
        UnknownName: no such type or parameter.
        NameTaken: a module of that name exists.
        NotAllowed: a system module, of which there is just one, or a name that cannot be one.
        OutOfRange, WrongType: a value does not fit.
    """
    kind = module_type(type_name)
    name = check_name(name or free_name(type_name, document.modules))
    if kind.is_single:
        raise NotAllowed(f'there is one {type_name} and it is called "{_name_of_the_one(type_name)}"')
    if name in document.modules:
        raise NameTaken(f'there is a {document.modules[name].type} called "{name}" already')
    made = Module(name, document.next_number, type_name, kind.defaults(), owner)
    made = with_values(made, kind, values)
    after = replace(with_module(document, made), next_number=document.next_number + 1)
    return auto_route(after, name)


def remove_module(document: Document, name: str) -> Document:
    """Take a module and its connections away; raises UnknownName or NotAllowed (a system module)."""
    module_named(document, name)
    if name in SYSTEM_MODULES:
        raise NotAllowed(f'"{name}" is always there and cannot be removed')
    without = without_connections_of(document, name)
    return replace(without, modules=without.modules.delete(name))


def set_parameter(document: Document, name: str, parameter: str, value: object) -> Document:
    """Set one parameter; raises UnknownName, OutOfRange or WrongType."""
    module = module_named(document, name)
    changed = with_values(module, module_type(module.type), ((parameter, value),))
    return document if changed is module else with_module(document, changed)


def with_values(module: Module, kind: ModuleType, values: Iterable[tuple[str, object]]) -> Module:
    """Return `module` with `values` checked and set; itself when nothing changed."""
    after = module.values
    for parameter, value in values:
        try:
            checked = kind.parameter(parameter).check(value)
        except EngineError as error:
            raise type(error)(f'{module.type} "{module.name}": {error}') from None
        if parameter not in after or after[parameter] != checked or type(after[parameter]) is not type(checked):
            after = after.set(parameter, checked)
    return module if after is module.values else replace(module, values=after)


def _name_of_the_one(type_name: str) -> str:
    return next((name for name, each in SYSTEM_MODULES.items() if each == type_name), type_name)
