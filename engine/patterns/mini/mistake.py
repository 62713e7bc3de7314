"""What is wrong with a text in mini-notation, and in which column."""

from __future__ import annotations

from engine.core.errors import EngineError


class NotationMistake(EngineError):
    """A text that is no mini-notation, or makes more than can be played."""

    def __init__(self, column: int, what: str) -> None:
        """Say `what` is wrong at `column`, counted in characters from 1."""
        super().__init__(f"column {column}: {what}")
        self.column = column
        self.what = what
