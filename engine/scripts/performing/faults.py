"""Makes of a mistake in Lua what the player is told: the line is always one of the script itself. Pure."""

from __future__ import annotations

from collections.abc import Collection

from engine.core.errors import EngineError
from engine.lua.mistakes import LuaMistake
from engine.scripts.protocol import Fault


def fault_of(mistake: EngineError, own: Collection[str], loop: str = "") -> Fault:
    """Return a mistake of a script, whose text is called as `own` says, with its line where it has one.

    One that was made in a package is told with its place there, at the script's line that led to it.
    """
    if not isinstance(mistake, LuaMistake):
        return Fault(str(mistake), loop=loop)
    if not mistake.chunk or mistake.chunk in own:
        return Fault(mistake.message, mistake.line, loop=loop)
    line = next((frame.line for frame in mistake.traceback if frame.chunk in own), 0)
    return Fault(str(mistake), line, loop=loop)
