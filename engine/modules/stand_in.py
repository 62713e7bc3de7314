"""What stands in for a module's type while its plug-in is not there: it takes every cable and has nothing to set."""

from __future__ import annotations

from immutables import Map

from engine.core.document import Module
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.table import module_types


def type_of(module: Module) -> ModuleType:
    """Return the type of a module that is in a document; a stand-in where there is no such type. Thread: any."""
    return module_types().get(module.type) or stand_in(module.type)


def values_of(module: Module) -> Map[str, Value]:
    """Return every parameter of a module's type, by name.

    One that the module does not hold is at its default: its plug-in came back after the session was opened, or has a
    parameter more than before. Thread: any.
    """
    kind = type_of(module)
    held = {each.name: module.values[each.name] for each in kind.parameters if each.name in module.values}
    return kind.defaults().update(held)


def is_missing(type_name: str) -> bool:
    """Whether no module type is called so, now."""
    return type_name not in module_types()


def stand_in(type_name: str) -> ModuleType:
    """Return what is known of a type that is not there: nothing, so it allows every cable and tells no parameter."""
    return ModuleType(
        name=type_name,
        label=type_name,
        group="utility",
        summary="Silent: the plug-in that brings this type is not there. Its values and cables are kept.",
        inputs=("audio", "event", "parameter"),
        outputs=("audio", "event", "parameter"),
    )
