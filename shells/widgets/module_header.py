"""The head of a module's panel: its name, its type, its switches, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from engine.core.document import Module
from engine.modules.module_type import ModuleType
from engine.modules.table import SYSTEM_MODULES
from shells.widgets.buttons import icon_button
from shells.widgets.elided import ElidedLabel
from shells.widgets.switch_button import SwitchButton


class ModuleHeader(QWidget):
    """Shows who a module is and how it is switched; every signal says what is wanted."""

    switch_wanted = Signal(str, bool)  # "enabled", "muted" or "soloed", and how it is to be
    preset_chosen = Signal(str)
    audition_clicked = Signal()
    remove_clicked = Signal()

    def __init__(self, module: Module, type_: ModuleType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(fills=False)
        self._title.setProperty("look", "title")
        self._owner = ElidedLabel()
        self._owner.setProperty("look", "caption")
        self._switches = self._make_switches(type_)
        self._is_on = {"enabled": True, "muted": False, "soloed": False}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._name_row(module, type_))
        if self._switches or type_.presets:
            column.addLayout(self._switch_row(type_))
        self.show_module(module)

    def show_module(self, module: Module) -> None:
        """Show the module's name, owner and switches."""
        self._title.show_words(module.name)
        self._owner.show_words(f"from {module.owner}" if module.owner else "")
        self._is_on = {"enabled": module.is_enabled, "muted": module.is_muted, "soloed": module.is_soloed}
        for switch, button in self._switches.items():
            button.show_state(self._is_on[switch])

    def switch(self, name: str) -> SwitchButton:
        """Return the button of a switch; raises KeyError where a module has none."""
        return self._switches[name]

    def _make_switches(self, type_: ModuleType) -> dict[str, SwitchButton]:
        made = {}
        if not type_.is_single and type_.inputs + type_.outputs:
            made["enabled"] = SwitchButton("On", "Enabled: passes on what it makes", "cool")
        if "audio" in type_.outputs:
            made["muted"] = SwitchButton("M", "Mute", "warning")
            made["soloed"] = SwitchButton("S", "Solo", "accent")
        for name, button in made.items():
            button.clicked.connect(lambda _=False, name=name: self.switch_wanted.emit(name, not self._is_on[name]))
        return made

    def _name_row(self, module: Module, type_: ModuleType) -> QHBoxLayout:
        badge = QLabel(type_.label)
        badge.setProperty("look", "badge")
        badge.setToolTip(type_.summary)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._owner, 1)
        if "event" in type_.inputs:
            row.addWidget(_button("audition", "Hear it once", self.audition_clicked))
        if module.name not in SYSTEM_MODULES:
            row.addWidget(_button("remove", "Remove this module", self.remove_clicked))
        return row

    def _switch_row(self, type_: ModuleType) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in self._switches.values():
            row.addWidget(button)
        row.addStretch(1)
        if type_.presets:
            row.addWidget(self._preset_button(type_))
        return row

    def _preset_button(self, type_: ModuleType) -> QToolButton:
        button = QToolButton()
        button.setText("Preset")
        button.setToolTip("Set every parameter as a preset has it")
        button.setProperty("look", "menu")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for preset in type_.presets:
            action = menu.addAction(preset.name)
            action.setToolTip(preset.summary)
            action.triggered.connect(lambda _=False, name=preset.name: self.preset_chosen.emit(name))
        button.setMenu(menu)
        return button


def _button(drawing: str, words: str, signal: SignalInstance) -> QToolButton:
    button = icon_button(drawing, words)
    button.clicked.connect(lambda _=False: signal.emit())
    return button
