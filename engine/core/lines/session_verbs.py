"""Verbs that list, tell, undo, save and open."""

from __future__ import annotations

from collections.abc import Callable

from engine.core import commands as c
from engine.core.errors import UnknownName, did_you_mean
from engine.core.lines.listing import (
    list_connections,
    list_modules,
    list_samples,
    list_scripts,
    list_types,
    module_details,
    script_details,
    type_details,
)
from engine.core.lines.pattern_listing import chain_details, list_chains, list_patterns, pattern_details
from engine.core.lines.values import read_choice
from engine.core.lines.verb import AppRequest, Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.modules.table import module_types

LISTS: dict[str, Callable[[Scene], str]] = {
    "modules": list_modules,
    "connections": list_connections,
    "patterns": list_patterns,
    "chains": list_chains,
    "scripts": list_scripts,
    "samples": list_samples,
    "types": list_types,
}
UNASKED = ("samples", "types")  # long lists, told to who asks for them


def _list(words: Arguments, scene: Scene) -> Reading:
    if not len(words):
        return Reading(answer="\n".join(tell(scene) for what, tell in LISTS.items() if what not in UNASKED))
    what = read_choice(words.take("what to list"), tuple(LISTS), "what to list")
    words.end()
    return Reading(answer=LISTS[what](scene))


def _info(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of a module, pattern, chain or script")
    words.end()
    document = scene.document
    if name in document.modules:
        return Reading(answer=module_details(document.modules[name], document))
    if name in document.patterns:
        return Reading(answer=pattern_details(document.patterns[name], document))
    if name in document.chains:
        return Reading(answer=chain_details(document.chains[name]))
    if name in document.scripts:
        return Reading(answer=script_details(document.scripts[name], scene))
    if name in module_types():
        return Reading(answer=type_details(module_types()[name]))
    known = [*document.modules, *document.patterns, *document.chains, *document.scripts]
    raise UnknownName(f'there is no module, pattern, chain or script "{name}"{did_you_mean(name, known)}')


def _undo(words: Arguments, scene: Scene) -> Reading:
    words.end()
    if not scene.snapshot.outlook.undo:
        raise LineMistake("there is nothing to undo")
    return Reading((c.Undo(origin=scene.origin),), f"undone: {scene.snapshot.outlook.undo}")


def _redo(words: Arguments, scene: Scene) -> Reading:
    words.end()
    if not scene.snapshot.outlook.redo:
        raise LineMistake("there is nothing to redo")
    return Reading((c.Redo(origin=scene.origin),), f"done again: {scene.snapshot.outlook.redo}")


def _save(words: Arguments, scene: Scene) -> Reading:
    path, is_forced = _path_and_force(words)
    if not path and not scene.snapshot.session.path:
        raise LineMistake("this session has no file yet; say which")
    return Reading(request=AppRequest("save", path, is_forced))


def _load(words: Arguments, _: Scene) -> Reading:
    path, is_forced = _path_and_force(words)
    if not path:
        raise LineMistake("the file is missing")
    return Reading(request=AppRequest("open", path, is_forced))


def _new(words: Arguments, _: Scene) -> Reading:
    is_forced = len(words) > 0 and read_choice(words.take("force"), ("force",), "the word") == "force"
    words.end()
    return Reading(request=AppRequest("new", is_forced=is_forced))


def _clear(words: Arguments, _: Scene) -> Reading:
    words.end()
    return Reading(request=AppRequest("clear"))


def _path_and_force(words: Arguments) -> tuple[str, bool]:
    """A path with spaces is quoted; the word `force` behind it, or alone, forces."""
    path = words.take_or("")
    if path == "force" and not len(words):
        return "", True
    is_forced = len(words) > 0 and read_choice(words.take("force"), ("force",), "the word after the file") == "force"
    words.end()
    return path, is_forced


SESSION_VERBS = (
    Verb(
        name="list",
        aliases=("ls",),
        usage="list [modules|connections|patterns|chains|scripts|samples|types]",
        summary="List what there is.",
        example="list modules",
        arguments=("what",),
        read=_list,
    ),
    Verb(
        name="info",
        usage="info <name>",
        summary="Tell all about a module, pattern, chain, script or type of module.",
        example="info kick",
        arguments=("thing",),
        read=_info,
    ),
    Verb(name="undo", usage="undo", summary="Take the newest change back.", example="undo", is_alone=True, read=_undo),
    Verb(
        name="redo",
        usage="redo",
        summary="Make the change that was taken back again.",
        example="redo",
        is_alone=True,
        read=_redo,
    ),
    Verb(
        name="save",
        usage="save [<file>] [force]",
        summary="Save the session, under another name if one is given.",
        example="save song.moonloop",
        arguments=("other", "force"),
        is_alone=True,
        read=_save,
    ),
    Verb(
        name="load",
        aliases=("open",),
        usage="load <file> [force]",
        summary="Open a session.",
        example="load song.moonloop",
        arguments=("other", "force"),
        is_alone=True,
        read=_load,
    ),
    Verb(
        name="new",
        usage="new [force]",
        summary="Begin an empty session.",
        example="new",
        arguments=("force",),
        is_alone=True,
        read=_new,
    ),
    Verb(
        name="clear",
        aliases=("cls",),
        usage="clear",
        summary="Clear the output.",
        example="clear",
        is_alone=True,
        read=_clear,
    ),
)
