"""Edits of what scripts share: one value under a name, or at a place within a table. Pure."""

from __future__ import annotations

from typing import Any

import msgspec
from immutables import Map
from msgspec.structs import replace

from engine.core.document import Document, Shared, SharedValue
from engine.core.errors import NotAllowed, OutOfRange, WrongType

MOST_NAMES = 256  # values that are shared at once
MOST_BYTES = 64_000  # of one of them, so that the engine is never held up by one
DEEPEST = 8  # tables within each other
LONGEST_KEY = 64
_ENTRY_BYTES = 8  # what an entry counts for, beside the text in it

Path = tuple[str | int, ...]

_NUMBERS = frozenset({bool, int, float})
_SCALARS = _NUMBERS | {str}


def share(document: Document, path: Path, json: str, script: str = "", stamp: int = 0) -> Document:
    """Return the document in which there is this value at `path`, or none when `json` is empty.

    Raises:
        EngineError: a table on the way is none any more, or it is too much.
    """
    shared = document.shared
    values = _with_value(shared, path, json)
    marks = shared.marks
    if stamp > marks.get(script, 0):
        marks = marks.set(script, stamp)
    if values is shared.values:
        return document if marks is shared.marks else replace(document, shared=replace(shared, marks=marks))
    return replace(document, shared=Shared(values, marks, shared.next_number + 1))


def value_at(shared: Shared, path: Path) -> Any:
    """Return what is shared at `path`, frozen; None when nothing is."""
    found: Any = shared.values
    for key in path:
        if isinstance(found, Map):
            found = found.get(key)
        elif isinstance(found, tuple) and isinstance(key, int) and 1 <= key <= len(found):
            found = found[key - 1]
        else:
            return None
        if isinstance(found, SharedValue):
            found = found.value
    return found


def frozen(value: Any, path: Path = (), depth: int = 1) -> Any:
    """Return plain data that nobody can change: maps and tuples for dicts and lists.

    Raises:
        OutOfRange: it is nested too deep, or a key is too long.
    """
    if not isinstance(value, dict | list):
        return value
    if depth > DEEPEST:
        raise OutOfRange(f"{shown(path)} is nested more than {DEEPEST} tables deep")
    if isinstance(value, list):
        return tuple(
            [
                each if type(each) in _SCALARS else frozen(each, (*path, place), depth + 1)
                for place, each in enumerate(value, start=1)
            ]
        )
    return Map({_checked(key, path): frozen(each, (*path, key), depth + 1) for key, each in value.items()})


def thawed(value: Any) -> Any:
    """Return frozen data as dicts and lists that are the caller's own."""
    if isinstance(value, Map):
        return {key: thawed(each) for key, each in value.items()}
    return [thawed(each) for each in value] if isinstance(value, tuple) else value


def shown(path: Path) -> str:
    """Return a path as a player writes it: `shared.scores[3].name`."""
    return "shared" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def _with_value(shared: Shared, path: Path, json: str) -> Map[str, SharedValue]:
    name, *inner = path or ("",)
    name = _checked(name, ())
    old = shared.values.get(name)
    said = frozen(msgspec.json.decode(json), path, len(path)) if json else None
    value = _put(old.value if old is not None else None, tuple(inner), said, (name,))
    if value is None:
        return shared.values if old is None else shared.values.delete(name)
    if old is not None and _is_same(value, old.value):
        return shared.values
    size = _size(value) if old is None or not inner else old.size + _growth(shared, path, said)
    if size > MOST_BYTES:
        raise OutOfRange(f"{shown((name,))} takes more than {MOST_BYTES} bytes; share less, or in parts")
    if old is None and len(shared.values) >= MOST_NAMES:
        raise OutOfRange(f"{shown((name,))}: {MOST_NAMES} values are shared already; set some to nil first")
    return shared.values.set(name, SharedValue(value, size, shared.next_number))


def _put(inside: Any, path: Path, value: Any, at: Path) -> Any:
    """Return `inside`, which is at `at`, with `value` at `path` in it."""
    if not path:
        return value
    key = path[0]
    if not isinstance(inside, Map | tuple):
        raise WrongType(f"{shown(at)} is no table, so {shown((*at, key))} cannot be set")
    if not inside:
        inside = () if isinstance(key, int) else Map()
    if isinstance(inside, tuple):
        return _put_in_list(inside, path, value, at)
    key = _checked(key, at)
    put = _put(inside.get(key), path[1:], value, (*at, key))
    if put is None:
        return inside.delete(key) if key in inside else inside
    return inside.set(key, put)


def _put_in_list(inside: tuple[Any, ...], path: Path, value: Any, at: Path) -> tuple[Any, ...]:
    place, length = path[0], len(inside)
    if not isinstance(place, int):
        raise WrongType(f"{shown(at)} is a list, so {shown((*at, place))} cannot be set")
    if not 1 <= place <= length + 1:
        raise OutOfRange(f"{shown((*at, place))} would leave a hole: the list has {length} entries")
    old = inside[place - 1] if place <= length else None
    put = _put(old, path[1:], value, (*at, place))
    if put is not None:
        return (*inside[: place - 1], put, *inside[place:])
    if place < length:
        raise NotAllowed(f"{shown((*at, place))} = nil would leave a hole; table.remove takes an entry out")
    return inside[: place - 1]


def _checked(key: str | int, at: Path) -> str:
    if not isinstance(key, str):
        raise WrongType(f"{shown(at)} has names, so {shown((*at, key))} cannot be set")
    if not 1 <= len(key) <= LONGEST_KEY or not key.isprintable():
        raise OutOfRange(f'a name in {shown(at)} is 1 to {LONGEST_KEY} printable characters, got "{key[:80]}"')
    return key


def _growth(shared: Shared, path: Path, said: Any) -> int:
    """Return how much more the table at the start of `path` takes with `said` at its end."""
    before, key = value_at(shared, path), path[-1]
    key_bytes = len(key) if isinstance(key, str) else 0
    return _size(said) - _size(before) + key_bytes * ((said is not None) - (before is not None))


def _size(value: Any) -> int:
    """Return about how many bytes a value takes."""
    if isinstance(value, str):
        return _ENTRY_BYTES + len(value)
    if isinstance(value, tuple):
        return _ENTRY_BYTES + sum([_ENTRY_BYTES if type(each) in _NUMBERS else _size(each) for each in value])
    if isinstance(value, Map):
        return _ENTRY_BYTES + sum(len(key) + _size(each) for key, each in value.items())
    return 0 if value is None else _ENTRY_BYTES


def _is_same(one: Any, other: Any) -> bool:
    """Whether two frozen values are the same for a script, which tells 1, 1.0 and true apart."""
    if one is other:
        return True
    if type(one) is not type(other) or (isinstance(one, Map | tuple) and len(one) != len(other)):
        return False
    if isinstance(one, tuple):
        kinds = set(map(type, one))
        if kinds <= _SCALARS:
            return bool(one == other) and list(map(type, one)) == list(map(type, other))
        return all(map(_is_same, one, other))
    if isinstance(one, Map):
        return all(key in other and _is_same(each, other[key]) for key, each in one.items())
    return bool(one == other)
