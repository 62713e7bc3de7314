"""The API: everything that a script can say, in the order in which help shows it."""

from __future__ import annotations

from engine.lua.api.cables import CABLES
from engine.lua.api.chains import CHAINS
from engine.lua.api.chance import CHANCE
from engine.lua.api.clock import CLOCK
from engine.lua.api.engine_objects import ENGINE_OBJECTS
from engine.lua.api.errands import ERRANDS
from engine.lua.api.events import EVENTS
from engine.lua.api.loops import LOOPS
from engine.lua.api.modules import MODULES
from engine.lua.api.moments import MOMENTS
from engine.lua.api.notes import NOTES
from engine.lua.api.parameters import PARAMETERS
from engine.lua.api.pattern_words import PATTERN_WORDS
from engine.lua.api.patterns import PATTERNS
from engine.lua.api.repeating import REPEATING
from engine.lua.api.requires import REQUIRES
from engine.lua.api.scripts import SCRIPTS
from engine.lua.api.stage import LuaFunction
from engine.lua.api.step_reading import STEP_READING
from engine.lua.api.steps import STEPS
from engine.lua.api.switches import SWITCHES
from engine.lua.api.theory import THEORY
from engine.lua.api.transport import TRANSPORT
from engine.lua.api.watching import WATCHING

API: tuple[LuaFunction, ...] = (
    TRANSPORT
    + MODULES
    + PARAMETERS
    + NOTES
    + CABLES
    + SWITCHES
    + PATTERNS
    + STEPS
    + STEP_READING
    + CHAINS
    + LOOPS
    + EVENTS
    + ENGINE_OBJECTS
    + WATCHING
    + ERRANDS
    + CLOCK
    + MOMENTS
    + REPEATING
    + SCRIPTS
    + CHANCE
    + THEORY
    + PATTERN_WORDS
    + REQUIRES
)
