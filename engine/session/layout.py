"""Lays JSON out for reading and for small diffs: each value has a line, and so has each thing best seen whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

_INDENT = "  "


class OneLine(msgspec.Struct, frozen=True):
    """A value that takes one line of the file."""

    value: Any


def lay_out(value: object) -> str:
    """Return `value`, of plain things and `OneLine`s, as JSON that ends in a line break."""
    return "".join(_lines(value, "")) + "\n"


def _lines(value: object, indent: str) -> Iterator[str]:
    if isinstance(value, OneLine):
        yield _on_one_line(value.value)
    elif isinstance(value, dict) and value:
        items = ((f"{_on_one_line(key)}: ", item) for key, item in value.items())
        yield from _between("{", items, "}", indent)
    elif isinstance(value, list) and value:
        yield from _between("[", (("", item) for item in value), "]", indent)
    else:
        yield _on_one_line(value)


def _between(opening: str, items: Iterator[tuple[str, object]], closing: str, indent: str) -> Iterator[str]:
    inner = "\n" + indent + _INDENT
    yield opening
    for number, (key, item) in enumerate(items):
        yield f"{',' if number else ''}{inner}{key}"
        yield from _lines(item, indent + _INDENT)
    yield f"\n{indent}{closing}"


def _on_one_line(value: object) -> str:
    """Half a surrogate pair, as a file's name may hold, has no UTF-8: only such a text is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text if text.isascii() or _is_encodable(text) else json.dumps(value, allow_nan=False)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
