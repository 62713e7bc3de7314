"""Reads the modules, patterns and scripts of a session file, and checks each by the rules that hold while playing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from immutables import Map

from engine.core.document import Module, Pattern, Script, Step
from engine.core.edits.branches import check_name
from engine.core.edits.patterns import MOST_STEPS, check_step
from engine.core.errors import EngineError, NotAllowed
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.table import SYSTEM_MODULES, module_type
from engine.patterns.notation import parse_steps
from engine.session.fields import kind_of, read_record
from engine.session.kept import kept_of
from engine.session.problems import SessionProblem
from engine.session.records import ModuleRecord, PatternRecord, ScriptRecord, StepRecord

N = TypeVar("N", ModuleRecord, PatternRecord, ScriptRecord)
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


def read_modules(plain: list[object], numbers: Numbers, problems: Problems) -> Map[str, Module]:
    """Return the good modules; `problems` grows by what is wrong with the others."""
    modules = {}
    for place, record in _named(plain, ModuleRecord, "modules", numbers, problems):
        try:
            kind = module_type(record.type)
            _check_system(record, kind)
        except EngineError as error:
            problems.append(SessionProblem(f"{place}.type", str(error)))
            continue
        values = _values(record, kind, place, problems)
        modules[record.name] = Module(record.name, record.number, record.type, values, record.owner)
    return Map(modules)


def read_patterns(plain: list[object], numbers: Numbers, problems: Problems) -> Map[str, Pattern]:
    """Return the patterns; `problems` grows by what is wrong with them."""
    patterns = {}
    for place, record in _named(plain, PatternRecord, "patterns", numbers, problems):
        steps = _with_details(record, _drawn_steps(record, place, problems), place, problems)
        if len(steps) < record.count:
            message = f'pattern "{record.name}" has a count of {record.count} and only {len(steps)} steps'
            problems.append(SessionProblem(f"{place}.steps", message))
        patterns[record.name] = Pattern(
            record.name, record.number, record.count, tuple(steps), record.steps_per_beat, record.owner
        )
    return Map(patterns)


def read_scripts(
    plain: list[object], numbers: Numbers, problems: Problems
) -> tuple[Map[str, Script], dict[str, Map[str, Value]]]:
    """Return the scripts, and what each declared; `problems` grows by what is wrong with them."""
    scripts, declared = {}, {}
    for place, record in _named(plain, ScriptRecord, "scripts", numbers, problems):
        if record.loop_max_seconds < record.loop_min_seconds:
            problems.append(SessionProblem(f"{place}.loopMaxSeconds", "this is less than loopMinSeconds"))
        scripts[record.name] = Script(
            record.name, record.number, "\n".join(record.text), record.enabled, record.mode,
            record.loop_min_seconds, record.loop_max_seconds, record.level, kept_of(record.state),
        )  # fmt: skip
        declared[record.name] = _declared(record, place, problems)
    return Map(scripts), declared


def _named(
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


def _check_system(record: ModuleRecord, kind: ModuleType) -> None:
    wanted = SYSTEM_MODULES.get(record.name)
    if wanted not in (None, kind.name) or (kind.is_single and wanted is None):
        raise NotAllowed(f'"{record.name}" cannot be of type {kind.name}')


def _values(record: ModuleRecord, kind: ModuleType, place: str, problems: Problems) -> Map[str, Value]:
    values = kind.defaults()
    for name, value in record.values.items():
        try:
            values = values.set(name, kind.parameter(name).check(value))
        except EngineError as error:
            problems.append(SessionProblem(f"{place}.values.{name}", f'{record.type} "{record.name}": {error}'))
    return values


def _declared(record: ScriptRecord, place: str, problems: Problems) -> Map[str, Value]:
    for key, value in record.declared.items():
        if not isinstance(value, (bool, int, float, str)):
            message = f"expected a number, a text, true or false, got {kind_of(value)}"
            problems.append(SessionProblem(f'{place}.declared["{key}"]', message))
    return Map(record.declared)


def _drawn_steps(record: PatternRecord, place: str, problems: Problems) -> list[Step]:
    steps: list[Step] = []
    for index, line in enumerate(record.steps):
        try:
            steps.extend(parse_steps(line))
        except EngineError as error:
            problems.append(SessionProblem(f"{place}.steps[{index}]", str(error)))
    if len(steps) > MOST_STEPS:
        problems.append(SessionProblem(f"{place}.steps", f"a pattern has 1 to {MOST_STEPS} steps, got {len(steps)}"))
    return steps


def _with_details(record: PatternRecord, steps: list[Step], place: str, problems: Problems) -> list[Step]:
    seen = set()
    for index, item in enumerate(record.details):
        here = f"{place}.details[{index}]"
        detail = read_record(item, StepRecord, here, problems)
        if detail is None:
            continue
        if detail.step > len(steps) or detail.step in seen:
            what = "is described twice" if detail.step in seen else f"is not there; there are {len(steps)}"
            problems.append(SessionProblem(f"{here}.step", f"step {detail.step} {what}"))
            continue
        seen.add(detail.step)
        velocity = steps[detail.step - 1].velocity if detail.velocity is None else detail.velocity
        try:
            steps[detail.step - 1] = check_step(Step(velocity, detail.note, detail.length))
        except EngineError as error:
            problems.append(SessionProblem(here, str(error)))
    return steps
