"""The part of the API that is written in Lua."""

from __future__ import annotations

from importlib import resources


def chance_text() -> str:
    """Return the Lua of `rand`, `choose` and their kin."""
    return (resources.files("engine.lua.library") / "chance.lua").read_text(encoding="utf-8")
