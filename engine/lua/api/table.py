"""The API: everything that a script can say, in the order in which help shows it."""

from __future__ import annotations

from engine.lua.api.chance import CHANCE
from engine.lua.api.loops import LOOPS
from engine.lua.api.modules import MODULES
from engine.lua.api.patterns import PATTERNS
from engine.lua.api.stage import LuaFunction
from engine.lua.api.transport import TRANSPORT

API: tuple[LuaFunction, ...] = TRANSPORT + MODULES + PATTERNS + LOOPS + CHANCE
