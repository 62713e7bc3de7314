"""One module as a panel: what it is, and its parameters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.core.document import Module
from engine.modules.module_type import ModuleType
from shells.widgets.buttons import icon_button
from shells.widgets.elided import ElidedLabel
from shells.widgets.parameter_control import ParameterControl
from shells.widgets.parameter_list import ParameterList


class ModulePanel(QFrame):
    """Shows a module of one type; every signal carries the module's name first."""

    value_changed = Signal(str, str, object)  # module, parameter, Value
    gesture_started = Signal(str, str)  # module, parameter
    gesture_finished = Signal(str, str)
    remove_clicked = Signal(str)
    audition_clicked = Signal(str)

    def __init__(self, module: Module, type_: ModuleType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._module = module
        self._title = ElidedLabel(fills=False)
        self._title.setProperty("look", "title")
        self._owner = ElidedLabel()
        self._owner.setProperty("look", "caption")
        self._parameters = ParameterList(type_.parameters)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(6)
        column.addLayout(self._header(type_))
        column.addWidget(self._parameters)
        column.addStretch(1)
        self._parameters.changed.connect(self._on_changed)
        self._parameters.gesture_started.connect(self._on_gesture_started)
        self._parameters.gesture_finished.connect(self._on_gesture_finished)
        self.show_module(module)

    def show_module(self, module: Module) -> None:
        """Show the module's name, owner and every value that is not what is shown already."""
        self._module = module
        self._title.show_words(module.name)
        self._owner.show_words(f"from {module.owner}" if module.owner else "")
        self.setAccessibleName(f"Module {module.name}")
        self._parameters.show_values(module.values)

    def show_suggestions(self, kind: str, names: Sequence[str]) -> None:
        """Offer `names` of a kind ("sample" or "pattern") in every parameter that names one."""
        self._parameters.show_suggestions(kind, names)

    def control(self, parameter: str) -> ParameterControl:
        """Return the control of one parameter, by its name."""
        return self._parameters.control(parameter)

    def _header(self, type_: ModuleType) -> QHBoxLayout:
        badge = QLabel(type_.label)
        badge.setProperty("look", "badge")
        badge.setToolTip(type_.summary)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._owner, 1)
        if "event" in type_.inputs:
            row.addWidget(self._button("audition", "Hear it once", self._on_audition))
        if not type_.is_single:
            row.addWidget(self._button("remove", "Remove this module", self._on_remove))
        return row

    def _button(self, drawing: str, words: str, slot: object) -> QToolButton:
        button = icon_button(drawing, words)
        button.clicked.connect(slot)
        return button

    def _on_changed(self, parameter: str, value: object) -> None:
        self.value_changed.emit(self._module.name, parameter, value)

    def _on_gesture_started(self, parameter: str) -> None:
        self.gesture_started.emit(self._module.name, parameter)

    def _on_gesture_finished(self, parameter: str) -> None:
        self.gesture_finished.emit(self._module.name, parameter)

    def _on_remove(self) -> None:
        self.remove_clicked.emit(self._module.name)

    def _on_audition(self) -> None:
        self.audition_clicked.emit(self._module.name)
