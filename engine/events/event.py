"""An event: something that happened, or that a script says. Nothing here does anything."""

from __future__ import annotations

from typing import Any

import msgspec

Fields = dict[str, Any]  # plain values by name; nobody changes one that is in an event


class Event(msgspec.Struct, frozen=True):
    """One thing that happened."""

    name: str  # as in the catalog, or a script's own
    fields: Fields = {}
    identifier: str = ""  # what it happened to, for the patterns of handlers; empty where there is no such thing
    is_continuation: bool = False  # it follows from what a handler injected
    depth: int = 0  # how many events caused one another before this one
    source: str = ""  # the script that emitted it, whose own handlers have been called already


def as_table(event: Event) -> Fields:
    """Return what a handler gets, as a new dict: the fields beside `type` and `is_continuation`."""
    return {**event.fields, "type": event.name, "is_continuation": event.is_continuation}
