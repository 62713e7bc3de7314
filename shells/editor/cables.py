"""The connections: a line each, and a form that offers only what fits."""

from __future__ import annotations

from immutables import Map
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.core.document import Connection, Module, in_order
from engine.modules.stand_in import type_of
from shells.editor.cable_form import CableForm
from shells.editor.keyed import Keyed
from shells.editor.section import Section
from shells.widgets.buttons import icon_button
from shells.widgets.number_field import NumberField
from shells.widgets.scale import Scale

_DEPTH = Scale(-1.0, 1.0)
_HINT = "Nothing is connected.\nA module that sounds gets a cable to the master, marked auto."


class CableArea(Section):
    """Shows the branch of connections."""

    connect_wanted = Signal(str, str, str)  # source, target, and the parameter where it ends there, or nothing
    depth_changed = Signal(object, float)  # a parameter connection, and how deep it is to be
    gesture_started = Signal(str)  # the key of the connection whose depth a hand moves
    gesture_finished = Signal(str)
    disconnect_wanted = Signal(object)  # a connection

    def __init__(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        super().__init__("Connections", "Connect", _HINT, content)
        self._rows: Keyed[Connection, CableRow] = Keyed(
            column, lambda cable: (cable.number, cable.key), self._make, CableRow.show_cable
        )
        self.form = CableForm()
        self.form.hide()
        self.form.connect_wanted.connect(self.connect_wanted)
        self.put_above(self.form)
        self.add_button.setToolTip("Lay a cable between two modules (Shift+C)")
        self.add_button.clicked.connect(self.ask_cable)

    def show_cables(self, connections: Map[str, Connection]) -> None:
        """Show the branch."""
        self._rows.follow(in_order(connections))
        self.show_count(len(connections), not connections)

    def show_modules(self, modules: Map[str, Module]) -> None:
        """Offer these modules in the form."""
        self.form.show_modules({module.name: type_of(module) for module in in_order(modules)})

    def ask_cable(self) -> None:
        """Show the form, or hide it."""
        self.form.setVisible(not self.form.isVisible())
        if self.form.isVisible():
            self.form.setFocus()

    def row(self, key: str) -> CableRow:
        """Return the line of a connection, by its key; raises KeyError."""
        row = self._rows.view(lambda cable: cable.key == key)
        if row is None:
            raise KeyError(key)
        return row

    def _make(self, cable: Connection) -> CableRow:
        row = CableRow(cable)
        row.depth_changed.connect(self.depth_changed)
        row.gesture_started.connect(self.gesture_started)
        row.gesture_finished.connect(self.gesture_finished)
        row.disconnect_wanted.connect(self.disconnect_wanted)
        return row


class CableRow(QWidget):
    """One connection: from, to, its kind, and a button that takes it away."""

    depth_changed = Signal(object, float)
    gesture_started = Signal(str)
    gesture_finished = Signal(str)
    disconnect_wanted = Signal(object)

    def __init__(self, cable: Connection) -> None:
        super().__init__()
        self._cable = cable
        self._ends = _EndsLabel()
        self._kind = QLabel()
        self._kind.setProperty("look", "badge")
        self._auto = QLabel("auto")
        self._auto.setProperty("look", "caption")
        self._auto.setToolTip("Made so that the module is heard; a cable that you lay takes its place.")
        self._depth = NumberField(_DEPTH, 1.0)
        self._depth.setFixedWidth(62)
        self._depth.setToolTip("Depth: how far it moves the parameter, in parts of its range")
        self._depth.setAccessibleName("Depth")
        self._depth.gesture_started.connect(lambda: self.gesture_started.emit(self._cable.key))
        self._depth.gesture_finished.connect(lambda: self.gesture_finished.emit(self._cable.key))
        self._depth.changed.connect(lambda depth: self.depth_changed.emit(self._cable, depth))
        self._remove = icon_button("remove", "Disconnect")
        self._remove.clicked.connect(self._on_remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._ends, 1)
        for part in (self._auto, self._depth, self._kind, self._remove):
            row.addWidget(part)
        self.show_cable(cable)

    def show_cable(self, cable: Connection) -> None:
        """Show `cable`."""
        self._cable = cable
        channel = f" input {cable.channel}" if cable.channel else ""
        parameter = f".{cable.parameter}" if cable.parameter else ""
        self._ends.show_ends(cable.source, f"{cable.target}{parameter}{channel}")
        self._kind.setText(f"{cable.kind}, delayed" if cable.is_delayed else cable.kind)
        self._depth.setVisible(cable.kind == "parameter")
        self._depth.show_value(cable.depth)
        self._auto.setVisible(cable.is_auto)
        self.setAccessibleName(f"{cable.source} to {cable.target}, {cable.kind}")

    def _on_remove(self) -> None:
        self.disconnect_wanted.emit(self._cable)


class _EndsLabel(QLabel):
    """`kick → masterAudioOut`, each end shortened in its middle where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_ends(self, source: str, target: str) -> None:
        self._ends = (source, target)
        self.setToolTip(f"{source} → {target}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        arrow = " → "
        room = self.width() - metrics.horizontalAdvance(arrow)
        widths = [metrics.horizontalAdvance(end) for end in self._ends]
        if sum(widths) > room:
            shorter = min(*widths, room // 2)
            widths = [shorter if width <= room // 2 else room - shorter for width in widths]
            if all(metrics.horizontalAdvance(end) > room // 2 for end in self._ends):
                widths = [room // 2, room // 2]
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(
            arrow.join(
                metrics.elidedText(end, middle, width + 1) for end, width in zip(self._ends, widths, strict=True)
            )
        )
