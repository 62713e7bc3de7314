"""The registry: which functions are called for which event, whose they are, and in which order."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Hashable
from dataclasses import dataclass, field
from fnmatch import translate
from itertools import count
from typing import Any

from engine.core.errors import OutOfRange, UnknownName
from engine.core.numbers import is_digits

USUAL_PRIORITY = 100  # lower ones come first
NAME = "runtime_handler_"
MOST_HANDLERS = 10_000  # in one registry


@dataclass(frozen=True, slots=True, order=True)
class Registered:
    """One function that is called for an event. They are sorted in the order in which they are called."""

    priority: int
    number: int  # rises with each that is registered, and is never used again
    event: str = field(compare=False)
    owner: Hashable = field(compare=False)  # whoever registered it: all of an owner's go at once
    function: Any = field(compare=False)
    line: int = field(compare=False, default=0)  # where it begins in the player's text
    pattern: re.Pattern[str] | None = field(compare=False, default=None)  # that the event's identifier must have
    is_once: bool = field(compare=False, default=False)
    wants_state: bool = field(compare=False, default=False)  # it is called with the state of the session instead

    @property
    def name(self) -> str:
        """What `on` returns and `off` takes."""
        return f"{NAME}{self.number}"

    def is_for(self, identifier: str) -> bool:
        """Whether it wants to know of what happened to `identifier`; with a pattern never of what has none."""
        return self.pattern is None or (bool(identifier) and self.pattern.match(identifier) is not None)


class Registry:
    """All handlers of one script, or of one session where scripts share it."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._by_event: dict[str, list[Registered]] = {}
        self._by_number: dict[int, Registered] = {}

    def __len__(self) -> int:
        return len(self._by_number)

    def __contains__(self, handler: Registered) -> bool:
        return handler.number in self._by_number

    def add(
        self,
        event: str,
        function: Any,
        owner: Hashable,
        priority: int = USUAL_PRIORITY,
        pattern: str = "",
        **more: Any,  # `line`, `is_once`, `wants_state`
    ) -> Registered:
        """Register a function; those of the same priority are called in the order of their registration.

        Raises:
            OutOfRange: there are too many.
        """
        if len(self) >= MOST_HANDLERS:
            raise OutOfRange(f"on: a script has at most {MOST_HANDLERS} handlers")
        glob = re.compile(translate(pattern)) if pattern else None
        handler = Registered(priority, next(self._numbers), event, owner, function, pattern=glob, **more)
        insort(self._by_event.setdefault(event, []), handler)
        self._by_number[handler.number] = handler
        return handler

    def named(self, name: str) -> Registered:
        """Return the handler of a name; raises UnknownName."""
        number = name.removeprefix(NAME)
        handler = self._by_number.get(int(number)) if is_digits(number) and number != name else None
        if handler is None:
            raise UnknownName(f'there is no handler "{name}"; say what `on` returned')
        return handler

    def remove(self, handler: Registered) -> None:
        """Forget one; nothing happens when it is gone already."""
        if self._by_number.pop(handler.number, None) is None:
            return
        others = self._by_event[handler.event]
        others.remove(handler)
        if not others:
            del self._by_event[handler.event]

    def drop(self, owner: Hashable) -> None:
        """Forget all that `owner` registered."""
        for handler in [handler for handler in self._by_number.values() if handler.owner == owner]:
            self.remove(handler)

    @property
    def owners(self) -> set[Hashable]:
        """Everybody who has one."""
        return {handler.owner for handler in self._by_number.values()}

    def events(self, owner: Hashable) -> tuple[str, ...]:
        """Return the names of the events that an owner's handlers are for."""
        return tuple(sorted({handler.event for handler in self._by_number.values() if handler.owner == owner}))

    def of(self, event: str, owner: Hashable = None) -> tuple[Registered, ...]:
        """Return every handler of an event, in order; of all owners unless one is said."""
        handlers = self._by_event.get(event, ())
        return tuple(handler for handler in handlers if owner is None or handler.owner == owner)

    def matching(self, event: str, identifier: str = "", owner: Hashable = None) -> tuple[Registered, ...]:
        """Return whom to call for an event that happened to `identifier`, in order."""
        return tuple(handler for handler in self.of(event, owner) if handler.is_for(identifier))
