"""Modules, as scripts say them. Each constructor states what there is, and returns a handle."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.document import Switch
from engine.core.errors import EngineError, NotAllowed, WrongType
from engine.core.units import Value
from engine.lua.api.arguments import each_of, flag_of, name_of, options_of, text_of
from engine.lua.api.cables import connect
from engine.lua.api.chains import declare_chain
from engine.lua.api.module_examples import EXAMPLES
from engine.lua.api.said_patterns import pattern_for
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.convert import Handle
from engine.lua.wording import shown
from engine.modules.module_type import ModuleType
from engine.modules.table import MODULE_TYPES, SYSTEM_MODULES, module_type

SINCE = "0.1"
SWITCHES: dict[str, Switch] = {"enabled": "enabled", "muted": "muted", "soloed": "soloed"}  # options that are switches
_SINGLE = {type_: name for name, type_ in SYSTEM_MODULES.items()}
_FIRST_SHOWN = 3  # parameters in a call tip

Values = tuple[tuple[str, Value], ...]


def module(stage: Stage, type_name: Any = None, name: Any = None, options: Any = None) -> Handle:
    """There is a module of this type and name, with these values."""
    return make(stage, module_type(text_of(type_name, "module", "the type")), name, options)


def make(stage: Stage, kind: ModuleType, name: Any, options: Any) -> Handle:
    """There is a module of `kind`, so switched, preset, set and connected."""
    called = name_of(name, kind.name)
    given = options_of(options, kind.name)
    targets = given.pop("to", None)
    switches = {SWITCHES[key]: flag_of(given.pop(key), kind.name, key) for key in SWITCHES if key in given}
    if kind.name == "sequencer":
        _name_what_it_plays(stage, called, given)
    values = _preset_values(kind, called, given.pop("preset", None))
    values |= {key: checked_value(stage, kind, called, key, value) for key, value in given.items()}
    _declare(stage, kind, called, tuple(values.items()))
    for switch, is_on in switches.items():
        stage.perform(c.SetSwitch(module=called, switch=switch, is_on=is_on))
    for target in each_of(targets):
        connect(stage, called, _target(kind, called, target))
    return Handle("module", called)


def _declare(stage: Stage, kind: ModuleType, name: str, values: Values) -> None:
    if stage.is_declaring or name not in stage.document.modules:
        stage.perform(c.AddModule(type=kind.name, name=name, values=values))
        return
    existing = stage.document.modules[name].type
    if existing != kind.name:
        raise NotAllowed(f'there is a {existing} called "{name}" already; call this {kind.name} something else')
    for parameter, value in values:
        stage.perform(c.SetParameter(module=name, parameter=parameter, value=value))


def _name_what_it_plays(stage: Stage, sequencer: str, given: dict[str, Any]) -> None:
    """Replace what an option of a sequencer writes out by the name of what was made of it."""
    if "pattern" in given:
        given["pattern"] = pattern_for(stage, sequencer, given["pattern"])
    if isinstance(given.get("chain"), list):
        declare_chain(stage, sequencer, given["chain"])
        given["chain"] = sequencer


def _preset_values(kind: ModuleType, name: str, said: Any) -> dict[str, Value]:
    if said is None:
        return {}
    if not isinstance(said, str):
        raise WrongType(f'{kind.name} "{name}": the preset is a text, got {shown(said)}')
    return dict(sorted(kind.preset(said).values.items()))


def _target(kind: ModuleType, name: str, said: Any) -> Any:
    if isinstance(said, (str, Handle)):
        return said
    raise WrongType(f'{kind.name} "{name}": each module in `to` is a text, got {shown(said)}')


def checked_value(stage: Stage, kind: ModuleType, name: str, parameter: str, value: Any) -> Value:
    """Return `value` as the parameter of the module `name` holds it; raises EngineError, also for a missing sample."""
    try:
        checked = kind.parameter(parameter).check(value)
    except EngineError as error:
        raise type(error)(f'{kind.name} "{name}": {error}') from None
    if kind.parameter(parameter).names == "sample":
        for sample in checked if isinstance(checked, tuple) else (checked,):
            if sample:
                stage.check_sample(str(sample))
    return checked


def _constructor(kind: ModuleType) -> LuaFunction:
    single = _SINGLE.get(kind.name, "") if kind.is_single else ""

    def declare(stage: Stage, name: Any = None, options: Any = None) -> Handle:
        if single and name is not None and not isinstance(name, str):
            name, options = single, name
        return make(stage, kind, name or single or None, options)

    shown = [parameter.name for parameter in kind.parameters[:_FIRST_SHOWN]] + ["preset"] * bool(kind.presets)
    return LuaFunction(
        name=kind.name,
        usage=f"{kind.name}(name, {{ {', '.join(shown)} ...{', to' * bool(kind.outputs)} }})",
        summary=kind.summary,
        since=SINCE if kind.name in _FIRST_TYPES else "0.2",
        example=EXAMPLES[kind.name],
        call=declare,
    )


_FIRST_TYPES = ("sampler", "synth", "sequencer", "mixer", "audioOut")  # that there have been since 0.1

_ORDER = ("instrument", "sequencer", "effect", "modulator", "utility")


def _place_in_help(kind: ModuleType) -> tuple[int, str]:
    return _ORDER.index(kind.group), kind.name


MODULES = (
    *(_constructor(kind) for kind in sorted(MODULE_TYPES.values(), key=_place_in_help)),
    LuaFunction(name="module", usage="module(type, name, options)", since=SINCE, call=module,
                summary="There is a module of this type; for types that have no word of their own.",
                example='module("sampler", "kick", { sample = "kick" })'),
)  # fmt: skip
