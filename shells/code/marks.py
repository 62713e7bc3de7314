"""Marks on lines: a mistake with its sentence, the glow of what has just run. Lines count from 1, as in the margin."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, QTimer

from shells.code.appearance import (
    ARMED_GROUND,
    FAILED_GROUND,
    FOLD_MARGIN,
    GAP_MARGIN,
    MISTAKE_GROUND,
    MISTAKE_MARK,
    MISTAKE_STYLE,
    NUMBER_MARGIN,
    RAN_GROUND,
    SYMBOL_MARGIN,
    set_glow,
)
from shells.code.surface import Surface, clean

FlashKind = Literal["ran", "failed", "armed"]

_GROUNDS: dict[FlashKind, int] = {"ran": RAN_GROUND, "failed": FAILED_GROUND, "armed": ARMED_GROUND}
_BRIGHTEST = 72  # opacity of a flash as it begins, of 255
_FLASH_STEPS = 12
_FLASH_STEP_MS = 42
_BELOW, _BEHIND = 3, 1  # where a sentence stands: under the line and indented like it, or behind it
_NARROWEST = 24  # columns that a wrapped sentence gets at least
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Mistake:
    """One sentence about one line."""

    handle: int  # of the marker, which stays with its line while text is edited
    message: str


class Mistakes:
    """Shows what is wrong where: after the line if it fits there, else wrapped below it."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._shown: list[Mistake] = []
        surface.annotationSetVisible(_BELOW)
        surface.eOLAnnotationSetVisible(_BEHIND)

    def mark(self, line: int, message: str, columns: int) -> None:
        """Mark `line`, from 1 (the nearest there is), with `message`; `columns` is how many fit in the window."""
        at = min(self._surface.lineCount(), max(1, line)) - 1
        self._surface.markerAdd(at, MISTAKE_GROUND)
        self._shown.append(Mistake(self._surface.markerAdd(at, MISTAKE_MARK), " ".join(message.split())))
        self._surface.ensureVisible(at)
        self.fit(columns)

    def clear(self) -> None:
        """Remove every mark and sentence."""
        if not self._shown:
            return
        self._shown.clear()
        for marker in (MISTAKE_MARK, MISTAKE_GROUND):
            self._surface.markerDeleteAll(marker)
        self._surface.annotationClearAll()
        self._surface.eOLAnnotationClearAll()

    def fit(self, columns: int) -> None:
        """Lay every sentence out for a window of so many columns."""
        if not self._shown:
            return
        self._surface.annotationClearAll()
        self._surface.eOLAnnotationClearAll()
        by_line: dict[int, list[str]] = {}
        for mistake in self._shown:
            by_line.setdefault(self._surface.markerLineFromHandle(mistake.handle), []).append(mistake.message)
        for line, messages in by_line.items():
            if line >= 0:
                self._write(line, messages, columns)

    def _write(self, line: int, messages: list[str], columns: int) -> None:
        surface = self._surface
        used = surface.column(surface.lineEndPosition(line))
        if len(messages) == 1 and used + len(messages[0]) + 6 <= columns:
            surface.eOLAnnotationSetText(line, clean(f" {messages[0]} "))
            surface.eOLAnnotationSetStyle(line, MISTAKE_STYLE)
            return
        rows = wrap_sentences(messages, columns - surface.lineIndentation(line) - 3)
        surface.annotationSetText(line, clean("\n".join(rows)))
        surface.annotationSetStyle(line, MISTAKE_STYLE)


class Flash(QObject):
    """The glow of lines that ran, or failed to, which fades in half a second; and of those that wait, which stays."""

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._left: dict[FlashKind, int] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_FLASH_STEP_MS)
        self._timer.timeout.connect(self.fade)

    @property
    def is_glowing(self) -> bool:
        """Whether any line glows and fades."""
        return bool(self._left)

    def start(self, first: int, last: int, kind: FlashKind) -> None:
        """Let the lines `first` to `last` glow; those that are armed do so until `disarm`."""
        marker = _GROUNDS[kind]
        most = self._surface.lineCount()
        self._surface.markerDeleteAll(marker)
        for line in range(max(1, first), min(most, last) + 1):
            self._surface.markerAdd(line - 1, marker)
        if kind == "armed":
            return
        set_glow(self._surface, marker, _BRIGHTEST)
        self._left[kind] = _FLASH_STEPS
        self._timer.start()

    def disarm(self) -> None:
        """Nothing waits any more."""
        self._surface.markerDeleteAll(ARMED_GROUND)

    def fade(self) -> None:
        """One step darker. The timer does it."""
        for kind, left in list(self._left.items()):
            if left > 1:
                self._left[kind] = left - 1
                set_glow(self._surface, _GROUNDS[kind], round(_BRIGHTEST * ((left - 1) / _FLASH_STEPS) ** 1.5))
            else:
                del self._left[kind]
                self._surface.markerDeleteAll(_GROUNDS[kind])
        if not self._left:
            self._timer.stop()


def columns_in_view(surface: Surface, viewport_width: int) -> int:
    """Return how many characters fit beside the margins."""
    margins = (SYMBOL_MARGIN, NUMBER_MARGIN, FOLD_MARGIN, GAP_MARGIN)
    free = viewport_width - sum(surface.marginWidthN(margin) for margin in margins)
    return max(1, free // max(1, surface.textWidth(0, "0")))


def wrap_sentences(messages: list[str], columns: int) -> list[str]:
    """Return `messages` as lines of at most `columns` characters, at most four for each, ended by … if cut."""
    rows: list[str] = []
    for message in messages:
        width = max(_NARROWEST, columns)
        rows += textwrap.wrap(message, width, max_lines=_MOST_LINES, placeholder=" …") or [""]
    return [f" {row} " for row in rows]
