"""The vocabulary of a script: has a runtime know each function of the API table, and what of it is in Lua."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

from engine.lua.api.chance import number, whole
from engine.lua.api.engine_objects import OBJECTS, without_receiver
from engine.lua.api.errands import install_errands
from engine.lua.api.pattern_values import HOST
from engine.lua.api.table import API
from engine.lua.api.views import install_views
from engine.lua.library import chance_text, events_text, pattern_text
from engine.lua.runtime import Runtime
from engine.scripts.performing.emitting import Emitting
from engine.scripts.performing.standing import Standing

_GLOBAL_TABLES = ("clock", "engine")  # whose functions are called with a colon


def install_vocabulary(runtime: Runtime, standing: Standing, emitting: Emitting) -> None:
    """Let scripts in `runtime` say all that there is to say, to `standing`."""
    methods: dict[str, dict[str, Callable[..., Any]]] = {kind: {} for kind in ("module", "pattern", *OBJECTS)}
    for function in API:
        owner, colon, name = function.name.partition(":")
        if function.call is None:
            continue
        call: Callable[..., Any] = MethodType(function.call, standing)  # cheaper to call than a partial
        if function.waits:
            call = emitting.refusing(function.name, call)
        if colon and owner in OBJECTS:
            methods[owner][name] = MethodType(without_receiver(function.call), standing)
        if colon and owner == "module":
            methods[owner][name] = call
        elif not colon or owner in _GLOBAL_TABLES:
            runtime.install(
                function.name,
                call,
                takes_functions=function.takes_functions,
                waits=function.waits,
                binds=function.binds,
            )
    for kind, its_methods in methods.items():
        runtime.define_handle(kind, its_methods)
    runtime.load_library(chance_text(), "chance", {"number": number, "whole": whole})
    runtime.load_library(pattern_text(), "pattern", HOST)
    runtime.load_library(events_text(), "events", emitting.functions)
    install_views(runtime, standing)
    install_errands(runtime, standing)
