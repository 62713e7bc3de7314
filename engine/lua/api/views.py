"""What `gameState` and `shared` ask the engine's side for: one value at a path, or all that a table holds."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, Protocol

import msgspec
from immutables import Map

from engine.core.edits.sharing import shown, thawed, value_at
from engine.core.errors import EngineError, UnknownName, did_you_mean
from engine.lua.api.snapshot_table import CLOCK, SECTIONS, clock_table, item_table, section_table
from engine.lua.api.stage import Stage
from engine.lua.library import views_text

LEVELS = ("debug", "info", "warn", "error")
LONGEST_WORDS = 400  # characters of a table as text

VIEWS = {"shared": "to share a value, write shared.name = value", "gameState": "it is there to be read"}
"""What to say of those that a script assigned to as a whole."""

Path = tuple[str | int, ...]
_TABLE = math.nan  # what is answered where there is a table; no value that scripts read is one


class Library(Protocol):
    """The part of a runtime that takes a library."""

    def load_library(self, text: str, name: str, functions: dict[str, Callable[..., Any]]) -> None: ...
    def define_view(self, kind: str, read: Callable[[str], Any]) -> None: ...


def install_views(runtime: Library, stage: Stage) -> None:
    """Give a script `gameState`, `shared`, `log` and `alert`."""
    views = {"shared": SharedView(stage), "gameState": GameView(stage)}
    functions: dict[str, Callable[..., Any]] = {
        "share": partial(_share, stage),
        "shown": lambda path="": shown(path_of(path)),
        "log": partial(log, stage),
    }
    for kind, view in views.items():
        runtime.define_view(kind, view.whole)
        for what in ("look", "content", "count", "words"):
            functions[f"{kind}_{what}"] = getattr(view, what)
    runtime.load_library(views_text(), "views", functions)


@lru_cache(maxsize=1024)
def path_of(text: str) -> Path:
    """Return the path that `views.lua` writes as names between zero bytes, numbers after a byte 1."""
    parts = text.split("\0") if text else []
    return tuple(int(part[1:]) if part.startswith("\1") else part for part in parts)


def log(stage: Stage, level: Any = None, text: Any = "") -> None:
    """Show a line in the log."""
    if level not in LEVELS:
        near = did_you_mean(level, LEVELS) if isinstance(level, str) else ""
        raise EngineError(f'log: the level comes first, one of {", ".join(LEVELS)}, as in log("warn", "late"){near}')
    stage.show(str(level), str(text))


def _share(stage: Stage, path: str = "", value: Any = None) -> None:
    json = "" if value is None else msgspec.json.encode(value).decode()
    stage.share(path_of(path), json)


class _View:
    """One tree of values, looked at by path. Reading a table reads what it holds, not what those hold."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def at(self, path: Path) -> Any:
        """Return what is at a path: a scalar, a dict or list, their frozen kin, or None."""
        raise NotImplementedError

    def look(self, path: str = "") -> Any:
        """Return a scalar, or no number where there is a table."""
        found = self.at(path_of(path))
        return _TABLE if isinstance(found, dict | list | Map | tuple) else found

    def content(self, path: str = "") -> Any:
        """Return all that a table holds, with no number for each table in it."""
        found = self.at(path_of(path))
        if isinstance(found, dict | Map):
            return {name: _marked(each) for name, each in found.items()}
        return [_marked(each) for each in _items(found)]

    def count(self, path: str = "") -> int:
        """Return how long a list is; 0 for what is none."""
        return len(tuple(_items(self.at(path_of(path)))))

    def whole(self, path: str) -> Any:
        """Return the value with everything in it, as plain data."""
        return thawed(self.at(path_of(path)))

    def words(self, path: str = "") -> str:
        """Return the value as text for people, cut where it is long."""
        text = _lua_text(self.whole(path))
        return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}…"


class SharedView(_View):
    """What scripts share, as the stage's document has it now."""

    def at(self, path: Path) -> Any:
        """Return what is shared at a path."""
        shared = self._stage.document.shared
        if len(path) == 1:
            found = shared.values.get(path[0])  # type: ignore[arg-type]  # under a number there is nothing
            return found.value if found is not None else None
        return value_at(shared, path) if path else Map({name: each.value for name, each in shared.values.items()})


class GameView(_View):
    """The document as scripts read it, a section, an item or a value at a time."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._last: tuple[Any, str, dict[str, Any] | None] = (None, "", None)  # the item that was made last, of what

    def at(self, path: Path) -> Any:
        """Return what is at a path; raises UnknownName where there can never be anything."""
        if not path:
            return {**self._clock(), **dict.fromkeys((*SECTIONS, "shared"), _TABLE)}
        first, *rest = path
        if first == "shared":
            return SharedView(self._stage).at(tuple(rest))
        if first == "clock":
            return _within(self._clock(), rest)
        if first not in SECTIONS:
            return self._scalar(first) if not rest else None
        if first == "connections":
            return _within(section_table(self._stage.document, "connections"), rest)
        section = str(first)
        if not rest:
            return dict.fromkeys(getattr(self._stage.document, section), _TABLE)
        return _within(self._item(section, str(rest[0])), rest[1:])

    def whole(self, path: str) -> Any:
        """Return a section or an item with everything in it."""
        parts = path_of(path)
        if len(parts) == 1 and parts[0] in SECTIONS:
            return section_table(self._stage.document, str(parts[0]), self._stage.beat)
        if parts:
            return super().whole(path)
        return {name: self.whole(name) if each is _TABLE else each for name, each in self.at(()).items()}

    def _clock(self) -> dict[str, Any]:
        return clock_table(self._stage.document, self._stage.beat)

    def _scalar(self, name: str | int) -> Any:
        read = CLOCK.get(str(name))
        if read is None:
            known = (*CLOCK, *SECTIONS, "shared")
            raise UnknownName(f'gameState has no "{name}"{did_you_mean(str(name), known)}')
        return read(self._stage.document.transport, self._stage.beat)

    def _item(self, section: str, name: str) -> dict[str, Any] | None:
        """Make an item's table, unless it is the one made last: scripts ask for one value after another."""
        item = getattr(self._stage.document, section).get(name)
        if item is None or self._last[0] is not item or self._last[1] != section:
            self._last = (item, section, item_table(self._stage.document, section, name))
        return self._last[2]


def _within(found: Any, path: Iterable[str | int]) -> Any:
    for key in path:
        if isinstance(found, dict):
            found = found.get(key)
        elif isinstance(found, list) and isinstance(key, int) and 1 <= key <= len(found):
            found = found[key - 1]
        else:
            return None
    return found


def _items(found: Any) -> Iterable[Any]:
    return found if isinstance(found, list | tuple) else ()


def _marked(value: Any) -> Any:
    return _TABLE if isinstance(value, dict | list | Map | tuple) else value


def _lua_text(value: Any) -> str:
    """Return plain data as Lua writes it."""
    match value:
        case None:
            return "nil"
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case dict():
            return "{" + ", ".join(f"{_key_text(key)} = {_lua_text(each)}" for key, each in value.items()) + "}"
        case list():
            return "{" + ", ".join(map(_lua_text, value)) + "}"
        case _:
            return f"{value:g}" if isinstance(value, float) else str(value)


def _key_text(key: str) -> str:
    return key if key.isidentifier() and key.isascii() else f'["{key}"]'
