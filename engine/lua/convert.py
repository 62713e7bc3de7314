"""Values between Lua and Python: numbers stay, tables become lists or dicts, and what cannot cross names its path."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.core.errors import EngineError
from engine.lua.custom_types import CustomTypes
from engine.lua.flat import Unusual
from engine.lua.hasty import table_from_lua
from engine.lua.limits import Limits
from engine.lua.plain import Handle, NotPlainData, Value, exact_text, readable_text, text_or_bytes, text_to_lua
from engine.lua.reading import Reading
from engine.lua.writing import Writing, table_to_lua

__all__ = [
    "Converter",
    "Handle",
    "Host",
    "NotPlainData",
    "Value",
    "exact_text",
    "readable_text",
    "require_finite",
    "text_or_bytes",
    "text_to_lua",
]


def require_finite(value: float, name: str) -> float:
    """Return `value`; refuse what is no number to compute with."""
    if not math.isfinite(value):
        raise NotPlainData(f"{name} must be a finite number, got {value}")
    return value


@dataclass
class Host:
    """What the converter asks of the runtime whose values it converts."""

    kind_of: Callable[[object], str | None]  # Lua's name for the type of one of its objects; None for a plain value
    function_from: Callable[[int, str, int], object]  # the value for a Lua function of its number, chunk and line
    make_table: Callable[[Any], Any]  # a Lua table of new nested dicts and lists
    make_list: Callable[[list[Any]], Any]  # the same of plain values only
    is_overdue: Callable[[], bool]  # whether what runs had to end already; no hook reaches what Python does for it
    null: Any = None  # Lua's `null`, once there is one
    flatten: Callable[..., Any] | None = None  # Lua's halves of `flat`, once there are any
    unflatten: Callable[..., Any] | None = None


class Converter:
    """Both directions, within `limits`; infinities and nan cross, and are refused by whoever computes with them.

    Lua to Python: a table with the keys 1, 2, 3 … is a list, one with names a dict in the order of their bytes, an
    empty one `{}`; `null` is None. Python to Lua: dataclasses, structs, enums, dates and times cross as msgspec writes
    them; None is `null` inside of containers, and nil by itself. No container is ever on both sides.

    Args:
        read_text: Makes a text of a Lua string and its path.
    """

    def __init__(
        self,
        limits: Limits,
        host: Host,
        custom: CustomTypes,
        read_text: Callable[[str, str], str | bytes] = exact_text,
    ) -> None:
        self.limits = limits
        self.host = host
        self.custom = custom
        self.read_text = read_text
        self.handle_kinds: set[str] = set()  # that Lua knows
        self.views: dict[str, Callable[[str], Value]] = {}  # kinds of handles that stand for a value, and what reads it

    def from_lua(self, value: Any, path: str) -> Value:
        """The plain value of `value`, called `path` in messages; raises NotPlainData."""
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, str):
            if value.isascii() and len(value) <= self.limits.crossing_bytes:
                return value
        elif self.host.kind_of(value) == "table":
            try:
                return table_from_lua(value, self)
            except (Unusual, EngineError, TypeError, MemoryError):
                pass  # read again, with care: what is wrong with it, and where, is not known yet
        return Reading(self).read(value, path, 1)

    def to_lua(self, value: Value) -> tuple[Any, bool]:
        """`value` as Lua's, and whether handles in it are still to be revived.

        Raises:
            TypeError: It is no plain value: a bug of the caller's.
        """
        if value is None or isinstance(value, bool | float):
            return value, False
        if type(value) is str and value.isascii() and len(value) <= self.limits.crossing_bytes:
            return value, False
        if not isinstance(value, int | str | bytes | set | frozenset) and not self.custom.has_writers:
            try:
                return table_to_lua(value, self), False
            except (Unusual, TypeError, ValueError, OverflowError, RecursionError):
                pass  # written again, part by part: what is special, or wrong with it, is told below
        writing = Writing(self)
        written = writing.write(value, "the value", 1)
        if isinstance(written, dict | list):
            written = self.host.make_table(written)
        return written, writing.has_handles
