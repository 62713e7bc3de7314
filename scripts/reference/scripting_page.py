"""`scripting.md`: every word that a script can say."""

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
from reference.markdown import code, codes, section, table, usages

_OFF = next(word for word in PATTERN_WORDS if word.name == "off")  # the one word of patterns that means more
GROUPS: dict[str, tuple[LuaFunction, ...]] = {
    "Time": TRANSPORT,
    "Modules": MODULES,
    "Parameters": PARAMETERS,
    "Notes": NOTES,
    "Cables": CABLES,
    "What is heard": SWITCHES,
    "Patterns, steps and chains": (*PATTERNS, *STEPS, *STEP_READING, *CHAINS),
    "Live loops": LOOPS,
    "The clock": (*CLOCK, *MOMENTS),
    "Repeat mode": REPEATING,
    "Scripts": SCRIPTS,
    "Events": (*EVENTS, _OFF),
    "Shared values, and the session to read": WATCHING,
    "Chance, memory and the log": CHANCE,
    "The window": ERRANDS,
    "Chords and scales": THEORY,
    "Packages": REQUIRES,
    "The engine as objects": ENGINE_OBJECTS,
}


def scripting_page() -> str:
    """Return what stands below the mark of the page."""
    sections = [section(2, heading, _words(words)) for heading, words in GROUPS.items()]
    return "\n\n".join([*sections, section(2, "Pattern values", _PATTERN_VALUES, _names(PATTERN_WORDS))])


_PATTERN_VALUES = "What each does stands in [patterns.md](patterns.md#transforms)."


def _words(words: tuple[LuaFunction, ...]) -> str:
    return table(
        ["usage", "does", "example"],
        [[usages(word.usage), word.summary, code(word.example)] for word in words],
    )


def _names(words: tuple[LuaFunction, ...]) -> str:
    """Return all names in one paragraph: functions first, then what only a pattern has."""
    names = sorted(word.name for word in words)
    functions, methods = ([name for name in names if (":" in name) is is_method] for is_method in (False, True))
    return f"{codes(functions)}.\n\nOnly as methods: {codes(name.partition(':')[2] for name in methods)}."
