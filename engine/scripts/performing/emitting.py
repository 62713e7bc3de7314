"""`emit`: a script's own handlers are called where it says so, by Lua itself; this side says whom, and keeps count."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import msgspec

from engine.core import commands as c
from engine.core.errors import NotAllowed, OutOfRange
from engine.events.catalog import check_own_event
from engine.events.changes import identifier_of
from engine.events.emission import Emission
from engine.events.event import Event, as_table
from engine.lua.api.arguments import name_of, options_of
from engine.lua.api.events import off
from engine.lua.convert import Handle
from engine.lua.mistakes import split_place
from engine.scripts.performing.calling import Calling
from engine.scripts.performing.standing import Standing

MOST_DEPTH = 5  # events that cause one another
MOST_AT_ONCE = 200  # events that others are told of
LONGEST_JSON = 65_536  # characters of an event's fields


class Emitting:
    """The emissions under way: one within another, where handlers emit themselves."""

    def __init__(self, standing: Standing, calling: Calling, show: Callable[[str, str], None]) -> None:
        self._standing = standing
        self._calling = calling
        self._show = show

    @property
    def functions(self) -> dict[str, Callable[..., Any]]:
        """What `library/events.lua` asks for."""
        return {
            "off": partial(off, self._standing),
            "begin_emit": self.begin,
            "next_called": self.next_called,
            "take_result": self.take_result,
            "end_emit": self.end,
        }

    def begin(self, name: Any = None, fields: Any = None) -> None:
        """An event is told; raises EngineError."""
        called = name_of(name, "emit", "the event")
        check_own_event(called, "emit")
        given = plain(options_of(fields, f'emit("{called}")'))
        standing, under_way = self._standing, self._standing.emissions
        depth = standing.depth + len(under_way)
        if depth >= MOST_DEPTH:
            path = " > ".join([*(each.event.name for each in under_way), called])
            raise NotAllowed(f"emit: events cause one another more than {MOST_DEPTH} deep: {path}")
        event = Event(called, given, identifier_of(called, given), depth=depth, source=standing.script)
        owner = standing.handling.holding(standing.beat)
        under_way.append(Emission(event, standing.handling.registry, owner))

    def next_called(self) -> Any:
        """Return whom to call next, with what; None when nothing follows any more."""
        emission = self._standing.emissions[-1]
        handler = emission.next()
        return None if handler is None else (handler.name, *self._calling.context, as_table(emission.event))

    def take_result(self, is_well: Any = None, returned: Any = None) -> None:
        """Hear what a handler returned, or what went wrong in it."""
        emission = self._standing.emissions[-1]
        if is_well:
            emission.take(returned)
            return
        _, line, message = split_place(str(returned), self._standing.loops.chunks)
        emission.fail(message, line)

    def end(self) -> dict[str, Any]:
        """Tell the other scripts of the event as the handlers left it, and return what came of it."""
        emission = self._standing.emissions.pop()
        if emission.continuations.stopped:
            self._show("warn", f"{self._standing.script}: {emission.continuations.stopped}")
        self._calling.keep_failures(emission.failures)
        if not emission.outcome.is_over:
            self._tell_others(emission.outcome.event)
        return emission.as_table()

    def _tell_others(self, event: Event) -> None:
        json = msgspec.json.encode(event.fields).decode()
        if len(json) > LONGEST_JSON:
            raise OutOfRange(f'emit("{event.name}"): its fields are too long to be told to other scripts')
        if self._standing.count(c.Emit) >= MOST_AT_ONCE:
            raise NotAllowed(f"emit: more than {MOST_AT_ONCE} events at one go; let time pass between them")
        self._standing.perform(c.Emit(event=event.name, json=json, script=event.source, depth=event.depth))

    def refusing(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call`, an API function in which time passes, so that it refuses to wait within `emit`."""

        @wraps(call)
        def wait(*arguments: Any) -> Any:
            if self._standing.emissions:
                raise NotAllowed(f"{name}: a handler does its work at once; wait in a live loop")
            return call(*arguments)

        return wait


def plain(value: Any) -> Any:
    """Return a value as it can be told to other scripts: what the engine has by a name is told by its name."""
    if isinstance(value, Handle):
        return value.key
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value
