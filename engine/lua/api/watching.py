"""What scripts read of the engine and tell each other, as help tells it; the Lua is in `library/views.lua`."""

from __future__ import annotations

from typing import Any

from engine.core.edits.branches import module_named
from engine.lua.api.arguments import name_of
from engine.lua.api.snapshot_table import module_table
from engine.lua.api.stage import LuaFunction, Stage

SINCE = "0.3"


def state_of(stage: Stage, name: Any = None) -> dict[str, Any]:
    """Tell a module's parameters and switches."""
    return module_table(module_named(stage.document, name_of(name, "state_of", "the module")))


WATCHING = (
    LuaFunction(name="gameState", usage="gameState.modules.kick.volume | $modules.kick.volume", since=SINCE,
                summary="The session, to be read: clock, modules, patterns, chains, connections, scripts, shared.",
                example='print(gameState.bpm, $bpm) for name in pairs(gameState.modules) do print(name) end'),
    LuaFunction(name="state_of", usage="state_of(module)", since=SINCE, call=state_of,
                summary="Tell a module's parameters and switches, as a table.",
                example='sampler("kick") print(state_of("kick").volume, state_of("kick").muted)'),
    LuaFunction(name="shared", usage="shared.name = value", since=SINCE,
                summary="Values that all scripts read and set; plain data, not saved, and undo leaves it.",
                example='shared.mood = { name = "dark", notes = { 48, 51 } } print(shared.mood.notes[1])'),
    LuaFunction(name="log", usage='log("debug" | "info" | "warn" | "error", ...)', since=SINCE,
                summary="Show values in the log, coloured by how much they matter.",
                example='log("warn", "the bass is", "muted")'),
)  # fmt: skip
