"""The verb that brings files of sound in: into a sampler that is there, or into a new one."""

from __future__ import annotations

from pathlib import PurePath

from engine.core import commands as c
from engine.core.document import Module
from engine.core.edits.branches import free_name, module_named
from engine.core.errors import NotAllowed
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.modules.stand_in import type_of

SAMPLER = "sampler"


def _import(words: Arguments, scene: Scene) -> Reading:
    path = words.take("the file or folder")
    words.take_if("into")
    name = words.take_or("")
    words.end()
    if "://" in path:
        raise LineMistake(f'"{path}" is not on this machine: download it first')
    if not name:
        return _into_new(path, scene)
    module = module_named(scene.document, name)
    if not type_of(module).accepts_files:
        raise NotAllowed(f'"{name}" ({module.type}) takes no files; say the name of a sampler, or none')
    bank = _bank(module)
    if path in bank:
        return Reading(answer=f"{name} has {path} already")
    command = c.SetParameter(module=name, parameter="samples", value=(*bank, path), origin=scene.origin)
    return Reading((command,), f"{path} is in the bank of {name}")


def _bank(module: Module) -> tuple[str, ...]:
    bank = module.values.get("samples", ())
    return bank if isinstance(bank, tuple) else ()


def _into_new(path: str, scene: Scene) -> Reading:
    """A new sampler is called after the file."""
    modules = scene.document.modules
    stem = "".join(char if char.isalnum() or char in "_-" else "-" for char in PurePath(path).stem)[:48].strip("-")
    name = stem if stem and stem not in modules else free_name(stem or SAMPLER, modules)
    command = c.AddModule(type=SAMPLER, name=name, values=(("sample", path),), origin=scene.origin)
    return Reading((command,), f"added sampler {name} with {path}")


IMPORT_VERBS = (
    Verb(
        name="import",
        usage="import <file|folder> [into] [<sampler>]",
        summary="Put a file or a folder of sounds into the bank of a sampler, or into a new one.",
        example='import "sounds/my kick.wav"',
        arguments=("other", "bank"),
        read=_import,
    ),
)
