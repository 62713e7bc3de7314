"""What a script prints, line by line, up to a number of lines in one chunk or turn."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

LONGEST_HALF_LINE = 2000  # characters that wait for their line end


class Printed:
    """Hands lines on to `output`, and tells once when there are too many."""

    def __init__(self, output: Callable[[str], None], most_lines: int) -> None:
        self.output = output  # called with each line, without a line end
        self._most_lines = most_lines
        self._lines = 0  # in this chunk or turn
        self._half_line = ""  # written without a line end yet

    def print_line(self, line: str | bytes) -> None:
        """Show a line; what was written before, without an end, is its beginning. What is no UTF-8 is replaced."""
        line = line if isinstance(line, str) else line.decode("utf-8", "replace")
        if self._half_line:
            line, self._half_line = self._half_line + line, ""
        self._lines += 1
        if self._lines <= self._most_lines:
            self.output(line)
        elif self._lines == self._most_lines + 1:
            self.output(f"… more than {self._most_lines} lines at once: the rest is not shown")

    def write(self, text: str | bytes) -> None:
        """Show the lines in `text`; what follows the last line end waits for the rest of its line."""
        text = text if isinstance(text, str) else text.decode("utf-8", "replace")
        *lines, rest = text.split("\n")
        for line in lines:
            self.print_line(line)
        self._half_line += rest
        if len(self._half_line) > LONGEST_HALF_LINE:
            self.print_line("")

    def turn(self) -> Printed:
        """A chunk or a turn, as the block of a `with`: it counts anew, and ends with a whole line."""
        return self

    def __enter__(self) -> None:
        self._lines = 0

    def __exit__(self, kind: type | None, mistake: BaseException | None, traceback: TracebackType | None) -> None:
        if self._half_line:
            self.print_line("")
