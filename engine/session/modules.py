"""Modules between the document and the session file, which holds the values that differ from their defaults."""

from __future__ import annotations

from typing import Any

from immutables import Map

from engine.core.document import Module
from engine.core.errors import EngineError, NotAllowed, UnknownName
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.stand_in import is_missing, values_of
from engine.modules.table import MODULE_TYPES, SYSTEM_MODULES, module_type
from engine.session.fields import plain_fields, plain_value, value_of
from engine.session.problems import SessionProblem
from engine.session.records import FORMAT, ModuleRecord
from engine.session.things import Numbers, Problems, named


def write_module(module: Module) -> dict[str, Any]:
    """Return a module as it stands in the file."""
    record = ModuleRecord(
        name=module.name,
        type=module.type,
        number=module.number,
        owner=module.owner,
        enabled=module.is_enabled,
        muted=module.is_muted,
        soloed=module.is_soloed,
        values={name: plain_value(value) for name, value in _said_values(module)},
    )
    return plain_fields(record)


def _said_values(module: Module) -> list[tuple[str, Value]]:
    """The values that differ from their defaults, in the order of the type; all of a type that is not there."""
    if is_missing(module.type):
        return sorted(module.values.items())
    values = values_of(module)
    changed = [each for each in module_type(module.type).parameters if values[each.name] != each.default]
    return [(parameter.name, values[parameter.name]) for parameter in changed]


def read_modules(plain: list[object], version: int, numbers: Numbers, problems: Problems) -> Map[str, Module]:
    """Return the good modules; `problems` grows by what is wrong with the others.

    Args:
        version: Of the file's format. What an older Moonloop wrote need not fit: that is a warning.
    """
    modules = {}
    for place, record in named(plain, ModuleRecord, "modules", numbers, problems):
        values = _values(record, version, place, problems)
        modules[record.name] = Module(
            record.name, record.number, record.type, values, record.owner,
            record.enabled, record.muted, record.soloed,
        )  # fmt: skip
    return Map(modules)


def _values(record: ModuleRecord, version: int, place: str, problems: Problems) -> Map[str, Value]:
    try:
        kind = module_type(record.type)
        _check_system(record, kind)
    except UnknownName as error:
        remedy = "it is kept, silent, until the plug-in that brings it is there"
        problems.append(SessionProblem(f"{place}.type", str(error), remedy, is_warning=True))
        return _kept_values(record, place, problems)
    except EngineError as error:
        problems.append(SessionProblem(f"{place}.type", str(error)))
        return Map()
    is_old = version < FORMAT or kind.name not in MODULE_TYPES
    return _checked_values(record, kind, place, problems, is_old=is_old)


def _check_system(record: ModuleRecord, kind: ModuleType) -> None:
    wanted = SYSTEM_MODULES.get(record.name)
    if wanted not in (None, kind.name) or (kind.is_single and wanted is None):
        raise NotAllowed(f'"{record.name}" cannot be of type {kind.name}')


def _checked_values(
    record: ModuleRecord, kind: ModuleType, place: str, problems: Problems, *, is_old: bool
) -> Map[str, Value]:
    """Every value of the type. One that does not fit, from an older Moonloop or plug-in, is at its default."""
    values = kind.defaults()
    for name, value in record.values.items():
        try:
            values = values.set(name, kind.parameter(name).check(value))
        except EngineError as error:
            message = f'{record.type} "{record.name}": {error}'
            remedy = "its default is taken" if is_old else "correct it in the file"
            problems.append(SessionProblem(f"{place}.values.{name}", message, remedy, is_warning=is_old))
    return values


def _kept_values(record: ModuleRecord, place: str, problems: Problems) -> Map[str, Value]:
    kept = {name: value_of(plain, f"{place}.values.{name}", problems) for name, plain in record.values.items()}
    return Map({name: value for name, value in kept.items() if value is not None})
