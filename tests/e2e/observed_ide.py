"""Runs the IDE as a player does, and answers on stdout where things are and what is shown. It changes nothing.

A question is a line of JSON, `["step", "four", 2]`; so is its answer.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.main import run_ide
from app.window import Window

PULSE_MS = 2


class Witness(QObject):
    """Looks at the window on its own thread, asked from another one."""

    asked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._longest_gap = 0.0
        self._last_beat = perf_counter()
        self._pulse = QTimer(self)
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._beat)
        self._pulse.start()

    def listen(self) -> None:
        """Read questions until there are no more. Thread: one of its own."""
        for line in sys.stdin:
            self.asked.emit(json.loads(line))

    def _beat(self) -> None:
        now = perf_counter()
        self._longest_gap = max(self._longest_gap, now - self._last_beat)
        self._last_beat = now

    def _answer(self, question: list[Any]) -> None:
        look: Callable[..., Any] = getattr(self, f"_look_at_{question[0]}")
        try:
            answer = look(*question[1:])
        except (KeyError, StopIteration, AttributeError) as missing:
            answer = {"missing": str(missing)}
        print(json.dumps(answer), flush=True)

    @property
    def _window(self) -> Window:
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))

    def _look_at_window(self) -> dict[str, Any]:
        return {
            "id": int(self._window.winId()),
            "visible": self._window.isVisible(),
            "active": self._window.isActiveWindow(),
            "title": self._window.windowTitle(),
            "changed": self._window.isWindowModified(),
            "shell": self._window.shell().origin,
        }

    def _look_at_text(self) -> str:
        return self._window.code.page().editor.text()  # type: ignore[union-attr]

    def _look_at_words(self) -> str:
        return self._window.code.page().words()  # type: ignore[union-attr]

    def _look_at_gap(self) -> float:
        """The longest time, in seconds, that the event loop did not come round, since this was asked last."""
        longest, self._longest_gap = self._longest_gap, 0.0
        return longest

    def _look_at_output(self) -> str:
        return self._window.code.output.log.toPlainText()

    def _look_at_notice(self) -> str:
        return self._window.notice.text() if self._window.notice.isVisible() else ""

    def _look_at_row(self, script: str) -> dict[str, Any]:
        """How the panel of all scripts shows one, and where its switch is."""
        number = self._window.snapshot.document.scripts[script].number
        row = self._window.code.status.rows[number]
        return {
            "state": row.state.text(),
            "details": row.details.words,
            "trouble": row.trouble.words,
            "switch": self._middle(row.enabled),
        }

    def _look_at_focus(self) -> str:
        return type(QApplication.focusWidget()).__name__

    def _look_at_module(self, name: str) -> list[int]:
        return self._middle(self._window.editor.modules.panel(name))

    def _look_at_step(self, pattern: str, index: int) -> list[int]:
        row = self._window.editor.patterns.grid(pattern).row
        return self._on_screen(row, row.cell_rect(index).center())

    def _look_at_command_log(self) -> str:
        return self._window.command.log.toPlainText()

    def _look_at_transport(self) -> dict[str, Any]:
        shown = self._window.snapshot
        return {"state": shown.document.transport.state, "notes": self._window._engine.glance.notes_played}

    def _look_at_question(self) -> dict[str, Any]:
        box = next(each for each in self._window.findChildren(QMessageBox) if each.isVisible())
        return {button.text().replace("&", ""): self._middle(button) for button in box.buttons()}

    def _middle(self, widget: QWidget) -> list[int]:
        if not widget.isVisible():
            raise KeyError("it is not visible")
        return self._on_screen(widget, widget.rect().center())

    def _on_screen(self, widget: QWidget, point: QPoint) -> list[int]:
        at = widget.mapToGlobal(point)
        return [at.x(), at.y()]


def main() -> int:
    """Run until the window is closed."""
    QApplication(sys.argv[:1])
    witness = Witness()
    threading.Thread(target=witness.listen, daemon=True).start()
    return run_ide(sys.argv[1] if len(sys.argv) > 1 else None)


if __name__ == "__main__":
    sys.exit(main())
