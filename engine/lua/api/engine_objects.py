"""The engine as objects: the names that scripts of the first instruments used, with the same functions underneath."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from engine.core.document import in_order
from engine.core.edits.branches import module_named
from engine.core.errors import NotAllowed
from engine.core.paths import cable_end
from engine.lua.api.arguments import name_of
from engine.lua.api.cables import connect, disconnect
from engine.lua.api.events import off, on_state_change
from engine.lua.api.loops import exec_line
from engine.lua.api.parameters import get_parameter, set_parameter
from engine.lua.api.snapshot_table import connection_table
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.api.step_reading import clear_steps, get_step, pattern_names, step_count
from engine.lua.api.steps import step
from engine.lua.convert import Handle
from engine.modules.stand_in import values_of

SINCE = "0.3"
NAMELESS = ("registry", "connections", "router", "patterns")  # kinds of handles there is one of each
OBJECTS = ("clock", *NAMELESS)  # the clock has a name in scripts too


def _getter(kind: str) -> Callable[[Stage], Handle]:
    def get(_: Stage) -> Handle:
        return Handle(kind, "engine")

    return get


@cache
def without_receiver(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of a stage as the method of an object that there is one of: its key says nothing."""

    def method(stage: Stage, _key: str, *arguments: Any) -> Any:
        return call(stage, *arguments)

    first, *others = inspect.signature(call).parameters.values()
    key = inspect.Parameter("key", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    method.__signature__ = inspect.Signature([first, key, *others])  # type: ignore[attr-defined]  # for messages
    return method


# --- modules ---


def get_module(stage: Stage, name: Any = None) -> Handle | None:
    """Return the handle of a module; nothing when there is none."""
    called = name_of(name, "getModule")
    return Handle("module", called) if called in stage.document.modules else None


def module_names(stage: Stage) -> list[str]:
    """Tell the names of all modules, oldest first."""
    return [module.name for module in in_order(stage.document.modules)]


def get_parameters(stage: Stage, name: Any = None) -> dict[str, Any]:
    """Tell every parameter of a module."""
    values = values_of(module_named(stage.document, name_of(name, "getParameters", "the module")))
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def type_name(stage: Stage, name: Any = None) -> str:
    """Tell the type of a module."""
    return module_named(stage.document, name_of(name, "getName", "the module")).type


def instance_name(stage: Stage, name: Any = None) -> str:
    """Tell the name of a module."""
    return module_named(stage.document, name_of(name, "getInstanceName", "the module")).name


# --- cables ---


def cables(stage: Stage) -> list[dict[str, Any]]:
    """Tell every connection, oldest first."""
    return [connection_table(cable) for cable in in_order(stage.document.connections)]


def parameter_cables(stage: Stage) -> list[dict[str, Any]]:
    """Tell every connection to a parameter, oldest first."""
    return [connection_table(cable) for cable in in_order(stage.document.connections) if cable.kind == "parameter"]


def connect_parameter(stage: Stage, source: Any = None, target: Any = None, options: Any = None) -> None:
    """There is a cable to a parameter."""
    _require_parameter(stage, "connect", target)
    connect(stage, source, target, "parameter", options)


def disconnect_parameter(stage: Stage, source: Any = None, target: Any = None) -> None:
    """There is no cable to this parameter."""
    _require_parameter(stage, "disconnect", target)
    disconnect(stage, source, target, "parameter")


def _require_parameter(stage: Stage, function: str, target: Any) -> None:
    called = name_of(target, function, "the target")
    if not cable_end(stage.document, called)[1]:
        raise NotAllowed(f'{function}: the router ends in parameters; say which, as in "{called}.volume"')


# --- patterns ---


def get_pattern(stage: Stage, name: Any = None) -> Handle | None:
    """Return the handle of a pattern; nothing when there is none."""
    called = name_of(name, "getPattern")
    return Handle("pattern", called) if called in stage.document.patterns else None


def _row(name: str, arguments: str, summary: str, example: str, call: Callable[..., Any], **more: bool) -> LuaFunction:
    owner, _, _ = name.partition(":")
    usage = f"{name}({arguments})" if owner != "module" else f"handle:{name.partition(':')[2]}({arguments})"
    return LuaFunction(name=name, usage=usage, summary=summary, since=SINCE, example=example, call=call, **more)


_REGISTRY = "engine:getModuleRegistry()"
_CONNECTIONS = "engine:getConnectionManager()"
_ROUTER = "engine:getParameterRouter()"
_PATTERNS = "engine:getPatternRuntime()"

ENGINE_OBJECTS = (
    _row("engine:getClock", "", "The clock as an object.", "print(engine:getClock():getBPM())", _getter("clock")),
    _row("engine:getModuleRegistry", "", "The modules as an object.",
         f"print(#{_REGISTRY}:getAllModuleNames())", _getter("registry")),
    _row("engine:getConnectionManager", "", "The cables as an object.",
         f"print(#{_CONNECTIONS}:getConnections())", _getter("connections")),
    _row("engine:getParameterRouter", "", "The cables to parameters as an object.",
         f"print(#{_ROUTER}:getConnections())", _getter("router")),
    _row("engine:getPatternRuntime", "", "The patterns as an object.",
         f"print(#{_PATTERNS}:getPatternNames())", _getter("patterns")),
    _row("engine:executeCommand", "line", "Do a line of the command shell; returns its answer.",
         'engine:executeCommand("add sampler kick")', exec_line),
    _row("engine:onStateChange", "function(state) ... end", "The same as onStateChange.",
         "engine:onStateChange(function(state) print(state.clock.bpm) end)", on_state_change, takes_functions=True),
    _row("engine:removeStateChangeCallback", "handler", "Do not call it any more.",
         "local watch = engine:onStateChange(function() end) engine:removeStateChangeCallback(watch)", off),
    _row("registry:getModule", "name", "The handle of a module; nil when there is none.",
         f'sampler("kick") print({_REGISTRY}:getModule("kick"))', get_module),
    _row("registry:getAllModuleNames", "", "The names of all modules, oldest first.",
         f"print(#{_REGISTRY}:getAllModuleNames())", module_names),
    _row("module:setParameter", "parameter, value", "Set one parameter.",
         'synth("bass"):setParameter("cutoff", 500)', set_parameter),
    _row("module:getParameter", "parameter", "Tell one parameter.",
         'print(synth("bass"):getParameter("cutoff"))', get_parameter),
    _row("module:getParameters", "", "Tell every parameter, by name.",
         'print(synth("bass"):getParameters().cutoff)', get_parameters),
    _row("module:getName", "", "Tell the type of a module.", 'print(synth("bass"):getName())', type_name),
    _row("module:getInstanceName", "", "Tell the name of a module.",
         'print(synth("bass"):getInstanceName())', instance_name),
    _row("connections:connect", "source, target[, kind | options]", "There is a cable, as connect says it.",
         f'sampler("kick") mixer("desk") {_CONNECTIONS}:connect("kick", "desk")', connect),
    _row("connections:disconnect", "source, target[, kind]", "There is no cable between the two.",
         f'sampler("kick") {_CONNECTIONS}:disconnect("kick", "masterAudioOut")', disconnect),
    _row("connections:getConnections", "", "Tell every cable, oldest first.",
         f"print(#{_CONNECTIONS}:getConnections())", cables),
    _row("router:connect", "source, parameter[, { depth, offset, delayed }]", "There is a cable to a parameter.",
         f'lfo("wobble") synth("bass") {_ROUTER}:connect("wobble", "bass.cutoff", {{ depth = 0.2 }})',
         connect_parameter),
    _row("router:disconnect", "source, parameter", "There is no cable to this parameter.",
         f'lfo("wobble") synth("bass") {_ROUTER}:disconnect("wobble", "bass.cutoff")', disconnect_parameter),
    _row("router:getConnections", "", "Tell every cable to a parameter, oldest first.",
         f"print(#{_ROUTER}:getConnections())", parameter_cables),
    _row("patterns:getPattern", "name", "The handle of a pattern; nil when there is none.",
         f'pattern("four", 16) print({_PATTERNS}:getPattern("four"))', get_pattern),
    _row("patterns:getPatternNames", "", "The names of all patterns, oldest first.",
         f"print(#{_PATTERNS}:getPatternNames())", pattern_names),
    _row("patterns:getStep", "pattern, number", "Tell how a step is.",
         f'pattern("four", "x...") print({_PATTERNS}:getStep("four", 1).velocity)', get_step),
    _row("patterns:setStep", "pattern, number, { ... }", "A step is so, as step says it.",
         f'pattern("four", 16) {_PATTERNS}:setStep("four", 5, {{ note = "e3" }})', step),
    _row("patterns:getStepCount", "pattern", "Tell how many steps of a pattern play.",
         f'pattern("four", 16) print({_PATTERNS}:getStepCount("four"))', step_count),
    _row("patterns:setStepCount", "pattern, count", "Have so many steps of a pattern play.",
         f'pattern("four", 16) {_PATTERNS}:setStepCount("four", 8)', step_count),
    _row("patterns:clearSteps", "pattern[, first, count]", "Make rests of steps.",
         f'pattern("four", 16) {_PATTERNS}:clearSteps("four")', clear_steps),
)  # fmt: skip
