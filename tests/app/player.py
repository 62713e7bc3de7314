"""Somebody who plays: presses keys in the IDE and waits, with a deadline, for what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app.ide import Ide
from engine.core import commands as c
from engine.core.document import Document
from engine.core.snapshot import Snapshot

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
DEADLINE_SECONDS = 20.0


class Player:
    """Hands and eyes."""

    def __init__(self, app: QApplication, ide: Ide, folder: Path) -> None:
        self._folder = folder
        self.app, self.ide, self.window = app, ide, ide.window
        self.allowed_crashes = False

    def until(self, is_so: Callable[[], object]) -> None:
        """Let everything run until `is_so`; fails when that takes too long."""
        give_up = monotonic() + DEADLINE_SECONDS
        while not is_so():
            assert monotonic() < give_up, f"it never came to that; problems: {self.snapshot.problems}"
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._target(), key, modifiers)

    def write(self, text: str) -> None:
        """Type letters where the keyboard is."""
        QTest.keyClicks(self._target(), text)

    def do(self, *commands: c.Command) -> None:
        """Have the engine do something, and wait until the window shows it."""
        tickets = [self.ide.engine.submit(command) for command in commands]
        self.until(lambda: all(ticket.is_done(self.shown) for ticket in tickets))

    def script(self, name: str, text: str) -> None:
        """Have a script in the front of the Code shell."""
        self.do(c.AddScript(name=name, text=text))
        self.window.show_shell("code")
        self.window.code.show_script(name)

    def question(self) -> QMessageBox:
        """Wait for a question and return it."""
        self.until(self._questions)
        return self._questions()[-1]

    def answer(self, word: str) -> None:
        """Answer the question with a button."""
        box = self.question()
        button = next(button for button in box.buttons() if button.text().replace("&", "") == word)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.until(lambda: not self._questions())

    def has_question(self) -> bool:
        """Whether something is asked."""
        return bool(self._questions())

    @property
    def snapshot(self) -> Snapshot:
        """What the engine published last."""
        return self.ide.engine.snapshot

    @property
    def shown(self) -> Snapshot:
        """What the window shows."""
        return self.window.snapshot

    @property
    def document(self) -> Document:
        """The newest document."""
        return self.snapshot.document

    def save_as(self, path: Path) -> None:
        """Have the session on disk, as the Command shell does it."""
        self.ide.flow._save_to(str(path), None)
        self.until(lambda: self.shown.session.path == str(path))

    def crash_files(self) -> list[Path]:
        """Return what was written down of bugs."""
        return list(self._folder.rglob("crash-*.txt"))

    def _questions(self) -> list[QMessageBox]:
        return [box for box in self.window.findChildren(QMessageBox) if box.isVisible()]

    def _target(self) -> QWidget:
        return self.app.focusWidget() or self.window
