"""Events and their handlers, as scripts say them; `emit` is in `engine/lua/library/events.lua`."""

from __future__ import annotations

from typing import Any

from engine.core.errors import OutOfRange, WrongType
from engine.events.registry import USUAL_PRIORITY
from engine.lua.api.arguments import flag_of, name_of, options_of, text_of, whole_of
from engine.lua.api.stage import Listening, LuaFunction, Stage
from engine.lua.coroutine import LuaFunction as LuaBody
from engine.lua.wording import shown

SINCE = "0.3"
OPTIONS = ("priority", "pattern", "once")
MOST_PRIORITY = 1_000_000
LONGEST_PATTERN = 200


def on(stage: Stage, event: Any = None, options: Any = None, body: Any = None, called: Any = None) -> str:
    """Have a function called for each event of a name; `called` is `body` as the library has it called."""
    name = name_of(event, "on", "the event")
    if not isinstance(body, LuaBody):
        raise WrongType(f'on("{name}"): the last argument is a function, got {shown(body)}')
    given = options_of(options, f'on("{name}")', OPTIONS)
    listening = Listening(
        event=name,
        priority=_priority(given.get("priority", USUAL_PRIORITY)),
        pattern=_pattern(given.get("pattern", "")),
        is_once=flag_of(given.get("once", False), "on", "once"),
        line=body.line,
    )
    return stage.listen(listening, called or body)


def _priority(said: Any) -> int:
    priority = whole_of(said, "on", "the priority")
    if abs(priority) > MOST_PRIORITY:
        raise OutOfRange(f"on: the priority is -{MOST_PRIORITY} to {MOST_PRIORITY}, lower first, got {priority}")
    return priority


def _pattern(said: Any) -> str:
    pattern = text_of(said, "on", "the pattern")
    if len(pattern) > LONGEST_PATTERN:
        raise OutOfRange(f"on: the pattern has up to {LONGEST_PATTERN} characters, got {len(pattern)}")
    return pattern


def off(stage: Stage, handler: Any = None) -> None:
    """Have a function not called any more, or all that are for an event; `off` of the library says it."""
    stage.unlisten(text_of(handler, "off", "the handler"))


def on_state_change(stage: Stage, body: Any = None) -> str:
    """Have a function called with the state of the session whenever it has changed."""
    if not isinstance(body, LuaBody):
        raise WrongType(f"onStateChange: give it a function, got {shown(body)}")
    return stage.listen(Listening(event="engine:changed", line=body.line, wants_state=True), body)


EVENTS = (
    LuaFunction(name="on", usage="on(event, [{ priority, pattern, once }, ] function(context, event) ... end)",
                summary="Call a function for each event of a name; returns what off takes.", since=SINCE,
                example='on("module:added", { pattern = "k*" }, function(context, event) print(event.name) end)',
                call=on, takes_functions=True),
    LuaFunction(name="emit", usage="emit(name[, { ... }])", since=SINCE,
                summary="Tell an event of your own: handlers of this script answer at once, others are told.",
                example='on("drop", function(_, event) return { n = event.n + 1 } end) emit("drop", { n = 1 })'),
    LuaFunction(name="onStateChange", usage="onStateChange(function(state) ... end)", since=SINCE,
                summary="Call a function with the state of the session whenever it has changed.",
                example="onStateChange(function(state) print(state.version, state.clock.bpm) end)",
                call=on_state_change, takes_functions=True),
)  # fmt: skip
