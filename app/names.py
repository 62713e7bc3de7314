"""The names that scripts may use, as the editor offers them: made from the API's own table."""

from __future__ import annotations

from engine.events.catalog import KINDS
from engine.lua.api.engine_objects import NAMELESS
from engine.lua.api.table import API

_METHODS_OF_ANY = tuple(
    f"{kind}:" for kind in ("module", "pattern", *NAMELESS)
)  # the receivers have no name of their own in a script: `kick:trigger`


def api_names() -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the names to complete, and the signature of each function; `:trigger` is a method of any receiver.

    The names of events are among those to complete: `on("module:` goes on with `added`.
    """
    signatures = {_shown(function.name): function.usage for function in API}
    return (*signatures, *(name for name in KINDS if name not in signatures)), signatures


def _shown(name: str) -> str:
    return f":{name.partition(':')[2]}" if name.startswith(_METHODS_OF_ANY) else name
