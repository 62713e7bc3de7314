"""The form for a new connection: a source, only the targets that fit it, and where it is one the parameter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from engine.modules.module_type import ModuleType


class CableForm(QFrame):
    """Asks from where to where; `connect_wanted` carries both names, and the parameter's or nothing."""

    connect_wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._modules: dict[str, ModuleType] = {}
        self.source, self.target, self.parameter = _names_box("From"), _names_box("To"), _names_box("Parameter")
        self.button = QPushButton("Connect")
        self.setFocusProxy(self.source)
        self.source.currentTextChanged.connect(self._offer_targets)
        self.target.currentTextChanged.connect(self._offer_parameters)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(6)
        row.addWidget(self.source, 1)
        row.addWidget(QLabel("→"))
        row.addWidget(self.target, 1)
        row.addWidget(self.parameter, 1)
        row.addWidget(self.button)

    def show_modules(self, modules: Mapping[str, ModuleType]) -> None:
        """Offer modules of these types, in their order; what was chosen stays chosen where it still is."""
        if modules == self._modules:
            return
        self._modules = dict(modules)
        _refill(self.source, [name for name, type_ in modules.items() if type_.outputs])
        self._offer_targets()

    def _offer_targets(self) -> None:
        source = self.source.currentText()
        outputs = set(self._modules[source].outputs) if source in self._modules else set()
        _refill(
            self.target,
            [name for name, type_ in self._modules.items() if outputs & set(type_.accepts) and name != source],
        )
        self._offer_parameters()

    def _offer_parameters(self) -> None:
        source, target = self.source.currentText(), self.target.currentText()
        moves = source in self._modules and "parameter" in self._modules[source].outputs
        names = []
        if moves and target in self._modules:
            names = [each.name for each in self._modules[target].parameters if each.can_modulate]
        _refill(self.parameter, names)
        self.parameter.setVisible(moves)
        self.button.setEnabled(bool(source and target))

    def _on_clicked(self) -> None:
        self.connect_wanted.emit(self.source.currentText(), self.target.currentText(), self.parameter.currentText())


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
