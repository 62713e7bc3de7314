"""A fader and a number that show the same value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shells.widgets.fader import Fader
from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale

_FIELD_WIDTH = 92


class NumberEditor(QWidget):
    """One number, to be pulled, turned or typed. Both parts report through the same three signals."""

    changed = Signal(object)  # float, or int where the scale is whole
    gesture_started = Signal()
    gesture_finished = Signal()

    def __init__(self, scale: Scale, default: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale, self._default = scale, default
        self.fader = Fader(scale.step(is_fine=False))
        self.fader.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stops once for a number: at the field
        self.field = NumberField(scale, default)
        self.field.setFixedWidth(_FIELD_WIDTH)
        if scale.minimum < 0 < scale.maximum:
            self.fader.show_centre(scale.position(0.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.fader, 1)
        row.addWidget(self.field)
        self.setFocusProxy(self.field)
        self._connect()

    def show_value(self, value: float) -> None:
        """Show `value`. Never emits."""
        self.field.show_value(value)
        self.fader.show_position(self._scale.position(value))

    def show_modulated(self, value: float | None) -> None:
        """Show where a modulator has the value now; None: no modulator moves it."""
        self.fader.show_modulated(None if value is None else self._scale.position(value))

    def _connect(self) -> None:
        for part in (self.fader, self.field):
            part.gesture_started.connect(self.gesture_started)
            part.gesture_finished.connect(self.gesture_finished)
        self.field.changed.connect(self.changed)
        self.fader.moved.connect(self._on_fader_moved)
        self.fader.reset.connect(self._on_reset)

    def _on_fader_moved(self, position: float) -> None:
        self.changed.emit(self._scale.value(position))

    def _on_reset(self) -> None:
        self.gesture_started.emit()
        self.changed.emit(self._scale.clamp(self._default))
        self.gesture_finished.emit()
