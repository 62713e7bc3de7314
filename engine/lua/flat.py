"""Nested values on their way between Lua and Python, taken flat: what C does best, and what Lua does best.

One list has all plain values. A plan has a pair of numbers for each table, from the outside in: what it is, and how
long. Tables with the same few names share a shape, and those that follow each other a pair. `prelude/flat.lua` has the
other half.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import NoneType
from typing import Any

from engine.lua.limits import Limits
from engine.lua.plain import Value, text_to_lua

NULL, EMPTY, LIST, TABLES, MIXED, WIDE, HANDLE = 0, -1, -2, -3, -4, -5, -6  # what a table is; a shape is positive
WIDEST = 16  # names of a shape; a table with more of them brings them along

_LEAVES = frozenset({bool, int, float, str})
_TABLES = frozenset({dict, list, tuple, NoneType})  # and nothing, which is a table in Lua


class Unusual(Exception):
    """What is read or written has to be so with care."""


class Shape:
    """Tables that have the same names.

    Args:
        names: Of plain values, in Lua's order of them.
        inner: Of tables, the last one first.
    """

    def __init__(self, names: list[str], inner: list[str]) -> None:
        self.size = len(names)
        self.inner = inner
        self._names = names
        self._all = sorted(names + inner)
        self._order = sorted(range(self.size), key=names.__getitem__)

    def fill(self, values: list[Value]) -> list[dict[str, Value]]:
        """Return dicts in the order of their names, as many as there are values for; places of tables are empty."""
        if self.inner:
            return [dict.fromkeys(self._all) | dict(zip(self._names, values, strict=True))]
        columns = [values[place :: self.size] for place in self._order]
        return [dict(zip(self._all, row, strict=True)) for row in zip(*columns, strict=True)]


class Nesting:
    """Puts together what Lua took apart: lists, and dicts in the order of their names.

    Args:
        handle: What a tag stands for.
    """

    def __init__(self, leaves: list[Value], shapes: list[Shape], handle: Callable[[Any], Value]) -> None:
        self._leaves = leaves
        self._at = 0
        self._shapes = shapes
        self._handle = handle

    def build(self, plan: list[int]) -> Value:
        """Return the outermost value."""
        root: list[Value] = [None]
        container, slots = root, [0]  # where tables are still to come; the next one is the last
        waiting: list[tuple[Any, list[Any]]] = []
        steps = iter(plan)
        for what, count in zip(steps, steps, strict=True):
            made, inner = self._step(what, count)
            for each in made:
                while not slots:
                    container, slots = waiting.pop()
                container[slots.pop()] = each
            if inner:
                waiting.append((container, slots))
                container, slots = made[0], inner
        return root[0]

    def _step(self, what: int, count: int) -> tuple[list[Any], list[Any]]:
        """Return what is next, and where in it tables are to come, the last one first."""
        if what > 0:
            shape = self._shapes[what - 1]
            return shape.fill(self._take(shape.size * count)), [*shape.inner]
        if what == LIST:
            return [self._take(count)], []
        if what == TABLES:
            return [[None] * count], [*range(count - 1, -1, -1)]
        if what == MIXED:
            return self._mixed(count)
        if what == WIDE:
            return self._wide(count)
        if what == HANDLE:
            return [self._handle(*self._take(1))], []
        return [None if what == NULL else {}], []

    def _take(self, count: int) -> list[Any]:
        begin, self._at = self._at, self._at + count
        return self._leaves[begin : self._at]

    def _mixed(self, length: int) -> tuple[list[Any], list[Any]]:
        (count,) = self._take(1)
        places = [place - 1 for place in self._take(count)]
        values = self._take(length - count)
        for place in places:
            values.insert(place, None)
        return [values], places[::-1]

    def _wide(self, count: int) -> tuple[list[Any], list[Any]]:
        (tables,) = self._take(1)
        inner, pairs = self._take(tables), self._take(2 * count)
        content = dict.fromkeys(inner) | dict(zip(pairs[::2], pairs[1::2], strict=True))
        return [dict(sorted(content.items()))], inner[::-1]


class Flattening:
    """Takes a value apart for Lua; raises Unusual for what is no plain data within `limits`."""

    def __init__(self, limits: Limits) -> None:
        self._deepest = limits.crossing_depth
        self._room = limits.crossing_items
        self._bytes = limits.crossing_bytes
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._names: list[str] = []
        self.leaves: list[Any] = []
        self.plan: list[int] = []
        self.shapes: list[tuple[Sequence[str], Sequence[str]]] = []  # names of plain values, and of tables

    def take_apart(self, value: Value) -> None:
        """Fill `leaves`, `plan` and `shapes`."""
        self._add(value, 1)
        self._convert_texts()

    def _convert_texts(self) -> None:
        names = "".join(self._names)  # a TypeError where one is no text
        text = "".join([leaf for leaf in self.leaves if type(leaf) is str])
        if len(names) + len(text) > self._bytes:
            raise Unusual
        if not text.isascii() or not names.isascii():
            self.leaves = [text_to_lua(leaf) if type(leaf) is str else leaf for leaf in self.leaves]
            self.shapes = [([*map(text_to_lua, own)], [*map(text_to_lua, inner)]) for own, inner in self.shapes]

    def _add(self, value: Any, depth: int) -> None:
        if value is None:
            self.plan += (NULL, 1)
            return
        size = len(value)
        self._room -= size
        if depth > self._deepest or self._room < 0:
            raise Unusual
        if not size:
            self.plan += (EMPTY, 1)
        elif type(value) is dict:
            self._add_dict(value, size, depth + 1)
        else:
            self._add_list(value, size, depth + 1)

    def _add_dict(self, value: dict[Any, Any], size: int, depth: int) -> None:
        kinds = {*map(type, value.values())}
        if size > WIDEST:
            self._add_wide(value, kinds, depth)
        elif kinds <= _LEAVES:
            self._put_shape((*value,), ())
            self.leaves += value.values()
        else:
            _require_plain(kinds)
            inner = [name for name, each in value.items() if type(each) in _TABLES]
            others = [name for name, each in value.items() if type(each) not in _TABLES]
            self._put_shape((*others,), (*inner,))
            self.leaves += [value[name] for name in others]
            for name in inner:
                self._add(value[name], depth)

    def _put_shape(self, names: tuple[str, ...], inner: tuple[str, ...], count: int = 1) -> None:
        shape = self._known.get((names, inner))
        if shape is None:
            self.shapes.append((names, inner))
            self._names += names + inner
            shape = self._known[names, inner] = len(self.shapes)
        if self.plan and self.plan[-2] == shape:
            self.plan[-1] += count
        else:
            self.plan += (shape, count)

    def _add_wide(self, value: dict[Any, Any], kinds: set[type], depth: int) -> None:
        _require_plain(kinds)
        inner = [name for name, each in value.items() if type(each) in _TABLES]
        pairs = [part for pair in value.items() if type(pair[1]) not in _TABLES for part in pair]
        self._names += value
        self.plan += (WIDE, len(pairs) // 2)
        self.leaves += (len(inner), *inner, *pairs)
        for name in inner:
            self._add(value[name], depth)

    def _add_list(self, value: list[Any] | tuple[Any, ...], size: int, depth: int) -> None:
        kinds = {*map(type, value)}
        if kinds <= _LEAVES:
            self.plan += (LIST, size)
            self.leaves += value
            return
        if kinds <= _TABLES:
            self.plan += (TABLES, size)
            if kinds == {dict} and depth <= self._deepest and self._has_added_records(value):
                return
        else:
            _require_plain(kinds)
            places = [place for place, each in enumerate(value, 1) if type(each) in _TABLES]
            self.plan += (MIXED, size)
            self.leaves += (len(places), *places, *[each for each in value if type(each) not in _TABLES])
        for each in value:
            if type(each) in _TABLES:
                self._add(each, depth)

    def _has_added_records(self, records: Sequence[dict[str, Any]]) -> bool:
        """Add dicts of a few plain values each, in a hurry; nothing, and return False, where others are among them."""
        begin = len(self.leaves)
        runs: list[tuple[tuple[str, ...], int]] = []
        last, count = (*records[0],), 0
        for record in records:
            names = (*record,)
            if names != last:
                runs.append((last, count))
                last, count = names, 0
            count += 1
            self.leaves += record.values()
        runs.append((last, count))
        values = self.leaves[begin:]
        if not {*map(type, values)} <= _LEAVES or not all(0 < len(names) <= WIDEST for names, _ in runs):
            del self.leaves[begin:]
            return False
        self._room -= len(values)
        if self._room < 0:
            raise Unusual
        for names, count in runs:
            self._put_shape(names, (), count)
        return True


def _require_plain(kinds: set[type]) -> None:
    if not kinds <= _LEAVES | _TABLES:
        raise Unusual
