"""What was entered before, newest last, and a place in it while a player looks back."""

from __future__ import annotations

MOST = 100


class LineHistory:
    """Remembers the last 100 lines without a line that only repeats the one before."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._at = 0  # len(lines) is the line being written
        self._draft = ""  # that line, while an older one is shown

    @property
    def lines(self) -> tuple[str, ...]:
        """Everything remembered, oldest first."""
        return tuple(self._lines)

    def add(self, line: str) -> None:
        """Remember `line` and look at the present again."""
        if line and (not self._lines or self._lines[-1] != line):
            self._lines.append(line)
            del self._lines[:-MOST]
        self._at, self._draft = len(self._lines), ""

    def older(self, now: str) -> str:
        """Return the line before the one that is looked at; `now` is what stands there, kept if it is the draft."""
        if self._at == len(self._lines):
            self._draft = now
        if self._at > 0:
            self._at -= 1
        return self._lines[self._at] if self._lines else now

    def newer(self, now: str) -> str:
        """Return the line after the one that is looked at; the draft at the end."""
        if self._at >= len(self._lines):
            return now
        self._at += 1
        return self._draft if self._at == len(self._lines) else self._lines[self._at]
