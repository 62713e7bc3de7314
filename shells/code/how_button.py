"""The small menu that says how a script is run: its mode, and its level where that is not the usual one."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from engine.core.document import Script, ScriptLevel, ScriptMode

_USUAL_LEVEL = "standard"
_MODES: dict[str, str] = {"live": "Live: runs once, its loops play on", "repeat": "Repeat: runs over and over"}


class HowButton(QToolButton):
    """Shows what it was told; a choice only says what is wanted."""

    mode_wanted = Signal(str)
    level_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._script: Script | None = None
        self.setProperty("look", "menu")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("How it is run, from its next run on")
        menu = QMenu(self)
        self._modes = self._choices(menu, {name: _MODES[name] for name in get_args(ScriptMode)}, self.mode_wanted)
        menu.addSeparator()
        levels = {name: f"Level {name}" for name in get_args(ScriptLevel)}
        self._levels = self._choices(menu, levels, self.level_wanted)
        self.setMenu(menu)

    def show_script(self, script: Script) -> None:
        """Show how a script is run."""
        self._script = script
        words = script.mode if script.level == _USUAL_LEVEL else f"{script.mode}, {script.level}"
        self.setText(words)
        self.setAccessibleName(f"{script.name} is run so: {words}")
        self._modes[script.mode].setChecked(True)
        self._levels[script.level].setChecked(True)

    def _choices(self, menu: QMenu, words: dict[str, str], wanted: SignalInstance) -> dict[str, QAction]:
        """Add choices of which one is ticked; a click leaves the tick where it is until the engine says otherwise."""
        group = QActionGroup(menu)
        made = {}
        for name, text in words.items():
            made[name] = menu.addAction(text)
            made[name].setCheckable(True)
            group.addAction(made[name])
            made[name].triggered.connect(lambda _=False, name=name: self._choose(name, wanted))
        return made

    def _choose(self, name: str, wanted: SignalInstance) -> None:
        assert self._script is not None
        is_other = name not in (self._script.mode, self._script.level)
        self.show_script(self._script)
        if is_other:
            wanted.emit(name)
