"""The chains: a line of words each, and a switch."""

from __future__ import annotations

from immutables import Map
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engine.core.document import Chain, in_order
from shells.editor.chain_words import chain_words, read_chain
from shells.editor.keyed import Keyed
from shells.editor.section import Section
from shells.widgets.buttons import icon_button
from shells.widgets.elided import ElidedLabel
from shells.widgets.switch_button import SwitchButton

_HINT = "No chains yet.\nA chain plays patterns one after another: verse*4 fill drop*2"


class ChainArea(Section):
    """Shows the branch of chains; every signal of its rows is passed on."""

    entries_changed = Signal(str, object)  # chain, tuple of ChainEntry
    enabled_changed = Signal(str, bool)
    remove_clicked = Signal(str)

    def __init__(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        super().__init__("Chains", "Add chain", _HINT, content)
        self._rows: Keyed[Chain, ChainRow] = Keyed(
            column, lambda chain: (chain.number, chain.name), self._make, ChainRow.show_chain
        )

    def show_chains(self, chains: Map[str, Chain]) -> None:
        """Show the branch."""
        self._rows.follow(in_order(chains))
        self.show_count(len(chains), not chains)

    def row(self, name: str) -> ChainRow:
        """Return the line of a chain; raises KeyError."""
        row = self._rows.view(lambda chain: chain.name == name)
        if row is None:
            raise KeyError(name)
        return row

    def _make(self, chain: Chain) -> ChainRow:
        row = ChainRow(chain)
        row.entries_changed.connect(self.entries_changed)
        row.enabled_changed.connect(self.enabled_changed)
        row.remove_clicked.connect(self.remove_clicked)
        return row


class ChainRow(QWidget):
    """One chain: its name, its entries to be typed, on or off, and a button that takes it away."""

    entries_changed = Signal(str, object)
    enabled_changed = Signal(str, bool)
    remove_clicked = Signal(str)

    def __init__(self, chain: Chain) -> None:
        super().__init__()
        self._chain = chain
        self._name = ElidedLabel(fills=False)
        self.words = QLineEdit()
        self.words.setPlaceholderText("verse*4 fill drop*2")
        self.words.editingFinished.connect(self._on_edited)
        self.switch = SwitchButton("On", "Enabled: sequencers play it instead of their pattern", "cool")
        self.switch.clicked.connect(self._on_switch)
        self._remove = icon_button("remove", "Remove this chain")
        self._remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self.words, 1)
        row.addWidget(self.switch)
        row.addWidget(self._remove)
        self.show_chain(chain)

    def show_chain(self, chain: Chain) -> None:
        """Show `chain`; what is half typed stays. Never emits."""
        self._chain = chain
        self._name.show_words(chain.name)
        self.words.setAccessibleName(f"Entries of {chain.name}")
        self.switch.show_state(chain.is_enabled)
        if not (self.words.hasFocus() and self.words.isModified()):
            self.words.setText(chain_words(chain.entries))

    def _on_edited(self) -> None:
        if self.words.text().strip() == chain_words(self._chain.entries):
            return
        try:
            entries = read_chain(self.words.text())
        except ValueError as mistake:
            self._mark(str(mistake))
            return
        self._mark("")
        self.words.setModified(False)
        self.entries_changed.emit(self._chain.name, entries)

    def _mark(self, mistake: str) -> None:
        self.words.setProperty("look", "wrong" if mistake else "")
        self.words.setToolTip(mistake)
        self.words.style().polish(self.words)

    def _on_switch(self) -> None:
        self.enabled_changed.emit(self._chain.name, not self._chain.is_enabled)

    def _on_remove(self) -> None:
        self.remove_clicked.emit(self._chain.name)
