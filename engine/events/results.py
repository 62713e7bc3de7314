"""Reads what a handler returned: nothing, or a table that injects, replaces, cancels or changes. Pure."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

from engine.core.errors import WrongType
from engine.events.event import Event, Fields

Position = Literal["user_prefix", "user_suffix"]  # where injected text stands: before what comes next, or after it
USUAL_REASON = "cancelled"
_NO_FIELDS = frozenset({"type", "payload", "is_continuation"})  # what an event table has beside its fields


class Injection(msgspec.Struct, frozen=True):
    """Text that a handler wants to follow."""

    content: str
    position: Position = "user_prefix"


class Replaced(msgspec.Struct, frozen=True):
    """A handler has done what the event is about; nobody else needs to."""

    result: Any = None
    terminate: bool = False


class Cancelled(msgspec.Struct, frozen=True):
    """It shall not be."""

    reason: str = USUAL_REASON


class Changed(msgspec.Struct, frozen=True):
    """The event has other fields."""

    fields: Fields


Result = Injection | Replaced | Cancelled | Changed | None


def read_result(returned: Any, event: Event) -> Result:
    """Return what a handler of `event` wants; raises WrongType.

    A table that is the event (it has `type`) replaces all its fields, whatever they are called. Any other is asked for
    `inject`, then `handled`, then `cancel`; what says none of these is laid over the event's fields.
    """
    if returned is None or returned in ([], {}):
        return None
    if not isinstance(returned, dict):
        kind = "a list" if isinstance(returned, list) else repr(returned)[:40]
        raise WrongType(f"a handler returns nothing or a table with names, got {kind}")
    if "type" in returned:
        return Changed({name: value for name, value in returned.items() if name not in _NO_FIELDS})
    if _is_said(returned, "inject"):
        return _injection(returned["inject"])
    if _is_said(returned, "handled"):
        _require_true(returned, "handled")
        return Replaced(returned.get("result"), returned.get("terminate") is True)
    if _is_said(returned, "cancel"):
        _require_true(returned, "cancel")
        return Cancelled(_text(returned.get("reason", USUAL_REASON), "reason"))
    return Changed({**event.fields, **{name: value for name, value in returned.items() if name not in _NO_FIELDS}})


def _is_said(returned: Fields, key: str) -> bool:
    return returned.get(key) not in (None, False)


def _require_true(returned: Fields, key: str) -> None:
    if returned[key] is not True:
        raise WrongType(f"{key} is true or false, got {returned[key]!r}")


def _injection(said: Any) -> Injection:
    if not isinstance(said, dict) or "content" not in said:
        raise WrongType('inject is a table with content, as in { inject = { content = "go on" } }')
    position = said.get("position", "user_prefix")
    if position not in get_args(Position):
        raise WrongType(f'the position of what is injected is "user_prefix" or "user_suffix", got {position!r}')
    return Injection(_text(said["content"], "content"), position)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise WrongType(f"{name} is a text, got {value!r}")
    return value
