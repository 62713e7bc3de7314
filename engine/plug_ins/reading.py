"""Reads a plug-in: runs its file, finds the types that it brings, and says what is wrong with it."""

from __future__ import annotations

import importlib.util
import sys
import traceback
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, NamedTuple

from engine.core.document import ConnectionKind
from engine.core.errors import EngineError
from engine.core.live import PluginStatus
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import PAN, volume
from engine.modules.table import MODULE_TYPES
from engine.plug_ins.surface import Effect, Instrument, PlugIn

_PORTS: dict[type[PlugIn], tuple[tuple[ConnectionKind, ...], tuple[ConnectionKind, ...]]] = {
    Effect: (("audio",), ("audio",)),
    Instrument: (("event",), ("audio",)),
}


class PlugInMistake(EngineError):
    """A plug-in cannot be used; the sentence says why."""


class PluggedType(NamedTuple):
    """A module type that a plug-in brought."""

    kind: ModuleType
    make: type[Effect] | type[Instrument]


class Reading(NamedTuple):
    """What came of reading one plug-in: its types, or what is wrong with it."""

    status: PluginStatus
    types: tuple[PluggedType, ...] = ()


def read_file(path: Path) -> Reading:
    """Run a plug-in's file. Whatever it raises is told, and nothing else suffers from it."""
    module_name = f"moonloop_plug_in_{path.stem}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    assert spec is not None, "a .py file has a loader"
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module  # dataclasses and pickling look a class up by its module
    try:
        spec.loader.exec_module(module)
        found = [each for each in vars(module).values() if _is_plug_in(each) and each.__module__ == module_name]
        return _told(path.name, found)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        return Reading(PluginStatus(path.name, (), f"{path.name}{_line_in(path, error)}: {_words(error)}"))


def read_entry_point(entry_point: EntryPoint) -> Reading:
    """Load the plug-in that an installed package offers: a class, or a module or list of them."""
    try:
        loaded = entry_point.load()
        offered = loaded if isinstance(loaded, (list, tuple)) else [loaded]
        if not isinstance(loaded, (list, tuple, type)):
            offered = list(vars(loaded).values())
        return _told(entry_point.name, [each for each in offered if _is_plug_in(each)])
    except (Exception, SystemExit) as error:  # noqa: BLE001 - as above
        return Reading(PluginStatus(entry_point.name, (), f"plug-in {entry_point.name}: {_words(error)}"))


def _told(name: str, classes: list[Any]) -> Reading:
    if not classes:
        raise PlugInMistake(
            "there is no plug-in in it: a class made from Effect or Instrument of engine.plug_ins.surface"
        )
    types = tuple(_plugged_type(each) for each in classes)
    return Reading(PluginStatus(name, tuple(each.kind.name for each in types)), types)


def _is_plug_in(found: object) -> bool:
    return isinstance(found, type) and issubclass(found, (Effect, Instrument)) and found not in (Effect, Instrument)


def _plugged_type(made: type[Effect] | type[Instrument]) -> PluggedType:
    who = made.__name__
    name = getattr(made, "name", None)
    if not isinstance(name, str) or not name.isidentifier():
        raise PlugInMistake(f'{who}.name is a word such as "ringModulator", got {name!r}')
    if name in MODULE_TYPES:
        raise PlugInMistake(f'{who}: there is a module type "{name}" already; call it something else')
    missing = sorted(getattr(made, "__abstractmethods__", ()))
    if missing:
        raise PlugInMistake(f"{who} has no {' and no '.join(missing)}")
    kind: type[PlugIn] = Effect if issubclass(made, Effect) else Instrument
    inputs, outputs = _PORTS[kind]
    return PluggedType(
        ModuleType(
            name=name,
            label=made.label or name,
            group="effect" if kind is Effect else "instrument",
            summary=made.summary or f"A plug-in, {who}.",
            inputs=inputs,
            outputs=outputs,
            parameters=_parameters(made),
        ),
        made,
    )


def _parameters(made: type[Effect] | type[Instrument]) -> tuple[Parameter, ...]:
    """Return its own parameters, checked, and volume and pan."""
    who, own = made.__name__, made.parameters
    if not isinstance(own, (tuple, list)) or not all(isinstance(each, Parameter) for each in own):
        raise PlugInMistake(f"{who}.parameters is a tuple of Parameter")
    names = [each.name for each in own]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise PlugInMistake(f'{who}: there are two parameters called "{twice[0]}"')
    for each in own:
        if not isinstance(each.name, str) or not each.name.isidentifier():
            raise PlugInMistake(f"{who}: a parameter's name is a word, got {each.name!r}")
        try:
            each.check(each.default)
        except EngineError as error:
            raise PlugInMistake(f"{who}: the default of a parameter does not fit it: {error}") from None
    return (*own, *(each for each in (volume(), PAN) if each.name not in names))


def _line_in(path: Path, error: BaseException) -> str:
    """Return `:3`, the line of the plug-in's file that failed, or nothing when it is not known."""
    if isinstance(error, SyntaxError) and error.lineno and error.filename == str(path):
        return f":{error.lineno}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return f":{lines[-1]}" if lines else ""


def _words(error: BaseException) -> str:
    if isinstance(error, PlugInMistake):
        return str(error)
    return f"{type(error).__name__}: {error.msg if isinstance(error, SyntaxError) else error}"
