"""What stands at a path, read and said as lines do: `bass.cutoff`, `mix.volume[3]`, `seq.step[4].note`."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Document
from engine.core.edits.branches import module_named
from engine.core.lines.text_table import shown
from engine.core.lines.values import read_note, read_setting, read_value
from engine.core.paths import ParameterPlace, StepPlace, command_for, resolve, value_at
from engine.core.units import Value
from engine.modules.stand_in import type_of

NOTHING = ("-", "none")  # what leaves something of a step to the module that plays it


def path_command(document: Document, path: str, text: str, origin: str) -> c.Command:
    """Return what sets the place that `path` leads to, to what `text` means there; raises EngineError."""
    place = resolve(document, path)
    if isinstance(place, StepPlace):
        return command_for(document, path, _step_value(place, text), origin)
    module = module_named(document, place.module)
    who = f'{module.type} "{module.name}"'
    parameter, value = read_setting(type_of(module), who, place.parameter.name, text)
    return c.SetParameter(module=module.name, parameter=parameter, value=value, origin=origin)


def path_words(document: Document, path: str) -> str:
    """Return what is at the place that `path` leads to, in words; raises EngineError."""
    place, value = resolve(document, path), value_at(document, path)
    if value is None:
        return "nothing of its own"
    return shown(value, place.parameter.unit if isinstance(place, ParameterPlace) else "")


def _step_value(place: StepPlace, text: str) -> Value | None:
    if text.lower() in NOTHING:
        return None
    if place.parameter.name == "note":
        return read_note(text)
    return read_value(place.parameter, text)
