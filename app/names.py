"""The names that scripts may use, as the editor offers them: made from the API's own table."""

from __future__ import annotations

from engine.events.catalog import KINDS
from engine.lua.api.engine_objects import NAMELESS
from engine.lua.api.table import API
from engine.lua.packages import LIBRARY
from shells.actions import ACTIONS

_METHODS_OF_ANY = tuple(
    f"{kind}:" for kind in ("module", "pattern", *NAMELESS)
)  # the receivers have no name of their own in a script: `kick:trigger`


def api_names() -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the names to complete, and the signature of each function; `:trigger` is a method of any receiver.

    The names of events are among those to complete: `on("module:` goes on with `added`.
    """
    signatures = {_shown(function.name): function.usage for function in API}
    return (*signatures, *(name for name in KINDS if name not in signatures)), signatures


def first_strings() -> dict[str, tuple[str, ...]]:
    """Return what the first string given to a function may say: an event, an action of the window, a package."""
    events = tuple(KINDS)
    return {
        "on": events,
        "off": events,
        "action": tuple(spec.id for spec in ACTIONS if spec.is_for_scripts),
        "require": tuple(sorted(path.stem for path in LIBRARY.glob("*.lua"))),
    }


def _shown(name: str) -> str:
    return f":{name.partition(':')[2]}" if name.startswith(_METHODS_OF_ANY) else name
