"""Turns the table of actions into Qt's actions: one each, in the menus and under its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from shells.actions import ACTIONS, MENUS, ActionSpec

_PLACES = {"file.quit": QAction.MenuRole.QuitRole, "help.about": QAction.MenuRole.AboutRole}  # where the Mac wants them


class ActionSet(QObject):
    """The actions of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions = {spec.id: self._make(spec, window) for spec in ACTIONS}

    def bind(self, id_: str, do: Callable[[], object]) -> None:
        """Have the action call `do`."""
        self._actions[id_].triggered.connect(lambda _checked=False: do())

    def belong_to(self, widget: QWidget, where: str) -> None:
        """Have the keys of the actions of that shell work while the keyboard is in `widget`, and nowhere else."""
        for spec in ACTIONS:
            if spec.where == where:
                self._actions[spec.id].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                widget.addAction(self._actions[spec.id])

    def action(self, id_: str) -> QAction:
        """Return Qt's action."""
        return self._actions[id_]

    def trigger(self, id_: str) -> None:
        """Do it, if it can be done now."""
        self._actions[id_].trigger()

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every action in its menu, and return the menus by their names in the table."""
        menus = {name: bar.addMenu(name) for name in MENUS}
        for spec in ACTIONS:
            if spec.begins_group:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
        return menus

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.text, window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setToolTip(spec.summary)
        action.setStatusTip(spec.summary)
        action.setMenuRole(_PLACES.get(spec.id, QAction.MenuRole.NoRole))
        if spec.where == "anywhere":
            window.addAction(action)
        return action


def keys_text(spec: ActionSpec) -> str:
    """Return the action's keys as this machine writes them: `Ctrl+R`, or `⌘R`."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  or  ".join(QKeySequence(keys).toString(native) for keys in spec.keys)


def first_key_text(spec: ActionSpec) -> str:
    """Return the key that is shown where there is room for one."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
