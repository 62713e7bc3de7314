"""Modules and connections, as scripts say them. Each constructor states what there is, and returns a handle."""

from __future__ import annotations

from typing import Any, get_args

from engine.core import commands as c
from engine.core.document import MASTER, ConnectionKind
from engine.core.edits.branches import module_named
from engine.core.errors import EngineError, NotAllowed, UnknownName, WrongType, did_you_mean
from engine.core.units import Value, exact, parse_note
from engine.lua.api.arguments import name_of, number_of, options_of, shown, text_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.modules.module_type import ModuleType
from engine.modules.table import MODULE_TYPES, module_type
from engine.patterns.notation import is_step_string, parse_steps

SINCE = "0.1"


def module(stage: Stage, type_name: Any = None, name: Any = None, options: Any = None) -> Handle:
    """There is a module of this type and name, with these values."""
    return make(stage, module_type(text_of(type_name, "module", "the type")), name, options)


def make(stage: Stage, kind: ModuleType, name: Any, options: Any) -> Handle:
    """There is a module of `kind`."""
    called = name_of(name, kind.name)
    given = options_of(options, kind.name)
    targets = given.pop("to", None) if kind.name == "sequencer" else None
    if kind.name == "sequencer" and "pattern" in given:
        given["pattern"] = _pattern_for(stage, called, given["pattern"])
    values = tuple((key, _value(stage, kind, called, key, value)) for key, value in given.items())
    if stage.is_declaring or called not in stage.document.modules:
        stage.perform(c.AddModule(type=kind.name, name=called, values=values))
    else:
        _reuse(stage, kind, called, values)
    for target in _targets(stage, called, targets):
        connect(stage, called, target, "event")
    return Handle("module", called)


def _reuse(stage: Stage, kind: ModuleType, name: str, values: tuple[tuple[str, Value], ...]) -> None:
    existing = stage.document.modules[name].type
    if existing != kind.name:
        raise NotAllowed(f'there is a {existing} called "{name}" already; call this {kind.name} something else')
    for parameter, value in values:
        stage.perform(c.SetParameter(module=name, parameter=parameter, value=value))


def _value(stage: Stage, kind: ModuleType, name: str, parameter: str, value: Any) -> Value:
    try:
        checked = kind.parameter(parameter).check(value)
    except EngineError as error:
        raise type(error)(f'{kind.name} "{name}": {error}') from None
    if kind.parameter(parameter).names == "sample" and checked:
        stage.check_sample(str(checked))
    return checked


def _pattern_for(stage: Stage, sequencer: str, said: Any) -> str:
    """The name of a pattern that is there, or of one made from a step string and called after its sequencer."""
    text = name_of(said, f'sequencer "{sequencer}"', "the pattern")
    if text in stage.document.patterns:
        return text
    if not is_step_string(text):
        hint = did_you_mean(text, stage.document.patterns) or '; make it first: pattern("name", "x...x...")'
        raise UnknownName(f'sequencer "{sequencer}": there is no pattern "{text}"{hint}')
    _declare_steps(stage, sequencer, text)
    return sequencer


def _declare_steps(stage: Stage, name: str, text: str) -> None:
    steps = parse_steps(text)
    if stage.is_declaring or name not in stage.document.patterns:
        stage.perform(c.AddPattern(name=name, steps=steps))


def _targets(stage: Stage, sequencer: str, said: Any) -> list[str]:
    """The modules that a sequencer is to play: one, or a list."""
    each = said if isinstance(said, list) else [] if said is None else [said]
    names = [name_of(target, f'sequencer "{sequencer}"', "each module in `to`") for target in each]
    return [module_named(stage.document, name).name for name in names]


def set_parameter(stage: Stage, name: Any = None, parameter: Any = None, value: Any = None) -> None:
    """Set one parameter of a module."""
    called = name_of(name, "setParam", "the module")
    wanted = text_of(parameter, f'"{called}"', "the parameter")
    kind = module_type(module_named(stage.document, called).type)
    checked = _value(stage, kind, called, wanted, value)
    stage.perform(c.SetParameter(module=called, parameter=wanted, value=checked))


def get_parameter(stage: Stage, name: Any = None, parameter: Any = None) -> Value:
    """Tell one parameter of a module."""
    found = module_named(stage.document, name_of(name, "getParam", "the module"))
    wanted = text_of(parameter, f'"{found.name}"', "the parameter")
    return found.values[module_type(found.type).parameter(wanted).name]


def trigger(stage: Stage, name: Any = None, options: Any = None) -> None:
    """Sound one note of a module."""
    called = name_of(name, "trigger", "the module")
    given = options_of(options, "trigger", ("note", "velocity", "length"))
    note = given.get("note")
    if note is not None and not isinstance(note, (str, int, float)):
        raise WrongType(f'trigger: the note is a number or a name such as "c3", got {shown(note)}')
    length = given.get("length")
    stage.perform(
        c.Trigger(
            module=called,
            note=None if note is None else parse_note(note),
            velocity=float(number_of(given.get("velocity", 1.0), "trigger", "the velocity")),
            length=None if length is None else exact(number_of(length, "trigger", "the length")),
        )
    )


def remove(stage: Stage, name: Any = None) -> None:
    """Remove a module."""
    stage.perform(c.RemoveModule(name=name_of(name, "remove", "the module")))


def connect(stage: Stage, source: Any = None, target: Any = None, kind: Any = None) -> None:
    """There is this cable."""
    ends = name_of(source, "connect", "the source"), name_of(target, "connect", "the target")
    stage.perform(c.Connect(source=ends[0], target=ends[1], kind=_kind_of(kind, "connect")))


def disconnect(stage: Stage, source: Any = None, target: Any = None, kind: Any = None) -> None:
    """There is no such cable."""
    ends = name_of(source, "disconnect", "the source"), name_of(target, "disconnect", "the target")
    stage.perform(c.Disconnect(source=ends[0], target=ends[1], kind=_kind_of(kind, "disconnect")))


def _kind_of(kind: Any, function: str) -> ConnectionKind | None:
    if kind is None or kind in get_args(ConnectionKind):
        return kind  # type: ignore[no-any-return]  # the line above is what makes it one
    raise WrongType(f'{function}: a connection is "audio", "event", "parameter" or "video", got {shown(kind)}')


def _constructor(kind: ModuleType, example: str) -> LuaFunction:
    def declare(stage: Stage, name: Any = None, options: Any = None) -> Handle:
        if kind.is_single and name is not None and not isinstance(name, str):
            name, options = MASTER, name
        return make(stage, kind, name or (MASTER if kind.is_single else None), options)

    usage = f"{kind.name}(name, {{ {', '.join(parameter.name for parameter in kind.parameters[:3])} ... }})"
    return LuaFunction(name=kind.name, usage=usage, summary=kind.summary, since=SINCE, example=example, call=declare)


MODULES = (
    _constructor(MODULE_TYPES["sampler"], 'sampler("kick", { sample = "kick", volume = 0.9 })'),
    _constructor(MODULE_TYPES["synth"], 'synth("bass", { wave = "saw", cutoff = 900 })'),
    _constructor(MODULE_TYPES["sequencer"],
                 'sampler("kick", { sample = "kick" }) sequencer("beat", { pattern = "x...x...", to = "kick" })'),
    _constructor(MODULE_TYPES["mixer"], 'mixer("drums", { volume = 0.8 })'),
    _constructor(MODULE_TYPES["audioOut"], 'audioOut("masterAudioOut", { volume = 0.8 })'),
    LuaFunction(name="module", usage="module(type, name, options)", since=SINCE, call=module,
                summary="There is a module of this type; for types that have no word of their own.",
                example='module("sampler", "kick", { sample = "kick" })'),
    LuaFunction(name="setParam", usage="setParam(module, parameter, value)", summary="Set one parameter of a module.",
                since=SINCE, example='synth("bass") setParam("bass", "cutoff", 500)', call=set_parameter),
    LuaFunction(name="getParam", usage="getParam(module, parameter)", summary="Tell one parameter of a module.",
                since=SINCE, example='synth("bass") print(getParam("bass", "cutoff"))', call=get_parameter),
    LuaFunction(name="trigger", usage="trigger(module, { note, velocity, length })", since=SINCE,
                summary="Sound one note of a module.",
                example='synth("bass") trigger("bass", { note = "c2", length = 1/2 })', call=trigger),
    LuaFunction(name="remove", usage="remove(module)", summary="Remove a module and its connections.",
                since=SINCE, example='synth("bass") remove("bass")', call=remove),
    LuaFunction(name="connect", usage="connect(source, target[, kind])", since=SINCE,
                summary="There is a cable between two modules.",
                example='mixer("drums") sampler("kick") connect("kick", "drums")', call=connect),
    LuaFunction(name="disconnect", usage="disconnect(source, target[, kind])", since=SINCE,
                summary="There is no cable between the two.",
                example='sampler("kick") disconnect("kick", "masterAudioOut")', call=disconnect),
    LuaFunction(name="module:set", usage="handle:set(parameter, value)", summary="Set one parameter.",
                since=SINCE, example='synth("bass"):set("cutoff", 500)', call=set_parameter),
    LuaFunction(name="module:get", usage="handle:get(parameter)", summary="Tell one parameter.",
                since=SINCE, example='print(synth("bass"):get("cutoff"))', call=get_parameter),
    LuaFunction(name="module:trigger", usage="handle:trigger{ note, velocity, length }", summary="Sound one note.",
                since=SINCE, example='synth("bass"):trigger{ note = "c2" }', call=trigger),
    LuaFunction(name="module:remove", usage="handle:remove()", summary="Remove the module and its connections.",
                since=SINCE, example='synth("bass"):remove()', call=remove),
)  # fmt: skip
