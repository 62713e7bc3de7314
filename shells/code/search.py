"""Finds and replaces in an editor, round the end to the start. Regular expressions are Scintilla's own.

They know `.` `[abc]` `[^a]` `*` `+` `?` `^` `$` `\\d` `\\w` `\\s` and groups, but no alternatives; in return no
expression, however clumsy, can hold the window up for long, as those of Python could.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shells.code.appearance import FOUND
from shells.code.surface import Surface, byte_length, clean

_MATCH_CASE, _REGEX, _POSIX = 0x4, 0x200000, 0x400000
MOST_COUNTED = 999


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    text: str
    is_regex: bool = False
    is_case_sensitive: bool = False

    @property
    def flags(self) -> int:
        """Scintilla's flags for it."""
        return (_REGEX | _POSIX if self.is_regex else 0) | (_MATCH_CASE if self.is_case_sensitive else 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many matches there are, and which of them is selected."""

    current: int  # from 1; 0 when none is selected
    total: int  # at most 999 are counted


class Search:
    """Looks for things in one editor. Positions are bytes."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def select_from(self, query: Query, start: int, *, is_backwards: bool = False) -> bool:
        """Select the first match from `start` on, going round; return whether there is one."""
        surface = self._surface
        end = 0 if is_backwards else surface.length()
        other_end = surface.length() if is_backwards else 0
        found = self._find(query, start, end) or self._find(query, other_end, start)
        if found is None:
            return False
        line = surface.lineFromPosition(found[0])
        surface.ensureVisible(line)
        surface.setSel(*found)
        surface.scrollRange(found[0], found[1])
        return True

    def select_next(self, query: Query) -> bool:
        """Select the next match after the selection."""
        return self.select_from(query, self._past_selection(query))

    def select_previous(self, query: Query) -> bool:
        """Select the match before the selection."""
        start = self._surface.selectionStart()
        return self.select_from(query, start, is_backwards=True)

    def replace_selected(self, query: Query, replacement: str) -> bool:
        """Replace the selection if it is a match, and select the next one; return whether it was one."""
        surface = self._surface
        start, end = surface.selectionStart(), surface.selectionEnd()
        is_match = bool(query.text) and self._find(query, start, end) == (start, end)
        if is_match:
            after = self._put(query, replacement, start)
            surface.setSel(after, after)
        self.select_next(query)
        return is_match

    def replace_all(self, query: Query, replacement: str) -> int:
        """Replace every match as one step of undo; return how many there were."""
        surface = self._surface
        count = start = 0
        surface.beginUndoAction()
        while (found := self._find(query, start, surface.length())) is not None:
            start = self._put(query, replacement, found[0])
            count += 1
            if found[0] == found[1]:
                start += 1
            if start > surface.length():
                break
        surface.endUndoAction()
        return count

    def light_all(self, query: Query) -> Tally:
        """Light every match, and count them."""
        self.unlight()
        surface = self._surface
        selected = (surface.selectionStart(), surface.selectionEnd())
        current = total = 0
        surface.setIndicatorCurrent(FOUND)
        for start, end in self._matches(query):
            total += 1
            if (start, end) == selected:
                current = total
            surface.indicatorFillRange(start, end - start)
        return Tally(current, total)

    def unlight(self) -> None:
        """Light nothing."""
        self._surface.setIndicatorCurrent(FOUND)
        self._surface.indicatorClearRange(0, self._surface.length())

    def _matches(self, query: Query) -> Iterator[tuple[int, int]]:
        start = 0
        for _ in range(MOST_COUNTED):
            found = self._find(query, start, self._surface.length())
            if found is None:
                return
            yield found
            start = found[1] if found[1] > found[0] else found[1] + 1

    def _find(self, query: Query, start: int, end: int) -> tuple[int, int] | None:
        sought = clean(query.text)
        if not sought:
            return None
        self._surface.setSearchFlags(query.flags)
        self._surface.setTargetRange(start, end)
        if self._surface.searchInTarget(byte_length(sought), sought) < 0:
            return None
        return self._surface.targetStart(), self._surface.targetEnd()

    def _put(self, query: Query, replacement: str, start: int) -> int:
        """Replace what the last `_find` found; return the position after the new text."""
        text = clean(replacement)
        put = self._surface.replaceTargetRE if query.is_regex else self._surface.replaceTarget
        return start + put(byte_length(text), text)

    def _past_selection(self, query: Query) -> int:
        start, end = self._surface.selectionStart(), self._surface.selectionEnd()
        is_empty_match = start == end and self._find(query, start, start) is not None
        return end + 1 if is_empty_match else end
