"""One value on its way to Lua: in C where nothing in it is special, or else part by part, with its path."""

from __future__ import annotations

import dataclasses
import math
from array import array
from typing import TYPE_CHECKING, Any

import msgspec

from engine.lua.flat import Flattening, Unusual
from engine.lua.hasty import FEW
from engine.lua.limits import Limits
from engine.lua.plain import TAG_HANDLE, TAG_TYPE, Handle, Value, text_to_lua

if TYPE_CHECKING:
    from engine.lua.convert import Converter

_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1  # whole numbers of Lua
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_encode = msgspec.json.Encoder().encode


def table_to_lua(value: Value, converter: Converter) -> Any:
    """A table of Lua's of plain data; raises Unusual, or anything else, for what has to be written part by part."""
    if _room_left(value, FEW) < 0:
        return _many(value, converter)
    return converter.host.make_table(_few(value, converter.limits))


def _room_left(value: Value, room: int) -> int:
    """How many of `room` entries `value` leaves, in containers of our own; negative when it has more."""
    if type(value) is dict or type(value) is list:
        room -= len(value)
        if room >= 0:
            for each in value.values() if type(value) is dict else value:
                if type(each) is dict or type(each) is list:
                    room = _room_left(each, room)
                    if room < 0:
                        break
    return room


def _few(value: Value, limits: Limits) -> Any:
    """A copy in new containers that Lua can take as it is; raises Unusual when it has to be written part by part.

    New ones, because lupa confuses containers that occur twice.
    """
    copy = msgspec.to_builtins(value, builtin_types=(bytes,))
    if not isinstance(copy, dict | list):
        raise Unusual
    text = _encode(copy)  # not for its own sake: it tells at once what is in there
    is_small = len(text) <= limits.crossing_bytes and text.count(b",") < limits.crossing_items
    is_plain = is_small and text.isascii() and b"null" not in text and b'"nan"' not in text
    if not is_plain or not _is_shallow(text, limits.crossing_depth):
        raise Unusual
    return copy


def _is_shallow(text: bytes, depth: int) -> bool:
    """Whether JSON is nested at most so deep: takes the innermost brackets away, level by level."""
    brackets = text.translate(None, _NO_BRACKETS)
    for _ in range(depth):
        if not brackets:
            return True
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets


def _many(value: Value, converter: Converter) -> Any:
    """The same for many entries, in nobody's containers."""
    flattening = Flattening(converter.limits)
    try:
        flattening.take_apart(value)
    except (Unusual, TypeError):  # perhaps it is a dataclass, or has one
        flattening = Flattening(converter.limits)
        flattening.take_apart(msgspec.to_builtins(value, builtin_types=(bytes,)))
    host = converter.host
    if host.unflatten is None:
        raise Unusual
    shapes = host.make_table([part for shape in flattening.shapes for part in shape])
    return host.unflatten(host.make_list(flattening.leaves), host.make_list(flattening.plan), shapes)


class Writing:
    """Writes anything that can cross; a TypeError tells the path of what cannot. Containers are new ones."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._limits = converter.limits
        self._bytes = 0
        self._items = 0
        self._open: dict[int, str] = {}  # containers that are being written -> their paths
        self.has_handles = False

    def write(self, value: Value, path: str, depth: int) -> Any:
        if value is None:
            return None if depth == 1 else self._converter.host.null
        custom = self._converter.custom.of(value)
        if custom is not None:
            written = self._within(value, custom.write(value), path, depth)
            return {TAG_TYPE: custom.name, **written} if custom.read and isinstance(written, dict) else written
        if isinstance(value, bool | float):
            return value
        if isinstance(value, int):
            return self._whole(value, path)
        if isinstance(value, str | bytes):
            return self._text(value, path)
        if isinstance(value, Handle):
            return self._handle(value, path)
        if isinstance(value, dict | list | tuple):
            return self._within(value, value, path, depth)
        return self._within(value, _taken_apart(value, path), path, depth)

    def _within(self, owner: object, parts: Value, path: str, depth: int) -> Any:
        """Write what `owner` consists of."""
        if not isinstance(parts, dict | list | tuple):
            if parts is owner:
                raise TypeError(f"{path} is no plain value for Lua")
            return self.write(parts, path, depth)
        if id(owner) in self._open:
            raise TypeError(f"{self._open[id(owner)]} contains itself, as {path}")
        if depth > self._limits.crossing_depth:
            raise TypeError(f"{path} is nested more than {self._limits.crossing_depth} deep")
        self._items += len(parts)
        if self._items > self._limits.crossing_items:
            raise TypeError(f"{path} has too many entries for Lua (at most {self._limits.crossing_items} in all)")
        self._open[id(owner)] = path
        if isinstance(parts, dict):
            written: Any = {
                self._key(key, path): self.write(item, f"{path}.{key}", depth + 1) for key, item in parts.items()
            }
        else:
            written = [self.write(item, f"{path}[{place}]", depth + 1) for place, item in enumerate(parts)]
        del self._open[id(owner)]
        return written

    def _handle(self, handle: Handle, path: str) -> dict[str, str]:
        if handle.kind not in self._converter.handle_kinds:
            raise TypeError(f"{path} is {handle!r:.80}, of a kind that Lua does not know")
        self.has_handles = True
        return {TAG_HANDLE: text_to_lua(f"{handle.kind}\0{handle.key}")}

    def _key(self, key: object, path: str) -> str | int | float | bytes:
        if isinstance(key, str | bytes):  # anything else lupa would wrap, and Lua must never hold a Python object
            return self._text(key, path)
        if isinstance(key, int) and not isinstance(key, bool):
            return self._whole(key, path)
        if isinstance(key, float) and not math.isnan(key):
            return key
        raise TypeError(f"{key!r:.80} cannot be a key in {path}")

    def _whole(self, value: int, path: str) -> int:
        if _LOWEST <= value <= _HIGHEST:
            return int(value)
        raise TypeError(f"{path} is {value}, and Lua's whole numbers have 64 bits")

    def _text(self, value: str | bytes, path: str) -> str | bytes:
        self._bytes += len(value)
        if self._bytes > self._limits.crossing_bytes:
            raise TypeError(f"{path} is too much text for Lua")
        return value if isinstance(value, bytes) else text_to_lua(str.__str__(value))


def _taken_apart(value: Value, path: str) -> Value:
    """What a dataclass, struct, enum, date or the like is written as; raises TypeError for anything else."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, msgspec.Struct):
        return _fields(value)
    if isinstance(value, array):
        return value.tolist()
    try:
        if not isinstance(value, set | frozenset):  # which have no order
            return msgspec.to_builtins(value)
    except TypeError:
        pass
    raise TypeError(f"{path} is {value!r:.80}, which is no plain value for Lua")


def _fields(struct: msgspec.Struct) -> dict[str, Any] | list[Any]:
    """One level of what msgspec makes of a struct."""
    config = struct.__struct_config__
    named = {field.encode_name: getattr(struct, field.name) for field in msgspec.structs.fields(struct)}
    if config.tag_field is not None and not config.array_like:
        named = {config.tag_field: config.tag, **named}
    return list(named.values()) if config.array_like else named
