"""One module as a panel: what it is, and its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from engine.core.document import Module
from engine.modules.module_type import ModuleType
from shells.widgets.module_header import ModuleHeader
from shells.widgets.parameter_control import ParameterControl
from shells.widgets.parameter_list import ParameterList


class ModulePanel(QFrame):
    """Shows a module of one type; every signal carries the module's name first."""

    value_changed = Signal(str, str, object)  # module, parameter, Value
    gesture_started = Signal(str, str)  # module, parameter
    gesture_finished = Signal(str, str)
    switch_wanted = Signal(str, str, bool)  # module, switch, how it is to be
    preset_chosen = Signal(str, str)  # module, preset
    remove_clicked = Signal(str)
    audition_clicked = Signal(str)

    def __init__(self, module: Module, type_: ModuleType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "panel")
        self._module = module
        self._header = ModuleHeader(module, type_)
        self._parameters = ParameterList(type_.parameters, type_.first)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(6)
        column.addWidget(self._header)
        column.addWidget(self._parameters)
        column.addStretch(1)
        self._parameters.changed.connect(self._on_changed)
        self._parameters.gesture_started.connect(self._on_gesture_started)
        self._parameters.gesture_finished.connect(self._on_gesture_finished)
        self._header.switch_wanted.connect(lambda switch, is_on: self.switch_wanted.emit(self._name, switch, is_on))
        self._header.preset_chosen.connect(lambda preset: self.preset_chosen.emit(self._name, preset))
        self._header.audition_clicked.connect(lambda: self.audition_clicked.emit(self._name))
        self._header.remove_clicked.connect(lambda: self.remove_clicked.emit(self._name))
        self.show_module(module)

    def show_module(self, module: Module) -> None:
        """Show the module's name, owner and every value that is not what is shown already."""
        self._module = module
        self._header.show_module(module)
        self.setAccessibleName(f"Module {module.name}")
        self._parameters.show_values(module.values)

    def show_modulated(self, values: Mapping[str, float]) -> None:
        """Show where modulators have parameters now. Cheap: call it from a timer."""
        self._parameters.show_modulated(values)

    def show_suggestions(self, kind: str, names: Sequence[str]) -> None:
        """Offer `names` of a kind ("sample" or "pattern") in every parameter that names one."""
        self._parameters.show_suggestions(kind, names)

    def control(self, parameter: str) -> ParameterControl:
        """Return the control of one parameter, by its name."""
        return self._parameters.control(parameter)

    @property
    def header(self) -> ModuleHeader:
        """Name, type and switches."""
        return self._header

    @property
    def _name(self) -> str:
        return self._module.name

    def _on_changed(self, parameter: str, value: object) -> None:
        self.value_changed.emit(self._module.name, parameter, value)

    def _on_gesture_started(self, parameter: str) -> None:
        self.gesture_started.emit(self._module.name, parameter)

    def _on_gesture_finished(self, parameter: str) -> None:
        self.gesture_finished.emit(self._module.name, parameter)
