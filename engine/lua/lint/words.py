"""Which names a script finds, and what the rules know of them: made from the tables of levels and of the API."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from engine.lua.api.engine_objects import NAMELESS
from engine.lua.api.modules import MODULES
from engine.lua.api.pattern_words import METHODS as OTHER_WORDS
from engine.lua.api.pattern_words import control_names
from engine.lua.api.table import API
from engine.lua.levels import GONE, LEVELS, Policy, rows_by_name
from engine.lua.packages import LIBRARY

KINDS_OF_HANDLES = ("module", "pattern", *NAMELESS)  # what stands before the colon of a method of theirs
KEPT = "state"  # the one word of ours that is the script's own to set
WAITING = frozenset(function.name for function in API if function.waits)
METHODS_OF_MODULES = frozenset(
    function.name.partition(":")[2] for function in API if function.name.startswith("module:")
)
LOOP_WORDS = ("live_loop", "loop")  # the second is a shorter name of the first, without a row in the table
MAKERS = frozenset(function.name for function in MODULES if function.usage.startswith(f"{function.name}(name"))
"""Functions that return the handle of a module."""

FORMER = {
    "unpack": "table.unpack",
    "loadstring": "load",
    "setfenv": "load with an environment",
    "getfenv": "load with an environment",
    "table.getn": "#",
}
"""What other versions of Lua have, and what Lua 5.4 has in its place."""

_CALL_ANYTHING = frozenset({"pcall", "xpcall", "require"})
_PARTS = frozenset(f"{kind}:" for kind in KINDS_OF_HANDLES)


@cache
def globals_at(level: str) -> frozenset[str]:
    """Return the globals that a script of this level finds."""
    policy = Policy(level)
    lua = {name.partition(".")[0] for name in rows_by_name() if policy.fate(name) != GONE}
    return frozenset({*lua, *_words()})


LIBRARIES = frozenset(name.partition(".")[0] for name in rows_by_name() if "." in name)  # of Lua, at any level


@cache
def absent_at(level: str) -> Mapping[str, str]:
    """Return the names of Lua's that this level does not have, with what to do about it."""
    return {name: _instead(name) for name in Policy(level).absent}


def _instead(name: str) -> str:
    having = [level for level in LEVELS if Policy(level).fate(name) != GONE]
    return f"it is at level {' and '.join(having)}" if having else "no level has it"


@cache
def _words() -> frozenset[str]:
    """Return the globals of the API: its functions and its tables."""
    named = (function.name for function in API if not function.name.startswith(tuple(_PARTS)))
    controls = (name for name, is_function in control_names().items() if is_function)
    return frozenset(
        {*(name.replace(":", ".").partition(".")[0] for name in named), *controls, *OTHER_WORDS, *LOOP_WORDS}
    )


@cache
def is_quick(name: str) -> bool:
    """Whether a function known by this name returns without time passing in it, whatever it is given."""
    if name in WAITING or name.partition(".")[0] in ("coroutine", "debug") or name in _CALL_ANYTHING:
        return False
    return name in rows_by_name() or any(function.name == name for function in API)


@cache
def bundled_packages() -> frozenset[str]:
    """Return the names of the packages of the library, which leave a script's globals alone."""
    files = (path.relative_to(LIBRARY).with_suffix("") for path in LIBRARY.rglob("*.lua"))
    return frozenset(".".join(path.parts) for path in files)
