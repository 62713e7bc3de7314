"""Values between Lua and Python: numbers stay, tables become lists or dicts, and what cannot cross names its path."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Protocol

from engine.core.errors import EngineError
from engine.lua.limits import Limits

TAG_HANDLE = "\0handle"
TAG_FUNCTION = "\0function"

FLAT_ITEMS, FLAT_TEXT = 12, 1000  # what counts as few and short

_SAME = frozenset({type(None), bool, int, float})  # what is the same on both sides

Value = Any  # None, bool, int, float, str, list, dict, Handle or LuaFunction; Any spares every API function a cast


class NotPlainData(EngineError):
    """A value that cannot cross between Lua and the engine."""


class LuaTable(Protocol):
    """What a table of Lua looks like from here."""

    def items(self) -> Iterable[tuple[Any, Any]]: ...


@dataclass(frozen=True, slots=True)
class Handle:
    """Something of the engine's that Lua holds, such as the module called "kick"."""

    kind: str
    key: str


def readable_text(text: str) -> str:
    """A Lua string, which arrives one byte a character, for a person to read: what is no UTF-8 is replaced."""
    return text if text.isascii() else text.encode("latin-1").decode("utf-8", "replace")


def exact_text(text: str, path: str) -> str:
    """A Lua string as it is; raises NotPlainData, naming `path`, when it is no UTF-8."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        raise NotPlainData(f"{path} is not text: its bytes are no UTF-8") from None


def text_to_lua(text: str) -> str:
    """The bytes of `text` in UTF-8, one character each, as Lua takes them; lone surrogates become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")


def require_finite(value: float, name: str) -> float:
    """Return `value`; refuse what is no number to compute with."""
    if not math.isfinite(value):
        raise NotPlainData(f"{name} must be a finite number, got {value}")
    return value


class Converter:
    """Both directions, within `limits`. Knows Lua's objects only by what `kind_of` says of them.

    Args:
        function_from: Makes the value for a Lua function of its number, chunk and line.
        read_text: Makes a text of a Lua string and its path.
    """

    def __init__(
        self,
        limits: Limits,
        kind_of: Callable[[object], str | None],
        function_from: Callable[[int, str, int], object],
        read_text: Callable[[str, str], str] = exact_text,
    ) -> None:
        self.limits = limits
        self.kind_of = kind_of
        self.function_from = function_from
        self.read_text = read_text
        self.handle_kinds: set[str] = set()  # that Lua knows
        self.views: dict[str, Callable[[str], Value]] = {}  # kinds of handles that stand for a value, and what reads it

    def from_lua(self, value: Any, path: str) -> Value:
        """The plain value of `value`, called `path` in messages; raises NotPlainData."""
        if value is None or isinstance(value, int | float):
            return value
        if not isinstance(value, str) and self.kind_of(value) == "table":
            record = _flat_record(value)
            if record is not None:
                return record
        return _Reading(self).read(value, path, 1)

    def to_lua(self, value: Value) -> tuple[Any, bool]:
        """`value` as lupa takes it, with new containers, and whether it contains handles.

        Raises:
            TypeError: It is no plain value: a bug of the caller's.
        """
        writing = _Writing(self.limits, self.handle_kinds)
        return writing.write(value, 1), writing.has_handles


def _flat_record(table: LuaTable) -> dict[str, Value] | None:
    """The commonest table, a few names with numbers and short texts, in a hurry; None when it is anything else."""
    content = dict(islice(table.items(), FLAT_ITEMS + 1))
    if len(content) > FLAT_ITEMS:
        return None
    for name, value in content.items():
        if type(name) is not str or not name.isascii() or name.startswith("\0"):
            return None
        if type(value) not in _SAME and not (type(value) is str and value.isascii() and len(value) < FLAT_TEXT):
            return None
    return dict(sorted(content.items()))


class _Reading:
    """One value on its way from Lua."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._limits = converter.limits
        self._items = 0
        self._bytes = 0

    def read(self, value: Any, path: str, depth: int) -> Value:
        if isinstance(value, str):
            return self._text(value, path)
        if value is None or isinstance(value, int | float):
            return value
        kind = self._converter.kind_of(value)
        if kind in {"function", "thread"}:  # lupa mixes them up
            raise NotPlainData(f"{path} is a function or coroutine, which cannot be used here")
        if kind != "table":
            raise NotPlainData(f"{path} is no plain value")
        if depth > self._limits.crossing_depth:
            raise NotPlainData(
                f"{path} is nested more than {self._limits.crossing_depth} tables deep, or contains itself"
            )
        return self._table(self._content(value, path), path, depth)

    def _content(self, table: LuaTable, path: str) -> dict[Any, Any]:
        room = self._limits.crossing_items - self._items
        pairs = list(islice(table.items(), room + 1))
        if len(pairs) > room:
            raise NotPlainData(f"{path} has too many entries (at most {self._limits.crossing_items} in all)")
        self._items += len(pairs)
        content = dict(pairs)
        if len(content) != len(pairs):  # Python takes true for 1
            raise NotPlainData(f"{path} has both 1 and true as keys")
        return content

    def _text(self, value: str, path: str) -> str:
        self._bytes += len(value)
        if self._bytes > self._limits.crossing_bytes:
            raise NotPlainData(f"{path} is too long a text")
        return self._converter.read_text(value, path)

    def _table(self, content: dict[Any, Any], path: str, depth: int) -> Value:
        if TAG_HANDLE in content or TAG_FUNCTION in content:
            return self._tagged(content, path)
        if 1 in content:
            return self._sequence(content, path, depth)
        return self._map(content, path, depth)

    def _tagged(self, content: dict[Any, Any], path: str) -> Value:
        tag = content.get(TAG_HANDLE)
        if isinstance(tag, str):
            kind, _, key = self._converter.read_text(tag, path).partition("\0")
            view = self._converter.views.get(kind)
            return Handle(kind, key) if view is None else view(key)
        number, chunk, line = content.get(TAG_FUNCTION), content.get("chunk"), content.get("line")
        if isinstance(number, int) and isinstance(chunk, str) and isinstance(line, int):
            return self._converter.function_from(number, readable_text(chunk), line)
        raise NotPlainData(f"{path} is not a plain table")

    def _sequence(self, content: dict[Any, Any], path: str, depth: int) -> list[Value]:
        length = len(content)
        for key in content:
            if type(key) is not int or not 1 <= key <= length:
                raise NotPlainData(_describe_mixture(content, path))
        values = [content[place] for place in range(1, length + 1)]
        return [
            value if type(value) in _SAME else self.read(value, f"{path}[{place}]", depth + 1)
            for place, value in enumerate(values, 1)
        ]

    def _map(self, content: dict[Any, Any], path: str, depth: int) -> dict[str, Value]:
        for key in content:
            if type(key) is not str:
                raise NotPlainData(f"{path} has the key {_show_key(key)}; keys are names, or 1, 2, 3 … without a gap")
        named: dict[str, Value] = {}
        for key in sorted(content):  # Lua's order of names differs from process to process
            name = self._converter.read_text(key, f"a name in {path}")
            value = content[key]
            named[name] = value if type(value) in _SAME else self.read(value, f"{path}.{name}", depth + 1)
        return named


def _show_key(key: object) -> str:
    if isinstance(key, str):
        return f'"{readable_text(key)}"'
    if isinstance(key, bool):
        return "true" if key else "false"
    return str(key) if isinstance(key, int | float) else "that is a table or function"


def _describe_mixture(content: dict[Any, Any], path: str) -> str:
    """What is wrong with a list; the same words whatever the order of `content`."""
    names = sorted(key for key in content if isinstance(key, str))
    if names:
        return f"{path} mixes a list with the name {_show_key(names[0])}; use one or the other"
    others = [key for key in content if type(key) is not int or key < 1]
    if others:
        return f"{path} is a list that also has the key {_show_key(others[0])}"
    missing = next(place for place in count(1) if place not in content)
    return f"{path}[{missing}] is missing from the list (it has an entry {max(content)})"


class _Writing:
    """One value on its way to Lua; containers are new ones, because lupa confuses those that occur twice."""

    def __init__(self, limits: Limits, handle_kinds: set[str]) -> None:
        self._limits = limits
        self._handle_kinds = handle_kinds
        self._bytes = 0
        self._items = 0
        self.has_handles = False

    def write(self, value: Value, depth: int) -> Any:
        if value is None or isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            return self._whole(value)
        if isinstance(value, str | bytes):
            return self._text(value)
        if depth > self._limits.crossing_depth:
            raise TypeError("a value for Lua is nested too deep, or contains itself")
        if isinstance(value, dict | list | tuple):
            self._items += len(value)
            if self._items > self._limits.crossing_items:
                raise TypeError("a value for Lua has too many entries")
        if isinstance(value, dict):
            return {self._key(key): self.write(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.write(item, depth + 1) for item in value]
        if isinstance(value, Handle) and value.kind in self._handle_kinds:
            self.has_handles = True
            return {TAG_HANDLE: text_to_lua(f"{value.kind}\0{value.key}")}
        raise TypeError(f"{value!r:.80} is no plain value for Lua")

    def _key(self, key: object) -> str | int | bytes:
        if isinstance(key, str | int):  # anything else lupa would wrap, and Lua must never hold a Python object
            written: str | int | bytes = self.write(key, 1)
            return written
        raise TypeError(f"{key!r} cannot be a key in a table for Lua")

    def _whole(self, value: int) -> int | float:
        return int(value) if -(1 << 63) <= value < 1 << 63 else float(value)

    def _text(self, value: str | bytes) -> str | bytes:
        self._bytes += len(value)
        if self._bytes > self._limits.crossing_bytes:
            raise TypeError("a value for Lua holds too much text")
        return value if isinstance(value, bytes) else text_to_lua(str(value))
