"""The form for a new connection: a source, and only the targets that fit it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

Ports = tuple[tuple[str, ...], tuple[str, ...]]  # kinds of outputs, kinds of inputs


class CableForm(QFrame):
    """Asks from where to where; `connect_wanted` carries both names."""

    connect_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._modules: dict[str, Ports] = {}
        self.source, self.target = _names_box("From"), _names_box("To")
        self.button = QPushButton("Connect")
        self.setFocusProxy(self.source)
        self.source.currentTextChanged.connect(self._offer_targets)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.source, 1)
        row.addWidget(QLabel("→"))
        row.addWidget(self.target, 1)
        row.addWidget(self.button)

    def show_modules(self, modules: dict[str, Ports]) -> None:
        """Offer `modules`, in their order; what was chosen stays chosen where it still is."""
        if modules == self._modules:
            return
        self._modules = modules
        _refill(self.source, [name for name, (outputs, _) in modules.items() if outputs])
        self._offer_targets()

    def _offer_targets(self) -> None:
        source = self.source.currentText()
        outputs = set(self._modules[source][0]) if source in self._modules else set()
        _refill(
            self.target,
            [name for name, (_, inputs) in self._modules.items() if outputs & set(inputs) and name != source],
        )
        self.button.setEnabled(bool(source and self.target.currentText()))

    def _on_clicked(self) -> None:
        self.connect_wanted.emit(self.source.currentText(), self.target.currentText())


def _names_box(words: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(words)
    box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    box.setMinimumWidth(80)
    return box


def _refill(box: QComboBox, names: list[str]) -> None:
    chosen = box.currentText()
    box.blockSignals(True)
    box.clear()
    box.addItems(names)
    box.setCurrentText(chosen)
    box.blockSignals(False)
