"""The part of the API that is written in Lua."""

from __future__ import annotations

from functools import cache
from importlib import resources

_PATTERN_FILES = ("pattern_value.lua", "pattern_functions.lua", "pattern_changes.lua")


def chance_text() -> str:
    """Return the Lua of `rand`, `choose` and their kin."""
    return _text_of("chance.lua")


def events_text() -> str:
    """Return the Lua of `on` and `emit`."""
    return _text_of("events.lua")


@cache
def pattern_text() -> str:
    """Return the Lua of pattern values: several files that share one table, as a single chunk."""
    parts = [f"(function(...)\n{_text_of(name)}\nend)(P)" for name in _PATTERN_FILES]
    return "\n".join(["local P = {}", *parts, "return P.globals"]).replace("\n(function", ";\n(function")


def views_text() -> str:
    """Return the Lua of `gameState`, `shared` and `log`."""
    return _text_of("views.lua")


def errands_text() -> str:
    """Return the Lua of `action`, `keyPress` and their kin."""
    return _text_of("errands.lua")


@cache
def _text_of(name: str) -> str:
    return (resources.files("engine.lua.library") / name).read_text(encoding="utf-8")
