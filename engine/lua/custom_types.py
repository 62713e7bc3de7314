"""Types of Python that cross in a way of their own, in one direction or in both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class CustomType(NamedTuple):
    """How values of one type cross."""

    name: str  # the tag of its tables in Lua
    write: Callable[[Any], Any]  # what Lua gets for a value: anything that can cross
    read: Callable[[dict[str, Any]], Any] | None  # makes a value of the fields of its table; None: it stays a dict


class CustomTypes:
    """What a runtime was told of types; a subclass is another type."""

    def __init__(self) -> None:
        self._by_type: dict[type, CustomType] = {}
        self._by_name: dict[str, CustomType] = {}

    def register(
        self,
        kind: type,
        name: str,
        write: Callable[[Any], Any],
        read: Callable[[dict[str, Any]], Any] | None = None,
    ) -> None:
        """Let values of `kind` cross as what `write` makes of them; with `read`, which needs a dict, also back.

        Raises:
            ValueError: There is a type called `name` already, or another entry for `kind`.
        """
        if name in self._by_name or kind in self._by_type:
            raise ValueError(f"the type {name}, or {kind.__name__}, is registered already")
        self._by_type[kind] = self._by_name[name] = CustomType(name, write, read)

    def unregister(self, kind: type) -> None:
        """Forget about `kind`; raises KeyError. Tables that were made of it are plain dicts from now on."""
        del self._by_name[self._by_type.pop(kind).name]

    @property
    def has_writers(self) -> bool:
        """Whether there is any type to look out for."""
        return bool(self._by_type)

    def of(self, value: object) -> CustomType | None:
        """The type that `value` was registered with."""
        return self._by_type.get(type(value))

    def reader(self, name: object) -> Callable[[dict[str, Any]], Any] | None:
        """What makes values of the tables that are tagged with `name`."""
        known = self._by_name.get(name) if isinstance(name, str) else None
        return known.read if known else None
