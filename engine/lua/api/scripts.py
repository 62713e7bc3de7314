"""Scripts switched on and off by scripts."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.edits.branches import script_named
from engine.core.errors import WrongType, did_you_mean
from engine.lua.api.arguments import name_of
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown

SINCE = "0.3"
_WORDS = {"enabled": True, "disabled": False}


def set_script(stage: Stage, name: Any = None, on: Any = None) -> None:
    """Switch a script on or off: another one, or this one."""
    script = script_named(stage.document, name_of(name, "setScript"))
    stage.perform(c.EnableScript(name=script.name, is_enabled=_state_of(on, "setScript")))


def set_scripts(stage: Stage, on: Any = None) -> None:
    """Switch all other scripts on or off."""
    is_on = _state_of(on, "setScripts")
    for name in sorted(stage.document.scripts):
        if name != stage.script:
            stage.perform(c.EnableScript(name=name, is_enabled=is_on))


def _state_of(value: Any, function: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in _WORDS:
        return _WORDS[value]
    hint = did_you_mean(value, _WORDS) if isinstance(value, str) else ""
    raise WrongType(f'{function}: a script is "enabled" or "disabled", or true or false, got {shown(value)}{hint}')


SCRIPTS = (
    LuaFunction(name="setScript", usage='setScript(name, "enabled" | "disabled")', since=SINCE, call=set_script,
                summary="Switch a script on or off, as the window does: in repeat mode at once, else when opened next.",
                example='for name in pairs(gameState.scripts) do setScript(name, "enabled") end'),
    LuaFunction(name="setScripts", usage="setScripts(on)", since=SINCE, call=set_scripts,
                summary="Switch all other scripts on or off, as setScript does.",
                example="setScripts(false) setScripts(true)"),
)  # fmt: skip
