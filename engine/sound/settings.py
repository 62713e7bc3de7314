"""The values of one module, by the kind that they are of."""

from __future__ import annotations

from collections.abc import Mapping

from immutables import Map

from engine.core.units import Value


class Settings:
    """What the document says, and what notes and modulators have turned since."""

    def __init__(self, values: Map[str, Value]) -> None:
        self._said = self._now = values

    def say(self, values: Map[str, Value]) -> set[str]:
        """Take up what the document says; return the names of what it says anew."""
        said, self._said = self._said, values
        changed = {name: value for name, value in values.items() if said.get(name) != value}
        self._now = self._now.update(changed)
        return set(changed)

    def turn(self, values: Mapping[str, Value]) -> set[str]:
        """Take up values for the time being; return the names of those that the module has and that are other ones."""
        changed = {name: value for name, value in values.items() if self._now.get(name, value) != value}
        self._now = self._now.update(changed)
        return set(changed)

    def number(self, name: str) -> float:
        """Return a number."""
        value = self._now[name]
        assert isinstance(value, (int, float))
        return value

    def text(self, name: str) -> str:
        """Return a text or a choice."""
        value = self._now[name]
        assert isinstance(value, str)
        return value

    def is_on(self, name: str) -> bool:
        """Return what a switch says."""
        return bool(self._now[name])
