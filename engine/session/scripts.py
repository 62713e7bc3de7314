"""Scripts, and what they declared, between the document and the session file."""

from __future__ import annotations

from typing import Any

from immutables import Map

from engine.core.document import Declared, Script
from engine.core.units import Value
from engine.session.fields import plain_fields, plain_value, value_of
from engine.session.kept import kept_of, state_of
from engine.session.problems import SessionProblem
from engine.session.records import ScriptRecord
from engine.session.things import Numbers, Problems, named


def write_script(script: Script, declared: Declared | None) -> dict[str, Any]:
    """Return a script as it stands in the file."""
    said = sorted(declared.now.items()) if declared is not None else []
    record = ScriptRecord(
        name=script.name,
        number=script.number,
        enabled=script.is_enabled,
        mode=script.mode,
        loop_min_seconds=script.loop_min_seconds,
        loop_max_seconds=script.loop_max_seconds,
        level=script.level,
        text=script.text.split("\n"),
        state=state_of(script.kept),
        declared={key: plain_value(value) for key, value in said},
    )
    return plain_fields(record)


def read_scripts(
    plain: list[object], numbers: Numbers, problems: Problems
) -> tuple[Map[str, Script], dict[str, Map[str, Value]]]:
    """Return the scripts, and what each declared; `problems` grows by what is wrong with them."""
    scripts, declared = {}, {}
    for place, record in named(plain, ScriptRecord, "scripts", numbers, problems):
        if record.loop_max_seconds < record.loop_min_seconds:
            problems.append(SessionProblem(f"{place}.loopMaxSeconds", "this is less than loopMinSeconds"))
        scripts[record.name] = Script(
            record.name, record.number, "\n".join(record.text), record.enabled, record.mode,
            record.loop_min_seconds, record.loop_max_seconds, record.level, kept_of(record.state),
        )  # fmt: skip
        declared[record.name] = _declared(record, place, problems)
    return Map(scripts), declared


def _declared(record: ScriptRecord, place: str, problems: Problems) -> Map[str, Value]:
    read = {key: value_of(plain, f'{place}.declared["{key}"]', problems) for key, plain in record.declared.items()}
    return Map({key: value for key, value in read.items() if value is not None})
