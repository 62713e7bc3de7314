"""Keeps one widget for each thing of a branch: made little by little, shown anew and taken away as it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QWidget

Thing = TypeVar("Thing")
View = TypeVar("View", bound=QWidget)


_AT_ONCE = 1  # made before the window may do something else: a script may declare a hundred things in a moment


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
        self._wanted: dict[Hashable, Thing] = {}
        self._shown: dict[Hashable, tuple[Thing, View]] = {}
        self._is_making = False

    def follow(self, things: Sequence[Thing]) -> None:
        """Bring the widgets in line with `things`, in order of age; a thing that is the same object is left alone."""
        self._wanted = {self._key(thing): thing for thing in things}
        for key in [key for key in self._shown if key not in self._wanted]:
            self._take_away(key)
        for key, (shown, view) in self._shown.items():
            thing = self._wanted[key]
            if shown is not thing:
                self._shown[key] = (thing, view)
                self._show(view, thing)
        if not self._is_making:
            self._make_some()

    def views(self) -> list[tuple[Thing, View]]:
        """Return each thing with its widget, oldest first, as far as they are made."""
        return list(self._shown.values())

    def view(self, is_meant: Callable[[Thing], bool]) -> View | None:
        """Return the widget of the first thing that is meant, which is made now if it was not; None without one."""
        for key, thing in self._wanted.items():
            if is_meant(thing):
                while key not in self._shown:
                    self._make_next()
                return self._shown[key][1]
        return None

    def __len__(self) -> int:
        return len(self._wanted)

    def _make_some(self) -> None:
        for _ in range(_AT_ONCE):
            self._make_next()
        self._is_making = len(self._shown) < len(self._wanted)
        if self._is_making:
            QTimer.singleShot(0, self._layout, self._make_some)

    def _make_next(self) -> None:
        """Make the oldest that is not made, with its fonts and colours, which else cost when it is seen first."""
        key = next((key for key in self._wanted if key not in self._shown), None)
        if key is None:
            return
        thing = self._wanted[key]
        view = self._make(thing)
        self._layout.addWidget(view)
        self._shown[key] = (thing, view)
        view.ensurePolished()
        for part in view.findChildren(QWidget):
            part.ensurePolished()

    def _take_away(self, key: Hashable) -> None:
        _, view = self._shown.pop(key)
        self._layout.removeWidget(view)
        view.hide()
        view.deleteLater()
