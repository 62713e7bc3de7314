"""Notes that a script plays at once, and taking modules away."""

from __future__ import annotations

from typing import Any

from engine.core import commands as c
from engine.core.edits.branches import module_named
from engine.core.errors import WrongType
from engine.core.units import Value, exact, parse_note
from engine.lua.api.arguments import name_of, number_of, options_of, text_of, whole_of
from engine.lua.api.modules import checked_value
from engine.lua.api.stage import LuaFunction, Stage
from engine.lua.wording import shown
from engine.modules.stand_in import type_of

SINCE = "0.1"
OPTIONS = ("note", "velocity", "length", "index", "params")


def trigger(stage: Stage, name: Any = None, options: Any = None) -> None:
    """Sound one note of a module."""
    called = name_of(name, "trigger", "the module")
    given = options_of(options, "trigger", OPTIONS)
    note, length = given.get("note"), given.get("length")
    if note is not None and not isinstance(note, (str, int, float)):
        raise WrongType(f'trigger: the note is a number or a name such as "c3", got {shown(note)}')
    stage.perform(
        c.Trigger(
            module=called,
            note=None if note is None else parse_note(note),
            velocity=float(number_of(given.get("velocity", 1.0), "trigger", "the velocity")),
            length=None if length is None else exact(number_of(length, "trigger", "the length")),
            values=_values(stage, called, given),
        )
    )


def _values(stage: Stage, module: str, given: dict[str, Any]) -> tuple[tuple[str, Value], ...]:
    """What the note says of the module's parameters; `word` names a sample of a bank."""
    said = options_of(given.get("params"), "trigger: params")
    if given.get("index") is not None:
        said["index"] = whole_of(given["index"], "trigger", "the index")
    values: dict[str, Value] = {}
    if "word" in said:
        values["word"] = text_of(said.pop("word"), "trigger", "the word")
    kind = type_of(module_named(stage.document, module))
    values |= {name: checked_value(stage, kind, module, name, value) for name, value in said.items()}
    return tuple(sorted(values.items()))


def remove(stage: Stage, name: Any = None) -> None:
    """Remove a module."""
    stage.perform(c.RemoveModule(name=name_of(name, "remove", "the module")))


NOTES = (
    LuaFunction(name="trigger", usage="trigger(module, { note, velocity, length, index, params })", since=SINCE,
                summary="Sound one note of a module.",
                example='synth("bass") trigger("bass", { note = "c2", length = 1/2 })', call=trigger),
    LuaFunction(name="remove", usage="remove(module)", summary="Remove a module and its connections.",
                since=SINCE, example='synth("bass") remove("bass")', call=remove),
    LuaFunction(name="module:trigger", usage="handle:trigger{ note, velocity, length, index, params }",
                summary="Sound one note.",
                since=SINCE, example='synth("bass"):trigger{ note = "c2" }', call=trigger),
    LuaFunction(name="module:remove", usage="handle:remove()", summary="Remove the module and its connections.",
                since=SINCE, example='synth("bass"):remove()', call=remove),
)  # fmt: skip
