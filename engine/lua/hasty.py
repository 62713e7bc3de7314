"""One table on its way from Lua, in a hurry: few values are read from here, and many taken flat by Lua itself.

Whatever is unusual is left to `reading`, which takes its time.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from engine.lua.flat import Nesting, Shape, Unusual
from engine.lua.plain import SAME, TAG_HANDLE, Handle, Value

if TYPE_CHECKING:
    from engine.lua.convert import Converter

FLAT_ITEMS = 12  # of a record
FEW = 64  # table entries: with more of them it pays to have them taken flat
SHORT = 64  # characters of a text that count as none


class LuaTable(Protocol):
    """What a table of Lua looks like from here; its repr tells which one it is."""

    def items(self) -> Iterable[tuple[Any, Any]]: ...


class _Large(Exception):
    """There is more than a few values."""


def table_from_lua(table: LuaTable, converter: Converter) -> Value:
    """A table of plain values; raises Unusual, or anything else, for what has to be read with care."""
    record = flat_record(table)
    if record is not None:
        return record
    try:
        return _Hasty(converter, type(table)).table(table, 1)
    except _Large:
        return _large(table, converter)


def flat_record(table: LuaTable) -> dict[str, Value] | None:
    """The commonest table, a few names with numbers and short texts, in a hurry; None when it is anything else."""
    content = dict(islice(table.items(), FLAT_ITEMS + 1))
    if not content or len(content) > FLAT_ITEMS:
        return None
    for name, value in content.items():
        if type(name) is not str or not name.isascii() or name.startswith("\0"):
            return None
        if type(value) not in SAME and not (type(value) is str and value.isascii() and len(value) <= SHORT):
            return None
    return dict(sorted(content.items()))


class _Hasty:
    """Reads a few values with all checks but without paths; raises Unusual, or anything else, for others."""

    def __init__(self, converter: Converter, table_type: type) -> None:
        self._converter = converter
        self._read_text = converter.read_text
        self._table_type = table_type
        self._deepest = converter.limits.crossing_depth
        self._items = min(FEW, converter.limits.crossing_items)  # that may still come
        self._bytes = converter.limits.crossing_bytes

    def table(self, table: LuaTable, depth: int) -> Value:
        pairs = list(islice(table.items(), self._items + 1))
        size = len(pairs)
        self._items -= size
        if self._items < 0:
            raise _Large
        if depth > self._deepest:
            raise Unusual
        if not size:
            return None if is_null(table, self._converter) else {}
        pairs.sort()  # Lua's order of names differs from process to process
        content = dict(pairs)
        if len(content) != size:  # Python takes true for 1
            raise Unusual
        first = pairs[0][0]
        if type(first) is int:
            return self._sequence(content, size, depth)
        names = "".join(content)
        if first[:1] == "\0":
            return handle_of(self._text(content.get(TAG_HANDLE)), self._converter)
        if not names.isascii() or len(names) > SHORT * size:
            raise Unusual
        return self._map(content, pairs, depth)

    def _sequence(self, content: dict[Any, Any], size: int, depth: int) -> list[Value]:
        if [*content] != [*range(1, size + 1)]:
            raise Unusual
        values = [*content.values()]
        for place, value in enumerate(values):
            kind = type(value)
            if kind in SAME:
                continue
            if kind is self._table_type:
                values[place] = self.table(value, depth + 1)
            elif kind is not str or not value.isascii() or len(value) > SHORT:
                values[place] = self._text(value)
        return values

    def _map(self, content: dict[str, Any], pairs: list[tuple[str, Any]], depth: int) -> dict[str, Value]:
        for name, value in pairs:
            kind = type(value)
            if kind in SAME:
                continue
            if kind is self._table_type:
                content[name] = self.table(value, depth + 1)
            elif kind is not str or not value.isascii() or len(value) > SHORT:
                content[name] = self._text(value)
        return content

    def _text(self, value: Any) -> str | bytes:
        if type(value) is not str:
            raise Unusual
        self._bytes -= len(value)
        if self._bytes < 0:
            raise Unusual
        return self._read_text(value, "")


def _large(table: LuaTable, converter: Converter) -> Value:
    """A table of plain values, with all checks but without paths; raises Unusual, or anything else, for others."""
    limits, flatten = converter.limits, converter.host.flatten
    if converter.host.is_overdue():  # a hook that counts would let a script send hundreds of them before it stops it
        raise Unusual
    flat = flatten and flatten(table, limits.crossing_depth, limits.crossing_items, limits.crossing_bytes)
    if not flat:
        raise Unusual
    leaves, names = [*flat[0].values()], [*flat[2].values()]
    if not flat[3].isascii():
        leaves = [_text(leaf, converter) for leaf in leaves]
    if not "".join(names).isascii():
        raise Unusual
    shapes = [Shape(_split(own)[::-1], _split(inner)) for own, inner in zip(names[::2], names[1::2], strict=True)]
    return Nesting(leaves, shapes, lambda tag: handle_of(tag, converter)).build([*flat[1].values()])


def _split(names: str) -> list[str]:
    return names.split("\0") if names else []


def _text(leaf: Any, converter: Converter) -> Any:
    return converter.read_text(leaf, "") if type(leaf) is str else leaf


def is_null(table: LuaTable, converter: Converter) -> bool:
    """Whether this empty table is the one that stands for nothing."""
    return repr(table) == repr(converter.host.null)


def handle_of(tag: Any, converter: Converter) -> Value:
    """The handle, or what it stands for."""
    if not isinstance(tag, str):
        raise Unusual
    kind, _, key = tag.partition("\0")
    view = converter.views.get(kind)
    return Handle(kind, key) if view is None else view(key)
