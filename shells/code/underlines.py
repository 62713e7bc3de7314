"""Quiet lines under words that are very probably not meant. They move with the text, and are never in the way."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lua.lint.finding import Finding
from shells.code.appearance import HINTED, WARNED
from shells.code.surface import Surface, byte_length, line_text

MOST = 500  # that are drawn
_INDICATORS = {"warning": WARNED, "hint": HINTED}


class Underlines:
    """Those of one editor."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface

    def show(self, findings: Iterable[Finding]) -> None:
        """Underline these, and nothing else."""
        self._clear(0, self._surface.length())
        lines = self._surface.lineCount()
        for finding in list(findings)[:MOST]:
            if finding.line <= lines:
                self._draw(finding)

    def clear_line(self, line: int) -> None:
        """Take away what is on a line, from 1: it is being written."""
        start = self._surface.positionFromLine(line - 1)
        self._clear(start, self._surface.lineEndPosition(line - 1) - start)

    def _draw(self, finding: Finding) -> None:
        text = line_text(self._surface, finding.line - 1)
        start = byte_length(text[: finding.column - 1])
        end = byte_length(text[: finding.end - 1])
        if end > start:
            self._surface.setIndicatorCurrent(_INDICATORS[finding.severity])
            self._surface.indicatorFillRange(self._surface.positionFromLine(finding.line - 1) + start, end - start)

    def _clear(self, start: int, length: int) -> None:
        for indicator in _INDICATORS.values():
            self._surface.setIndicatorCurrent(indicator)
            self._surface.indicatorClearRange(start, length)
