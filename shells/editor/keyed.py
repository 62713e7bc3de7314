"""Keeps one widget for each thing of a branch: made, shown anew and taken away as the branch changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLayout, QWidget

Thing = TypeVar("Thing")
View = TypeVar("View", bound=QWidget)


class Keyed(Generic[Thing, View]):
    """The widgets of one layout, by the keys of what they show. New things are appended: they are the youngest."""

    def __init__(
        self,
        layout: QLayout,
        key: Callable[[Thing], Hashable],
        make: Callable[[Thing], View],
        show: Callable[[View, Thing], None],
    ) -> None:
        self._layout = layout
        self._key = key
        self._make = make
        self._show = show
        self._shown: dict[Hashable, tuple[Thing, View]] = {}

    def follow(self, things: Sequence[Thing]) -> None:
        """Bring the widgets in line with `things`, in order of age; a thing that is the same object is left alone."""
        wanted = {self._key(thing): thing for thing in things}
        for key in [key for key in self._shown if key not in wanted]:
            self._take_away(key)
        for key, thing in wanted.items():
            if key not in self._shown:
                view = self._make(thing)
                self._layout.addWidget(view)
                self._shown[key] = (thing, view)
            elif self._shown[key][0] is not thing:
                view = self._shown[key][1]
                self._shown[key] = (thing, view)
                self._show(view, thing)

    def views(self) -> list[tuple[Thing, View]]:
        """Return each thing with its widget, oldest first."""
        return list(self._shown.values())

    def __len__(self) -> int:
        return len(self._shown)

    def _take_away(self, key: Hashable) -> None:
        _, view = self._shown.pop(key)
        self._layout.removeWidget(view)
        view.hide()
        view.deleteLater()
