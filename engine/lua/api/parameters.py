"""Parameters of modules, as scripts set and read them."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.edits.branches import module_named
from engine.core.errors import WrongType
from engine.core.path_parts import is_path
from engine.core.paths import ParameterPlace, command_for, resolve, value_at
from engine.core.units import Value
from engine.lua.api.arguments import name_of, text_of
from engine.lua.api.modules import checked_value
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.lua.wording import shown
from engine.modules.stand_in import type_of, values_of

SINCE = "0.1"


def set_parameter(stage: Stage, name: Any = None, parameter: Any = None, value: Any = None) -> None:
    """Set one parameter of a module, or what a path such as `seq.step[4].note` leads to."""
    called = name_of(name, "setParam", "the module")
    if is_path(called):
        _set_at(stage, called, parameter)
        return
    wanted = text_of(parameter, f'"{called}"', "the parameter")
    if is_path(wanted):
        _set_at(stage, f"{called}.{wanted}", value)
    else:
        _set(stage, called, wanted, value)


def _set_at(stage: Stage, path: str, value: Any) -> None:
    place = resolve(stage.document, path)
    if isinstance(place, ParameterPlace):
        _set(stage, place.module, place.parameter.name, value)
        return
    if isinstance(value, (dict, Handle)):
        raise WrongType(f"setParam: {path} is a number or a text, got {shown(value)}")
    stage.perform(command_for(stage.document, path, value))


def _set(stage: Stage, module: str, parameter: str, value: Any) -> None:
    kind = type_of(module_named(stage.document, module))
    checked = checked_value(stage, kind, module, parameter, value)
    stage.perform(c.SetParameter(module=module, parameter=parameter, value=checked))


def get_parameter(stage: Stage, name: Any = None, parameter: Any = None) -> Value | None:
    """Tell one parameter of a module, or what a path leads to."""
    called = name_of(name, "getParam", "the module")
    if is_path(called):
        return value_at(stage.document, called)
    found = module_named(stage.document, called)
    wanted = text_of(parameter, f'"{found.name}"', "the parameter")
    if is_path(wanted):
        return value_at(stage.document, f"{called}.{wanted}")
    return values_of(found)[type_of(found).parameter(wanted).name]


def preset(stage: Stage, name: Any = None, said: Any = None) -> None:
    """Set every parameter that a preset tells."""
    found = module_named(stage.document, name_of(name, "preset", "the module"))
    chosen = type_of(found).preset(text_of(said, "preset", "the preset"))
    if not stage.is_declaring:
        stage.perform(c.ApplyPreset(module=found.name, preset=chosen.name))
        return
    for parameter, value in sorted(chosen.values.items()):
        stage.perform(c.SetParameter(module=found.name, parameter=parameter, value=value))


PARAMETERS = (
    LuaFunction(name="setParam", usage="setParam(module, parameter, value) | setParam(path, value)",
                summary="Set one parameter of a module.",
                since=SINCE, example='synth("bass") setParam("bass", "cutoff", 500)', call=set_parameter),
    LuaFunction(name="getParam", usage="getParam(module, parameter) | getParam(path)",
                summary="Tell one parameter of a module.",
                since=SINCE, example='synth("bass") print(getParam("bass", "cutoff"))', call=get_parameter),
    LuaFunction(name="preset", usage="preset(module, name)", summary="Have a module sound as one of its presets.",
                since="0.2", example='synth("bass") preset("bass", "acid")', call=preset),
    LuaFunction(name="module:set", usage="handle:set(parameter, value)", summary="Set one parameter.",
                since=SINCE, example='synth("bass"):set("cutoff", 500)', call=set_parameter),
    LuaFunction(name="module:get", usage="handle:get(parameter)", summary="Tell one parameter.",
                since=SINCE, example='print(synth("bass"):get("cutoff"))', call=get_parameter),
    LuaFunction(name="module:preset", usage="handle:preset(name)", summary="Have it sound as one of its presets.",
                since="0.2", example='synth("bass"):preset("acid")', call=preset),
)  # fmt: skip
