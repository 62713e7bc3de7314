"""What a key press means in the editor: typing, which no window may take, or a chord of one or two presses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Action = Callable[[], object]

_TEXT_KEYS = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
_EDITS = (Key.Key_Tab, Key.Key_Backtab, Key.Key_Backspace, Key.Key_Delete)
_RETURNS = (Key.Key_Return, Key.Key_Enter)
_ALONE = (Key.Key_Control, Key.Key_Shift, Key.Key_Alt, Key.Key_Meta, Key.Key_AltGr)


def is_typing(event: QKeyEvent) -> bool:
    """Whether the key edits text or moves in it, so that a window's shortcut must not take it."""
    if any(event.matches(key) for key in _TEXT_KEYS):
        return True
    modifiers = event.modifiers() & ~(Modifier.ShiftModifier | Modifier.KeypadModifier)
    is_text = bool(event.text()) and event.text().isprintable()
    if modifiers == Modifier.ControlModifier | Modifier.AltModifier:
        return is_text  # AltGr, as Windows tells it
    is_move = Key.Key_Home <= event.key() <= Key.Key_PageDown
    return modifiers == Modifier.NoModifier and (is_text or is_move or event.key() in _EDITS or breaks_line(event))


def breaks_line(event: QKeyEvent) -> bool:
    """Whether the key is Return alone. With Shift it is the window's, if the window wants it."""
    return event.key() in _RETURNS and event.modifiers() & ~Modifier.KeypadModifier == Modifier.NoModifier


class Chords:
    """Finds the action of a key press; a chord such as `Ctrl+K, Ctrl+C` takes two."""

    def __init__(self, actions: Mapping[str, Action]) -> None:
        self._actions = dict(actions)
        self._begun = ""

    def action(self, event: QKeyEvent) -> Action | None:
        """Return what to do, which is nothing for the first half of a chord; None when the key is none of ours."""
        if event.key() in _ALONE:
            return None
        pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        whole, self._begun = f"{self._begun}{pressed}", ""
        if any(chord.startswith(f"{whole}, ") for chord in self._actions):
            self._begun = f"{whole}, "
            return _nothing
        return self._actions.get(whole)


def _nothing() -> None:
    """The first half of a chord does nothing yet."""
