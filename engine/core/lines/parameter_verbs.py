"""Verbs of values: get, set, trigger."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Module
from engine.core.edits.branches import module_named
from engine.core.lines.path_values import path_command, path_words
from engine.core.lines.pattern_listing import note_words
from engine.core.lines.text_table import aligned, shown
from engine.core.lines.values import (
    read_beat,
    read_note,
    read_number,
    read_setting,
    read_settings,
)
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.core.path_parts import is_path
from engine.core.units import Value
from engine.modules.stand_in import type_of, values_of


def _get(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    if is_path(name):
        words.end()
        return Reading(answer=path_words(scene.document, name))
    module = module_named(scene.document, name)
    kind, values = type_of(module), values_of(module)
    if not len(words):
        rows = [(each.name, shown(values[each.name], each.unit)) for each in kind.parameters]
        return Reading(answer=aligned(rows, indent=""))
    typed = words.take("the parameter")
    words.end()
    if is_path(typed):
        return Reading(answer=path_words(scene.document, f"{name}.{typed}"))
    names = {each.name.lower(): each.name for each in kind.parameters}
    parameter = kind.parameter(names.get(typed.lower(), typed))
    return Reading(answer=shown(values[parameter.name], parameter.unit))


def _set(words: Arguments, scene: Scene) -> Reading:
    first = words.take("the name of the module")
    rest = words.take_rest()
    if is_path(first.partition("=")[0]):
        return _set_paths([first, *rest], scene)
    module = module_named(scene.document, first)
    if not rest:
        raise LineMistake("the parameter is missing")
    if is_path(rest[0].partition("=")[0]):
        return _set_paths([f"{first}.{rest[0]}", *rest[1:]], scene)
    kind, who = type_of(module), f'{module.type} "{module.name}"'
    if "=" in rest[0]:
        settings = read_settings(kind, who, rest)
    else:
        settings = (read_setting(kind, who, rest[0], _the_value(rest[1:])),)
    commands = tuple(
        c.SetParameter(module=module.name, parameter=name, value=value, origin=scene.origin) for name, value in settings
    )
    return Reading(commands, "\n".join(_said(module, name, value) for name, value in settings))


def _set_paths(words: list[str], scene: Scene) -> Reading:
    """`kick.volume 0.5`, or `kick.volume=0.5 bass.cutoff=900`."""
    if "=" in words[0]:
        pairs = [word.partition("=")[::2] for word in words]
    else:
        pairs = [(words[0], _the_value(words[1:]))]
    document, commands = scene.document, []
    for path, text in pairs:
        commands.append(path_command(document, path, text, scene.origin))
        document = apply(document, commands[-1])
    return Reading(tuple(commands), "\n".join(f"{path} is {path_words(document, path)}" for path, _ in pairs))


def _the_value(words: list[str]) -> str:
    if len(words) != 1:
        raise LineMistake("the value is missing" if not words else f'"{words[1]}" is one word too many')
    return words[0]


def _said(module: Module, name: str, value: Value) -> str:
    return f"{module.name} {name} is {shown(value, type_of(module).parameter(name).unit)}"


def _trigger(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    rest = words.take_rest()
    module = module_named(scene.document, name)
    values = tuple(_note_setting(module, word) for word in rest if "=" in word)
    plain = Arguments([word for word in rest if "=" not in word])
    note = read_note(plain.take_or("-"))
    velocity = read_number(plain.take_or("1"), "the velocity")
    length = read_beat(plain.take("the length")) if len(plain) else None
    plain.end()
    command = c.Trigger(module=name, note=note, velocity=velocity, length=length, values=values, origin=scene.origin)
    return Reading((command,), f"played {name}" + (f" at {note_words(note)}" if note is not None else ""))


def _note_setting(module: Module, word: str) -> tuple[str, Value]:
    """A parameter for this note alone; `word` names a sample of a bank."""
    name, _, text = word.partition("=")
    if name.lower() == "word":
        return "word", text
    return read_setting(type_of(module), f'{module.type} "{module.name}"', name, text)


PARAMETER_VERBS = (
    Verb(
        name="get",
        aliases=("param",),
        usage="get <module> [<parameter>] | get <path>",
        summary="Tell a module's values.",
        example="get kick volume",
        arguments=("place", "parameter"),
        read=_get,
    ),
    Verb(
        name="set",
        usage="set <module> <parameter> <value> | set <module> <parameter>=<value> ... | set <path> <value>",
        summary="Set values of a module, or what a path such as seq.step[4].note leads to.",
        example="set bass cutoff=900 resonance=0.3",
        arguments=("place", "setting", "value"),
        read=_set,
    ),
    Verb(
        name="trigger",
        usage="trigger <module> [<note>] [<velocity>] [<length>] [<parameter>=<value> ...]",
        summary="Play one note; the length is in beats.",
        example="trigger bass c2 0.8",
        arguments=("module", "other"),
        read=_trigger,
    ),
)
