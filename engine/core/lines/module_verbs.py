"""Verbs of modules as wholes: add, remove, rename, preset."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.edits.branches import free_name, module_named
from engine.core.errors import UnknownName, did_you_mean
from engine.core.lines.text_table import aligned, counted
from engine.core.lines.values import read_settings
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.units import Value
from engine.modules.module_type import ModuleType
from engine.modules.stand_in import type_of
from engine.modules.table import module_type, module_types

TYPE_ALIASES = {"pool": "sampler", "tracker": "sequencer"}


def _add(words: Arguments, scene: Scene) -> Reading:
    typed = words.take("the type of module")
    known = {name.lower(): name for name in module_types()}
    kind = module_type(TYPE_ALIASES.get(typed.lower()) or known.get(typed.lower(), typed))
    rest = words.take_rest()
    name = rest.pop(0) if rest and "=" not in rest[0] else free_name(kind.name, scene.document.modules)
    command = c.AddModule(type=kind.name, name=name, values=_values(kind, name, rest), origin=scene.origin)
    after = apply(scene.document, command)
    heard = [cable.target for cable in after.connections.values() if cable.source == name]
    return Reading((command,), f"added {kind.name} {name}" + (f", connected to {heard[0]}" if heard else ""))


def _values(kind: ModuleType, name: str, settings: list[str]) -> tuple[tuple[str, Value], ...]:
    """The values of a preset, where one is named, and the settings over them."""
    values: dict[str, Value] = {}
    for word in settings:
        key, _, preset = word.partition("=")
        if key.lower() == "preset":
            values |= sorted(kind.preset(preset).values.items())
    plain = [word for word in settings if word.partition("=")[0].lower() != "preset"]
    values |= read_settings(kind, f'{kind.name} "{name}"', plain)
    return tuple(values.items())


def _remove(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    words.end()
    document = scene.document
    if name not in document.modules:
        branches = {"pattern": document.patterns, "chain": document.chains, "script": document.scripts}
        for thing, branch in branches.items():
            if name in branch:
                raise UnknownName(
                    f'there is no module "{name}"; to remove what is called so, say "{thing} delete {name}"'
                )
    module_named(document, name)
    cables = sum(name in (cable.source, cable.target) for cable in document.connections.values())
    said = f"removed {name}" + (f" and {counted(cables, 'connection')}" if cables else "")
    return Reading((c.RemoveModule(name=name, origin=scene.origin),), said)


def _rename(words: Arguments, scene: Scene) -> Reading:
    name, new_name = words.take("the name"), words.take("the new name")
    words.end()
    command = _renaming(scene, name, new_name)
    return Reading((command,), f"{name} is called {new_name}")


def _renaming(scene: Scene, name: str, new_name: str) -> c.Command:
    """What is called `name`: a module, else a pattern, a chain, or a script."""
    document = scene.document
    if name in document.modules:
        return c.RenameModule(name=name, new_name=new_name, origin=scene.origin)
    if name in document.patterns:
        return c.RenamePattern(name=name, new_name=new_name, origin=scene.origin)
    if name in document.chains:
        return c.RenameChain(name=name, new_name=new_name, origin=scene.origin)
    if name in document.scripts:
        return c.RenameScript(name=name, new_name=new_name, origin=scene.origin)
    known = [*document.modules, *document.patterns, *document.chains, *document.scripts]
    raise UnknownName(f'there is no module, pattern, chain or script "{name}"{did_you_mean(name, known)}')


def _preset(words: Arguments, scene: Scene) -> Reading:
    module = module_named(scene.document, words.take("the name of the module"))
    kind = type_of(module)
    if not len(words):
        rows = [(each.name, each.summary) for each in kind.presets]
        return Reading(answer=aligned(rows, indent="") or f"a {kind.name} has no presets")
    preset = kind.preset(words.take("the preset"))
    words.end()
    command = c.ApplyPreset(module=module.name, preset=preset.name, origin=scene.origin)
    return Reading((command,), f"{module.name} sounds as {preset.name}")


MODULE_VERBS = (
    Verb(
        name="add",
        usage="add <type> [<name>] [preset=<preset>] [<parameter>=<value> ...]",
        summary="Make a module; its sound goes to the master by itself.",
        example="add sampler kick sample=kick volume=0.9",
        arguments=("type", "other", "setting"),
        read=_add,
    ),
    Verb(
        name="remove",
        aliases=("rm", "delete", "del"),
        usage="remove <module>",
        summary="Remove a module and its connections.",
        example="remove kick",
        arguments=("module",),
        read=_remove,
    ),
    Verb(
        name="rename",
        aliases=("ren",),
        usage="rename <name> <new name>",
        summary="Give a module, pattern, chain or script another name; what names it follows.",
        example="rename kick boom",
        arguments=("thing", "other"),
        read=_rename,
    ),
    Verb(
        name="preset",
        usage="preset <module> [<preset>]",
        summary="List a module's presets, or have it sound as one.",
        example="preset bass",
        arguments=("module", "preset"),
        read=_preset,
    ),
)
