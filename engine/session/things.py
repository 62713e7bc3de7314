"""What the things of a session file have in common: a name and a number of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from engine.core.edits.branches import check_name
from engine.core.errors import EngineError
from engine.session.fields import read_record
from engine.session.problems import SessionProblem
from engine.session.records import ChainRecord, ModuleRecord, PatternRecord, ScriptRecord

N = TypeVar("N", ModuleRecord, PatternRecord, ChainRecord, ScriptRecord)
Problems = list[SessionProblem]


class Numbers:
    """Sees to it that no two things of a session have the same number."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._places: dict[int, str] = {}

    def take(self, number: int, place: str) -> None:
        """Note `number` for what stands at `place`; twice is a problem."""
        first = self._places.setdefault(number, place)
        if first != place:
            message = f"{first} has the number {number} too"
            self._problems.append(SessionProblem(f"{place}.number", message, "give one of them a number of its own"))

    @property
    def highest(self) -> int:
        """The highest number so far, 0 when there is none."""
        return max(self._places, default=0)


def named(
    plain: list[object], record_type: type[N], branch: str, numbers: Numbers, problems: Problems
) -> Iterator[tuple[str, N]]:
    """Yield each thing of a branch that has a name and number of its own, with its place."""
    seen: dict[str, str] = {}
    for index, item in enumerate(plain):
        place = f"{branch}[{index}]"
        record = read_record(item, record_type, place, problems)
        if record is None:
            continue
        try:
            check_name(record.name)
        except EngineError as error:
            problems.append(SessionProblem(f"{place}.name", str(error)))
            continue
        numbers.take(record.number, place)
        first = seen.setdefault(record.name, place)
        if first == place:
            yield place, record
        else:
            problems.append(
                SessionProblem(f"{place}.name", f'{first} is called "{record.name}" too', "rename one of them")
            )
