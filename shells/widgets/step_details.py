"""What one step holds beyond how loud it is: note, length, sample, chance and ratio, as fields in a line."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from engine.core.document import REST, Pattern, Step
from engine.core.errors import EngineError
from engine.core.units import note_name, parse_note
from shells.widgets.step_words import read_chance, read_index, read_length, read_ratio


class StepDetails(QWidget):
    """Fields for the step that was touched last. `step_edited` carries its index and what it is to be."""

    step_edited = Signal(int, object)  # index from 0, Step

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index: int | None = None
        self._step = REST
        self._number = QLabel()
        self._number.setProperty("look", "soft")
        self._fields = {
            "note": _field("Note", "such as e3; empty is the module's own pitch", 44),
            "length": _field("Length", "in steps; empty is one, or until a one-shot has rung out", 36),
            "index": _field("Sample", "which of a bank, from 0; empty is the module's own", 36),
            "chance": _field("Chance", "how likely it sounds, in percent", 40),
            "ratio": _field("Ratio", "1:2 is the first of every two turns", 44),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._number)
        for field in self._fields.values():
            row.addWidget(_caption(field.accessibleName()))
            row.addWidget(field)
        row.addStretch(1)
        for name, field in self._fields.items():
            field.editingFinished.connect(lambda name=name: self._on_edited(name))
        self.hide()

    def show_step(self, index: int | None, pattern: Pattern) -> None:
        """Show a step of a pattern; None, or one that is not there, hides the line. Never emits."""
        if index is None or index >= pattern.count:
            self._index = None
            self.hide()
            return
        self._index = index
        self._step = pattern.steps[index] if index < len(pattern.steps) else REST
        self._number.setText(f"Step {index + 1}")
        for name, field in self._fields.items():
            if not (field.hasFocus() and field.isModified()):
                field.setText(_words(self._step, name))
        self.show()

    def field(self, name: str) -> QLineEdit:
        """Return the field of "note", "length", "index", "chance" or "ratio"."""
        return self._fields[name]

    def _on_edited(self, name: str) -> None:
        field = self._fields[name]
        if self._index is None or field.text().strip() == _words(self._step, name):
            return
        try:
            wanted = _CHANGES[name](self._step, field.text().strip())
        except (EngineError, ValueError) as error:
            field.setProperty("look", "wrong")
            field.setToolTip(str(error))
        else:
            field.setProperty("look", "")
            field.setModified(False)
            self.step_edited.emit(self._index, wanted)
        field.style().polish(field)


def _words(step: Step, name: str) -> str:
    match name:
        case "note":
            return "" if step.note is None else note_name(step.note)
        case "length":
            return "" if step.length is None else f"{step.length:g}"
        case "index":
            return "" if step.index is None else str(step.index)
        case "chance":
            return f"{step.chance:g}"
        case _:
            return f"{step.ratio[0]}:{step.ratio[1]}"


_CHANGES: dict[str, Callable[[Step, str], Step]] = {
    "note": lambda step, text: replace(step, note=parse_note(text) if text else None),
    "length": lambda step, text: replace(step, length=read_length(text)),
    "index": lambda step, text: replace(step, index=read_index(text)),
    "chance": lambda step, text: replace(step, chance=read_chance(text)),
    "ratio": lambda step, text: replace(step, ratio=read_ratio(text or "1:1")),
}


def _field(name: str, tip: str, width: int) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setToolTip(f"{name}: {tip}")
    field.setFixedWidth(width)
    return field


def _caption(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "caption")
    return label
