"""Steps between the document and the session file: step strings, and a line for each step of which there is more."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from immutables import Map

from engine.core.document import Cell, Step
from engine.core.edits.pattern_limits import MOST_STEPS, check_step
from engine.core.errors import EngineError
from engine.core.numbers import is_digits
from engine.core.units import Value
from engine.patterns.notation import format_steps, parse_steps
from engine.session.fields import plain_fields, plain_value, read_record, value_of
from engine.session.layout import OneLine
from engine.session.problems import SessionProblem
from engine.session.records import CellRecord, PatternRecord, StepRecord
from engine.session.things import Problems

BEATS_A_LINE = 4
USUAL_WIDTH = 16  # steps a line, where four beats are no handy number of them
WIDEST = 64


def write_steps(steps: Sequence[Step], steps_per_beat: Fraction) -> tuple[list[str], list[OneLine]]:
    """Return step strings of four beats each, and the details that they cannot tell."""
    drawn = format_steps(tuple(steps))
    wished = abs(BEATS_A_LINE * steps_per_beat)
    width = int(wished) if wished.denominator == 1 and wished <= WIDEST else USUAL_WIDTH
    lines = [drawn[start : start + width] for start in range(0, len(drawn), width)]
    pairs = enumerate(zip(steps, parse_steps(drawn), strict=True), start=1)
    details = [_write_step(number, step, plain) for number, (step, plain) in pairs if step != plain]
    return lines, details


def _write_step(number: int, step: Step, plain: Step) -> OneLine:
    record = StepRecord(
        step=number,
        velocity=None if step.velocity == plain.velocity else float(step.velocity),
        note=_float_or_none(step.note),
        length=_float_or_none(step.length),
        index=step.index,
        chance=float(step.chance),
        ratio=f"{step.ratio[0]}:{step.ratio[1]}",
        values={name: plain_value(value) for name, value in sorted(step.values.items())},
        more=[plain_fields(CellRecord(index=cell.index, note=_float_or_none(cell.note))) for cell in step.more],
    )
    return OneLine(plain_fields(record))


def _float_or_none(number: float | None) -> float | None:
    return None if number is None else float(number)


def read_steps(record: PatternRecord, place: str, problems: Problems) -> tuple[Step, ...]:
    """Return every step of a pattern, hidden ones too; `problems` grows by what is wrong with them."""
    steps = _with_details(record, _drawn_steps(record, place, problems), place, problems)
    if len(steps) < record.count:
        message = f'pattern "{record.name}" has a count of {record.count} and only {len(steps)} steps'
        problems.append(SessionProblem(f"{place}.steps", message))
    return tuple(steps)


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
        try:
            steps[detail.step - 1] = check_step(_step(detail, steps[detail.step - 1], here, problems))
        except EngineError as error:
            problems.append(SessionProblem(here, str(error)))
    return steps


def _step(detail: StepRecord, drawn: Step, place: str, problems: Problems) -> Step:
    return Step(
        velocity=drawn.velocity if detail.velocity is None else detail.velocity,
        note=detail.note,
        length=detail.length,
        index=detail.index,
        chance=detail.chance,
        ratio=_ratio(detail.ratio, place, problems),
        values=_values(detail, place, problems),
        more=_cells(detail, place, problems),
    )


def _cells(detail: StepRecord, place: str, problems: Problems) -> tuple[Cell, ...]:
    read = (read_record(item, CellRecord, f"{place}.more[{i}]", problems) for i, item in enumerate(detail.more))
    return tuple(Cell(each.index, each.note) for each in read if each is not None)


def _ratio(text: str, place: str, problems: Problems) -> tuple[int, int]:
    turn, colon, turns = text.partition(":")
    if not colon or not is_digits(turn) or not is_digits(turns):
        problems.append(SessionProblem(f"{place}.ratio", f'expected a text such as "1:2", got "{text}"'))
        return 1, 1
    return int(turn), int(turns)


def _values(detail: StepRecord, place: str, problems: Problems) -> Map[str, Value]:
    read = {name: value_of(plain, f"{place}.values.{name}", problems) for name, plain in detail.values.items()}
    return Map({name: value for name, value in read.items() if value is not None})
