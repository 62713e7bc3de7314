"""Helps typing: indents new lines, moves closing words back, toggles comments, shows which brackets belong together."""

from __future__ import annotations

from collections.abc import Iterator

from shells.code.lua_line import CLOSING_WORDS, balance, indent_change
from shells.code.surface import Surface, line_text, text_before_caret, text_between

INDENT = 2
_MOST_LINES_BACK = 2000  # an opening line is looked for no farther
_BRACKETS = frozenset(b"()[]{}")


class TypingAid:
    """Acts on one editor, each action one step of its undo."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._moved_back: tuple[int, int] | None = None  # a line moved back by its closing word, and its indent before
        self._braces = (-1, -1)

    def break_line(self) -> None:
        """Start a new line, indented as the Lua before the caret wants it."""
        surface = self._surface
        if surface.selections() > 1:
            surface.newLine()
            return
        surface.beginUndoAction()
        if not surface.selectionEmpty():
            surface.replaceSel("")
        line = surface.lineFromPosition(surface.currentPos())
        before, indent = text_before_caret(surface), surface.lineIndentation(line)
        after = text_between(surface, surface.currentPos(), surface.lineEndPosition(line)).strip()
        change = indent_change(before)
        surface.newLine()
        if change > 0 and _begins_with_closer(after):
            surface.newLine()
            surface.setLineIndentation(line + 2, indent)
        self._indent(line + 1, max(0, indent + change * INDENT))
        surface.endUndoAction()

    def on_char(self, char: str) -> None:
        """Move a line back when its first word, now complete, closes a block; and forth when the word goes on."""
        surface = self._surface
        if surface.selections() > 1:
            return
        line = surface.lineFromPosition(surface.currentPos())
        word = text_before_caret(surface).strip()
        if word in CLOSING_WORDS:
            indent = self._indent_of_opener(line)
            if indent is not None and indent < surface.lineIndentation(line):
                self._moved_back = (line, surface.lineIndentation(line))
                surface.setLineIndentation(line, indent)
        elif self._moved_back is not None:
            was_line, indent = self._moved_back
            self._moved_back = None
            if was_line == line and (char.isalnum() or char == "_") and word[:-1] in CLOSING_WORDS:
                surface.setLineIndentation(line, indent)

    def toggle_comment(self) -> None:
        """Comment the lines of the selection, or bring them back when every one of them is a comment."""
        surface = self._surface
        lines = [line for line in self._selected_lines() if line_text(surface, line).strip()]
        if not lines:
            return
        is_commented = all(line_text(surface, line).lstrip().startswith("--") for line in lines)
        column = min(surface.lineIndentation(line) for line in lines)
        surface.beginUndoAction()
        for line in lines:
            if is_commented:
                start = surface.lineIndentPosition(line)
                is_spaced = text_between(surface, start, surface.lineEndPosition(line)).startswith("-- ")
                surface.deleteRange(start, 3 if is_spaced else 2)
            else:
                start = surface.positionFromLine(line) + column
                surface.setTargetRange(start, start)
                surface.replaceTarget(3, "-- ")  # an insertion would give up the selection
        surface.endUndoAction()

    def light_braces(self) -> None:
        """Light the bracket at the caret and the one that belongs to it; warn when there is none."""
        surface = self._surface
        caret = surface.currentPos()
        at = next((p for p in (caret - 1, caret) if p >= 0 and surface.charAt(p) & 0xFF in _BRACKETS), -1)
        other = surface.braceMatch(at, 0) if at >= 0 else -1
        if (at, other) == self._braces:
            return
        self._braces = (at, other)
        if at >= 0 and other < 0:
            surface.braceBadLight(at)
        else:
            surface.braceHighlight(at, other)

    def _indent(self, line: int, columns: int) -> None:
        self._surface.setLineIndentation(line, columns)
        self._surface.gotoPos(self._surface.lineIndentPosition(line))

    def _indent_of_opener(self, line: int) -> int | None:
        needed = 1
        for above in self._lines_above(line):
            found = balance(line_text(self._surface, above))
            if found.opens >= needed:
                return self._surface.lineIndentation(above)
            needed += found.closes - found.opens
        return None

    def _lines_above(self, line: int) -> Iterator[int]:
        return iter(range(line - 1, max(-1, line - 1 - _MOST_LINES_BACK), -1))

    def _selected_lines(self) -> range:
        surface = self._surface
        first = surface.lineFromPosition(surface.selectionStart())
        last = surface.lineFromPosition(surface.selectionEnd())
        if last > first and surface.positionFromLine(last) == surface.selectionEnd():
            last -= 1
        return range(first, last + 1)


def _begins_with_closer(text: str) -> bool:
    return text[:1] in ("}", ")", "]") or text.startswith("end")
