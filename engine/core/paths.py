"""Places in a document by path, and the commands that set them: `kick.volume`, `mix.volume[3]`, `seq.step[4].note`.

`mix.volume[3]` is the parameter volume3. `seq.step[4]` is the fourth step of the pattern that the sequencer has; the
name of a pattern may stand in its place. What a step has is velocity, note, length, chance, index, ratio, or a
parameter of what the sequencer plays. Pure. Thread: any.
"""

from __future__ import annotations

import msgspec

from engine.core import commands as c
from engine.core.document import Document, Step
from engine.core.edits.branches import module_named, pattern_named
from engine.core.errors import NotAllowed, OutOfRange, UnknownName, did_you_mean
from engine.core.path_parts import Part, PathMistake, parts_of
from engine.core.step_fields import STEP_FIELDS, step_value, with_step_value
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.stand_in import type_of, values_of
from engine.modules.table import module_types


class ParameterPlace(msgspec.Struct, frozen=True):
    """A parameter of a module."""

    module: str
    parameter: Parameter


class StepPlace(msgspec.Struct, frozen=True):
    """Something of a step."""

    pattern: str
    index: int  # from 0
    parameter: Parameter  # one of STEP_FIELDS, or of a module that plays the step


Place = ParameterPlace | StepPlace


def resolve(document: Document, path: str) -> Place:
    """Return the place that a path leads to.

    Raises:
        PathMistake: the path cannot be read; the sentence tells the column.
        UnknownName, OutOfRange, NotAllowed: it leads nowhere.
    """
    name, *rest = parts_of(path)
    if name.number is not None:
        raise PathMistake(f'expected "." at column {name.column + len(name.word)} of "{path}", got "["')
    if rest and rest[0].word == "step" and rest[0].number is not None:
        return _step_place(document, name.word, rest[0].number, rest[1:], path)
    if len(rest) != 1:
        expected = "a parameter, such as .volume" if not rest else "the end"
        column = len(path) + 1 if not rest else rest[1].column - 1
        raise PathMistake(f'expected {expected} at column {column} of "{path}"')
    module = module_named(document, name.word)
    return ParameterPlace(module.name, type_of(module).parameter(_parameter_name(rest[0])))


def value_at(document: Document, path: str) -> Value | None:
    """Return what is at a place; None is a note, length, index or parameter that a step leaves to its module."""
    place = resolve(document, path)
    if isinstance(place, ParameterPlace):
        return values_of(document.modules[place.module])[place.parameter.name]
    return step_value(_step(document, place), place.parameter.name)


def command_for(document: Document, path: str, value: Value | None, origin: str = "") -> c.Command:
    """Return what sets a place to a value; None leaves something of a step to its module.

    Raises:
        EngineError: the path leads nowhere, or the value does not fit.
    """
    place = resolve(document, path)
    if isinstance(place, StepPlace):
        step = with_step_value(_step(document, place), place.parameter, value)
        return c.SetStep(pattern=place.pattern, index=place.index, step=step, origin=origin)
    checked = place.parameter.check(value)
    return c.SetParameter(module=place.module, parameter=place.parameter.name, value=checked, origin=origin)


def cable_end(document: Document, text: str) -> tuple[str, str]:
    """Return the module and the parameter that a cable is to end in; the parameter of a plain name is empty."""
    if len(parts_of(text)) == 1:
        return module_named(document, text).name, ""
    place = resolve(document, text)
    if isinstance(place, StepPlace):
        raise NotAllowed(f'a cable ends in a module or a parameter of one, not in a step: "{text}"')
    return place.module, place.parameter.name


def _parameter_name(part: Part) -> str:
    return part.word if part.number is None else f"{part.word}{part.number}"


def _step_place(document: Document, name: str, number: int, rest: list[Part], path: str) -> StepPlace:
    pattern = pattern_named(document, _pattern_of(document, name))
    if not 1 <= number <= pattern.count:
        raise OutOfRange(f'pattern "{pattern.name}" has steps 1 to {pattern.count}, got {number}')
    if len(rest) != 1:
        column = len(path) + 1 if not rest else rest[1].column - 1
        expected = "something of the step, such as .note," if not rest else "the end"
        raise PathMistake(f'expected {expected} at column {column} of "{path}"')
    return StepPlace(pattern.name, number - 1, _of_step(document, name, _parameter_name(rest[0])))


def _pattern_of(document: Document, name: str) -> str:
    module = document.modules.get(name)
    if module is None or module.type != "sequencer":
        if name in document.patterns:
            return name
        kind = module_named(document, name).type
        raise NotAllowed(f'"{name}" is a {kind}: a sequencer or a pattern has steps')
    pattern = module.values["pattern"]
    if not pattern:
        raise NotAllowed(f'"{name}" has no pattern')
    return str(pattern)


def _of_step(document: Document, name: str, wanted: str) -> Parameter:
    """Return what is called `wanted` among what a step has, and what the modules that play it have."""
    if wanted in STEP_FIELDS:
        return STEP_FIELDS[wanted]
    known = {each.name: each for kind in _players(document, name) for each in kind.parameters}
    if wanted not in known:
        raise UnknownName(
            f'nothing that "{name}" plays has a parameter "{wanted}"{did_you_mean(wanted, [*STEP_FIELDS, *known])}'
        )
    return known[wanted]


def _players(document: Document, name: str) -> list[ModuleType]:
    """Return the types of the modules that play the steps; every type where nothing does yet."""
    sequencers = {name} | {
        each.name for each in document.modules.values()
        if each.type == "sequencer" and each.values.get("pattern") == name and name not in document.modules
    }  # fmt: skip
    cables = [cable for cable in document.connections.values() if cable.kind == "event"]
    played = [type_of(document.modules[cable.target]) for cable in cables if cable.source in sequencers]
    return played or list(module_types().values())


def _step(document: Document, place: StepPlace) -> Step:
    return document.patterns[place.pattern].steps[place.index]
