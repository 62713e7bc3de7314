"""What is wrong with a session file: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.core.errors import EngineError


class SessionProblem(msgspec.Struct, frozen=True):
    """One thing that is wrong in a session file."""

    place: str  # "modules[3].values.cutoff", "line 7, column 12", or empty: the file as a whole
    message: str
    remedy: str = "correct it in the file"
    is_warning: bool = False  # the session opens all the same

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message}; {self.remedy}"


class SessionMistake(EngineError):
    """A session file that cannot be opened, with all that is wrong with it. Nothing was opened, nothing changed."""

    def __init__(self, path: str, problems: Sequence[SessionProblem], backup: str = "") -> None:
        """Make the sentence; `backup` is the path of the version before, or empty when there is none."""
        self.path = path
        self.problems = tuple(problems)
        self.backup = backup
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        offer = f'. The version before it is kept: open "{backup}"' if backup else ""
        super().__init__(f"{path}: {problems[0]}{more}{offer}")
