"""The code editor: Scintilla with Lua's colours and a find bar. It knows text and lines, and nothing of scripts.

The only importer of `pyside6_scintilla` and `lexilla`. Lines and columns count from 1, as in its margin; text is `str`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import lexilla
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from pyside6_scintilla import Scintilla, ScintillaEdit

from engine.lua.lint.finding import Finding as LintFinding
from shells.code.appearance import NUMBER_MARGIN, dress
from shells.code.completion import Completion
from shells.code.find_bar import FindBar
from shells.code.finding import Finding
from shells.code.keys import Action, Chords, Key, breaks_line, is_typing
from shells.code.lua_line import KEYWORDS
from shells.code.marks import Flash, FlashKind, Mistakes, columns_in_view
from shells.code.surface import byte_length, clean, text_before_caret, text_between
from shells.code.text_difference import differences
from shells.code.typing_aid import INDENT, TypingAid
from shells.code.underlines import Underlines
from shells.theme import current_theme

_WALKS = (Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown)
_TEXT_CHANGES = Scintilla.ModificationFlags.InsertText | Scintilla.ModificationFlags.DeleteText
_STRAY_COMMANDS = (
    "LTU"  # Ctrl+L cuts a line, Ctrl+T swaps lines, Ctrl+U lowers capitals: too near to what a player means
)


class CodeEditor(QWidget):
    """A text of Lua. What runs it, saves it and knows its mistakes is the owner's."""

    text_changed = Signal()  # by the player; bare, so that a key press copies no text
    caret_moved = Signal()
    modified_changed = Signal(bool)  # whether it differs from what was shown or last marked as saved

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = _Text(self)
        self._is_showing = False
        self._aid = TypingAid(self._text)
        self._completion = Completion(self._text)
        self._mistakes = Mistakes(self._text)
        self._underlines = Underlines(self._text)
        self.flash = Flash(self._text, self)
        self.find_bar = FindBar()
        self._finding = Finding(self._text, self.find_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._text, 1)
        column.addWidget(self.find_bar)
        self.setFocusProxy(self._text)
        dress(self._text, current_theme())
        self._connect()
        self._fit_number_margin()

    # -- text

    def text(self) -> str:
        """Return a copy of the whole text."""
        return text_between(self._text, 0, self._text.length())

    def show_text(self, text: str) -> None:
        """Replace everything, as when a document is opened. There is nothing to undo afterwards, and no signal."""
        whole = clean(text)
        self._is_showing = True
        self._mistakes.clear()
        self.flash.disarm()
        self._text.setEOLMode(0 if "\r\n" in text[:10_000] else 2)
        self._text.setUndoCollection(False)
        self._text.clearAll()
        self._text.addText(byte_length(whole), whole)
        self._text.setUndoCollection(True)
        self._text.emptyUndoBuffer()
        self._text.setSavePoint()
        self._text.gotoPos(0)
        self._is_showing = False
        self._fit_number_margin()

    def show_foreign_text(self, text: str) -> None:
        """Show what somebody else made of this text. Caret, scroll, marks and undo stay; one undo step, no signal."""
        changes = differences(self.text(), clean(text))
        if not changes:
            return
        self._is_showing = True
        self._text.beginUndoAction()
        for change in changes:
            start, end = (self._text.positionRelative(0, at) for at in (change.start, change.end))
            self._text.setTargetRange(start, end)
            self._text.replaceTarget(byte_length(change.text), change.text)
        self._text.endUndoAction()
        self._is_showing = False

    def mark_saved(self) -> None:
        """From now on the text counts as modified when it differs from what it is now."""
        self._text.setSavePoint()

    def is_modified(self) -> bool:
        """Return whether the text differs from what was shown or last marked as saved."""
        return bool(self._text.modify())

    def selected_text(self) -> str:
        """Return a copy of the selection."""
        return text_between(self._text, self._text.selectionStart(), self._text.selectionEnd())

    def selected_lines(self) -> tuple[int, int]:
        """Return the first and the last line that the selection touches."""
        first = self._text.lineFromPosition(self._text.selectionStart())
        last = self._text.lineFromPosition(self._text.selectionEnd())
        return first + 1, last + 1

    def all_lines(self) -> tuple[int, int]:
        """Return the first and the last line."""
        return 1, self._text.lineCount()

    def caret(self) -> tuple[int, int]:
        """Return line and column of the caret, both from 1, the column in characters."""
        return self._text.lineFromPosition(self._text.currentPos()) + 1, len(text_before_caret(self._text)) + 1

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the caret there, as near as the text allows, in the middle of the window."""
        at = min(self._text.lineCount(), max(1, line)) - 1
        start = self._text.positionFromLine(at)
        target = self._text.positionRelative(start, max(0, column - 1)) if column > 1 else start
        end = self._text.lineEndPosition(at)
        self._text.ensureVisible(at)
        self._text.gotoPos(min(target, end) if target >= start else end)
        self._text.chooseCaretX()
        self._text.verticalCentreCaret()

    def name_at_caret(self) -> str:
        """Return the name that the caret is in or at the end of, or an empty string."""
        at = self._text.currentPos()
        start, end = self._text.wordStartPosition(at, True), self._text.wordEndPosition(at, True)
        return text_between(self._text, start, end)

    # -- marks

    def mark_mistake(self, line: int, message: str) -> None:
        """Mark `line` and say there in one sentence what is wrong."""
        self._mistakes.mark(line, message, self._columns())

    def clear_mistakes(self) -> None:
        """Remove every mark of a mistake."""
        self._mistakes.clear()

    def underline(self, findings: Iterable[LintFinding]) -> None:
        """Underline these quietly, and nothing else."""
        self._underlines.show(findings)

    def clear_underlines_at_caret(self) -> None:
        """Take away what is underlined in the line that is being written."""
        self._underlines.clear_line(self.caret()[0])

    def flash_lines(self, first: int, last: int, kind: FlashKind = "ran") -> None:
        """Let lines glow: for half a second what `ran`, or in red what `failed`; until `disarm` what is `armed`."""
        self.flash.start(first, last, kind)

    def disarm(self) -> None:
        """Take the glow of what was armed away."""
        self.flash.disarm()

    # -- names

    def offer_names(self, names: Iterable[str], signatures: Mapping[str, str]) -> None:
        """Colour and complete `names`, and show the signature of a function while it is called.

        A name may have a receiver, `clock:setBPM`; one that begins with a colon, `:trigger`, is a method of anything.
        """
        known = tuple(names)
        receivers = {name.partition(sign)[0] for name in known for sign in ".:" if sign in name}
        self._text.setKeyWords(1, " ".join(sorted({*known, *receivers})))
        self._completion.offer_names(known, signatures)

    def offer_strings(self, first_strings: Mapping[str, tuple[str, ...]]) -> None:
        """Complete the first string given to each of these functions."""
        self._completion.offer_strings(first_strings)

    # -- actions, for keys and menus

    def undo(self) -> None:
        """Take the last edit back."""
        self._text.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._text.redo()

    def toggle_comment(self) -> None:
        """Comment the selected lines, or bring them back."""
        self._aid.toggle_comment()

    def complete(self) -> None:
        """Offer the names that fit what stands before the caret."""
        self._completion.complete()

    def show_call_tip(self) -> None:
        """Show the signature of the call the caret is in."""
        self._completion.show_call_tip()

    def select_next_occurrence(self) -> None:
        """Select the word at the caret; then, each time, its next occurrence as well."""
        self._text.setTargetRange(0, self._text.length())
        self._text.setSearchFlags(Scintilla.FindOption.MatchCase)
        self._text.multipleSelectAddNext()

    def zoom_in(self) -> None:
        """Make the text larger."""
        self._text.zoomIn()

    def zoom_out(self) -> None:
        """Make the text smaller."""
        self._text.zoomOut()

    def zoom_reset(self) -> None:
        """Make the text as large as the theme says."""
        self._text.setZoom(0)

    def show_find(self) -> None:
        """Open the find bar, with what is selected."""
        self._finding.open(is_replacing=False)

    def show_replace(self) -> None:
        """Open the find bar with its second row."""
        self._finding.open(is_replacing=True)

    def find_next(self) -> None:
        """Select the next match."""
        self._finding.find_next()

    def find_previous(self) -> None:
        """Select the match before."""
        self._finding.find_previous()

    def close_find(self) -> None:
        """Close the find bar and go on writing."""
        self._finding.close()
        QWidget.setFocus(self._text)

    # -- inside

    def _connect(self) -> None:
        text = self._text
        text.notifyChange.connect(self._on_change)
        text.updateUi.connect(self._on_update)
        text.charAdded.connect(self._on_char)
        text.linesAdded.connect(self._fit_number_margin)
        text.savePointChanged.connect(self.modified_changed)
        text.resized.connect(self._fit_mistakes)
        text.zoom.connect(self._on_zoom)
        text.broke_line.connect(self._on_return)
        text.walked.connect(self._completion.walk)
        text.chords = Chords(self._actions())
        self.find_bar.closed.connect(self.close_find)

    def _actions(self) -> dict[str, Action]:
        return {
            "Ctrl+/": self.toggle_comment,
            "Ctrl+Shift+/": self.toggle_comment,
            "Ctrl+K, Ctrl+C": self.toggle_comment,
            "Ctrl+F": self.show_find,
            "Ctrl+H": self.show_replace,
            "Ctrl+Alt+F": self.show_replace,
            "Ctrl+G": self.find_next,
            "Ctrl+Shift+G": self.find_previous,
            "Ctrl+Space": self.complete,
            "Meta+Space": self.complete,
            "Ctrl+Shift+Space": self.show_call_tip,
            "Ctrl+=": self.zoom_in,
            "Ctrl++": self.zoom_in,
            "Ctrl+Shift++": self.zoom_in,
            "Ctrl+-": self.zoom_out,
            "Ctrl+0": self.zoom_reset,
            "Ctrl+Shift+Z": self.redo,
            "Ctrl+D": self.select_next_occurrence,
            "Ctrl+Shift+D": self._text.selectionDuplicate,
            "Alt+Up": self._text.moveSelectedLinesUp,
            "Alt+Down": self._text.moveSelectedLinesDown,
        }

    def _on_change(self) -> None:
        if not self._is_showing:
            self._finding.on_text_changed()
            self.text_changed.emit()

    def _on_update(self, what: int) -> None:
        if what & (Scintilla.Update.Selection | Scintilla.Update.Content):
            self._aid.light_braces()
            self.caret_moved.emit()

    def _on_char(self, code: int) -> None:
        char = chr(code)
        if char not in "\r\n":
            self._aid.on_char(char)
            self._completion.on_char(char)

    def _on_return(self) -> None:
        if self._completion.takes_return:
            self._text.autoCComplete()
            return
        self._text.autoCCancel()
        self._aid.break_line()

    def _on_zoom(self) -> None:
        self._fit_number_margin()
        self._fit_mistakes()

    def _fit_number_margin(self) -> None:
        digits = max(3, len(str(self._text.lineCount())))
        wanted = self._text.textWidth(33, "9" * digits) + 10
        if wanted != self._text.marginWidthN(NUMBER_MARGIN):
            self._text.setMarginWidthN(NUMBER_MARGIN, wanted)

    def _fit_mistakes(self) -> None:
        self._mistakes.fit(self._columns())

    def _columns(self) -> int:
        return columns_in_view(self._text, self._text.viewport().width())


class _Text(ScintillaEdit):
    """Scintilla, set up for Lua, with its keys: which go to the window, which are typing, which mean an action here."""

    broke_line = Signal()
    walked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chords = Chords({})
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setAccessibleName("Code")
        self.setCodePage(65001)
        self.setILexer(lexilla.create_lexer("lua").detach())
        self.setKeyWords(0, KEYWORDS)
        self.setProperty("fold", "1")
        self.setProperty("fold.compact", "0")
        self.setModEventMask(_TEXT_CHANGES)
        self.setTabWidth(INDENT)
        self.setIndent(INDENT)
        self.setUseTabs(False)
        self.setTabIndents(True)
        self.setBackSpaceUnIndents(True)
        self.setMultipleSelection(True)
        self.setAdditionalSelectionTyping(True)
        self.setMultiPaste(1)
        self.setRectangularSelectionModifier(4)  # Alt
        self.setMouseSelectionRectangularSwitch(True)
        self.setVirtualSpaceOptions(1)  # only in rectangles
        self.setScrollWidth(1)
        self.setScrollWidthTracking(True)
        self.setEndAtLastLine(True)
        for letter in _STRAY_COMMANDS:
            for modifiers in (2, 3):  # Ctrl, Ctrl+Shift
                self.clearCmdKey(ord(letter) | modifiers << 16)

    def event(self, event: QEvent) -> bool:
        """Claim what is typing before a window's shortcut takes it: letters, Space, and undo of this text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_typing(event):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means here; the window has had its shortcuts already."""
        action = self.chords.action(event)
        if action is not None:
            action()
            return
        if breaks_line(event):
            self.broke_line.emit()
            return
        if event.key() in _WALKS and self.autoCActive():
            self.walked.emit()
        super().keyPressEvent(event)
