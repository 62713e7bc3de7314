"""Questions to the player that stop nothing: each is shown, and the answer comes later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

Do = Callable[[], object]


def ask_whether(parent: QWidget, words: str, yes: str, do: Do) -> QMessageBox:
    """Ask; `do` it when the player says `yes`. What is safe is what Enter and Esc mean."""
    return ask_which(parent, words, ((yes, do),))


def ask_which(parent: QWidget, words: str, choices: Sequence[tuple[str, Do]]) -> QMessageBox:
    """Ask which of `choices`, each a word and what to do; or nothing, by Cancel."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setText(words)
    box.setTextFormat(Qt.TextFormat.PlainText)
    by_button: dict[QPushButton, Do] = {}
    for word, do in choices:
        by_button[box.addButton(word, QMessageBox.ButtonRole.AcceptRole)] = do
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel if len(choices) == 1 else next(iter(by_button)))
    box.setEscapeButton(cancel)

    def finish() -> None:
        chosen = box.clickedButton()
        for button, do in by_button.items():
            if chosen is button:
                do()

    box.finished.connect(finish)
    take_icons_off(box)
    box.open()
    return box


def tell(parent: QWidget, words: str) -> QMessageBox:
    """Say something that must be read."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Moonloop", words, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    take_icons_off(box)
    box.open()
    return box


def ask_name(parent: QWidget, words: str, name: str, do: Callable[[str], object]) -> QDialog:
    """Ask for a name, beginning with `name`; `do` it with what was typed, when it is another."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("Moonloop")
    dialog.setLabelText(words)
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(lambda new: do(new.strip()) if new.strip() and new.strip() != name else None)
    take_icons_off(dialog)
    dialog.open()
    return dialog


def ask_file(parent: QWidget, files: str, start: Path, *, is_saving: bool, do: Callable[[str], object]) -> QFileDialog:
    """Ask for a file, beginning at `start` (a folder, or a proposed file); `do` it with the path that was chosen.

    Args:
        files: What is shown, as Qt's dialogs take it: `Sessions (*.moonloop)`.
    """
    dialog = QFileDialog(parent, "Save" if is_saving else "Open", str(start.parent if start.suffix else start), files)
    if is_saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(start.suffix.removeprefix("."))
        dialog.selectFile(start.name)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setStyleSheet("QToolButton { padding: 2px; min-height: 16px; }")
    take_icons_off(dialog)
    dialog.fileSelected.connect(do)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def take_icons_off(dialog: QDialog) -> None:
    """Show the buttons with words alone; the style's own icons are drawn for another house."""
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())
