"""One value on its way from Lua, read with care: anything that can cross, and the path of what cannot."""

from __future__ import annotations

from itertools import count, islice
from typing import TYPE_CHECKING, Any

from engine.lua.hasty import LuaTable, handle_of, is_null
from engine.lua.plain import TAG_FUNCTION, TAG_HANDLE, TAG_TYPE, NotPlainData, Value, readable_text

if TYPE_CHECKING:
    from engine.lua.convert import Converter


class Reading:
    """Reads anything, and tells what cannot cross with its path."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._limits = converter.limits
        self._items = 0
        self._bytes = 0
        self._open: dict[str, str] = {}  # tables that are being read -> their paths

    def read(self, value: Any, path: str, depth: int) -> Value:
        if isinstance(value, str):
            return self._text(value, path)
        if value is None or isinstance(value, int | float):
            return value
        kind = self._converter.host.kind_of(value)
        if kind in {"function", "thread"}:  # lupa mixes them up
            raise NotPlainData(f"{path} is a function or coroutine, which cannot be used here")
        if kind != "table":
            raise NotPlainData(f"{path} is no plain value")
        which = repr(value)
        if which in self._open:
            raise NotPlainData(f"{self._open[which]} contains itself, as {path}")
        if depth > self._limits.crossing_depth:
            raise NotPlainData(f"{path} is nested more than {self._limits.crossing_depth} tables deep")
        if self._converter.host.is_overdue():
            raise NotPlainData(f"this took too long: there was no time left to read {path}")
        self._open[which] = path
        read = self._table(value, path, depth)
        del self._open[which]
        return read

    def _text(self, value: str, path: str) -> str | bytes:
        self._bytes += len(value)
        if self._bytes > self._limits.crossing_bytes:
            raise NotPlainData(f"{path} is too long a text")
        return self._converter.read_text(value, path)

    def _table(self, table: LuaTable, path: str, depth: int) -> Value:
        content = self._content(table, path)
        if TAG_HANDLE in content:
            tag = content[TAG_HANDLE]
            if not isinstance(tag, str):
                raise NotPlainData(f"{path} is not a plain table")
            return handle_of(self._converter.read_text(tag, ""), self._converter)
        if TAG_FUNCTION in content:
            return self._function(content, path)
        if not content and is_null(table, self._converter):
            return None
        if 1 in content:
            return self._sequence(content, path, depth)
        tag = content.pop(TAG_TYPE, None)
        fields = self._map(content, path, depth)
        make = self._converter.custom.reader(tag)
        return make(fields) if make else fields

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

    def _function(self, content: dict[Any, Any], path: str) -> object:
        number, chunk, line = content.get(TAG_FUNCTION), content.get("chunk"), content.get("line")
        if isinstance(number, int) and isinstance(chunk, str) and isinstance(line, int):
            return self._converter.host.function_from(number, readable_text(chunk), line)
        raise NotPlainData(f"{path} is not a plain table")

    def _sequence(self, content: dict[Any, Any], path: str, depth: int) -> list[Value]:
        length = len(content)
        for key in content:
            if type(key) is not int or not 1 <= key <= length:
                raise NotPlainData(_describe_mixture(content, path))
        return [self.read(content[place], f"{path}[{place}]", depth + 1) for place in range(1, length + 1)]

    def _map(self, content: dict[Any, Any], path: str, depth: int) -> dict[str, Value]:
        for key in content:
            if type(key) is not str:
                raise NotPlainData(f"{path} has the key {_show_key(key)}; keys are names, or 1, 2, 3 … without a gap")
        named: dict[Any, Value] = {}
        for key in sorted(content):
            name = self._text(key, f"a name in {path}")
            named[name] = self.read(content[key], f"{path}.{readable_text(key)}", depth + 1)
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
