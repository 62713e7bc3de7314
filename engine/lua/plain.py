"""What both directions between Lua and Python share: texts, handles, tags, and the mistake of what cannot cross."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from engine.core.errors import EngineError

TAG_HANDLE, TAG_FUNCTION, TAG_TYPE = "\0handle", "\0function", "\0type"
"""Keys of the tables that stand for what is no plain value; `prelude/handles.lua` has the first two as well."""

SAME = frozenset({type(None), bool, int, float})  # types of what is the same on both sides

Value = Any  # None, bool, int, float, str, list, dict, Handle or LuaFunction; Any spares every API function a cast


if TYPE_CHECKING:
    Floats = array[float]
else:
    Floats = array  # which has no items at run time before Python 3.12
"""The annotation of a parameter that is a list of numbers: Lua packs it, which is much faster than one by one."""


class NotPlainData(EngineError):
    """A value that cannot cross between Lua and the engine."""


class Handle:
    """Something of the engine's that Lua holds, such as the module called "kick"; a value, never changed.

    No dataclass: msgspec would take that for plain data, and copy it as a table that is no handle.
    """

    __slots__ = ("key", "kind")
    __match_args__ = ("kind", "key")

    def __init__(self, kind: str, key: str) -> None:
        self.kind = kind
        self.key = key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Handle) and (self.kind, self.key) == (other.kind, other.key)

    def __hash__(self) -> int:
        return hash((self.kind, self.key))

    def __repr__(self) -> str:
        return f"Handle(kind={self.kind!r}, key={self.key!r})"


class Lent:
    """A value that was written for Lua once, of which each call that gets it has a copy of its own."""

    __slots__ = ("written",)

    def __init__(self, written: Any) -> None:
        self.written = written


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


def text_or_bytes(text: str, _path: str) -> str | bytes:
    """A Lua string as text, or as bytes when it is no UTF-8."""
    if text.isascii():
        return text
    raw = text.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw


def text_to_lua(text: str) -> str:
    """The bytes of `text` in UTF-8, one character each, as Lua takes them; lone surrogates become question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("latin-1")
