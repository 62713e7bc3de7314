"""The control of one parameter by its kind: a fader and number, a menu, a tick, a text or list with suggestions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from engine.core.units import Value
from engine.modules.parameter import Parameter
from shells.widgets.choice_field import ChoiceField, TextField
from shells.widgets.list_field import ListField
from shells.widgets.number_editor import NumberEditor
from shells.widgets.scale import Scale
from shells.widgets.tick_box import TickBox

Editor = NumberEditor | ChoiceField | TextField | ListField | TickBox


class ParameterControl(QWidget):
    """A label and the means to change one parameter.

    `changed` carries each new value, always between `gesture_started` and `gesture_finished`: a drag is many changes in
    one gesture, a typed number is one. What is shown is only what `show_value` gave.
    """

    changed = Signal(object)  # Value
    gesture_started = Signal()
    gesture_finished = Signal()

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self._label = QLabel(parameter.label)
        self._label.setProperty("look", "soft")
        self._label.setToolTip(parameter.summary)
        self.editor = _editor_for(parameter)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.editor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addWidget(self.editor, 1)
        self._name_for_screen_readers()
        self._connect()
        self.show_value(parameter.default)

    def show_value(self, value: Value) -> None:
        """Show `value`, of the parameter's kind. Never emits; what a hand drags or has half typed stays."""
        self.editor.show_value(value)  # type: ignore[arg-type]  # the table and the document agree on the kind

    def show_modulated(self, value: float | None) -> None:
        """Show where a modulator has the value now; None: no modulator moves it."""
        if isinstance(self.editor, NumberEditor):
            self.editor.show_modulated(value)

    def show_suggestions(self, names: Sequence[str]) -> None:
        """Offer `names` for a parameter that names something; nothing for others."""
        if isinstance(self.editor, (TextField, ListField)):
            self.editor.show_suggestions(names)

    def align_label(self, width: int) -> None:
        """Make the label `width` pixels wide, so that controls below each other line up."""
        self._label.setFixedWidth(width)

    def _name_for_screen_readers(self) -> None:
        parts: tuple[QWidget, ...] = (self.editor,)
        if isinstance(self.editor, NumberEditor):
            parts = (self.editor.fader, self.editor.field)
        for part in parts:
            part.setAccessibleName(self.parameter.label)
            part.setAccessibleDescription(self.parameter.summary)

    def _connect(self) -> None:
        if isinstance(self.editor, NumberEditor):
            self.editor.changed.connect(self.changed)
            self.editor.gesture_started.connect(self.gesture_started)
            self.editor.gesture_finished.connect(self.gesture_finished)
        else:
            self.editor.chosen.connect(self._send_once)

    def _send_once(self, value: Value) -> None:
        self.gesture_started.emit()
        self.changed.emit(value)
        self.gesture_finished.emit()


def _editor_for(parameter: Parameter) -> Editor:
    match parameter.kind:
        case "float" | "int":
            assert isinstance(parameter.default, (int, float))
            return NumberEditor(Scale.of(parameter), float(parameter.default))
        case "choice":
            return ChoiceField(parameter.choices)
        case "text":
            return TextField()
        case "bool":
            return TickBox()
        case "list":
            return ListField()
