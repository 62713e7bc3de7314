"""Verbs of scripts: list, add, delete, enable, say how they run, run, stop, hush."""

from __future__ import annotations

from typing import get_args

from engine.core import commands as c
from engine.core.document import ScriptMode
from engine.core.edits.branches import script_named
from engine.core.lines.listing import list_scripts
from engine.core.lines.values import read_choice, read_number
from engine.core.lines.verb import AppRequest, Arguments, Reading, Scene, Verb
from engine.core.units import parse_quantum


def _list(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading(answer=list_scripts(scene))


def _add(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the script")
    words.end()
    return Reading((c.AddScript(name=name, origin=scene.origin),), f"added script {name}")


def _delete(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the script")
    words.end()
    return Reading((c.RemoveScript(name=name, origin=scene.origin),), f"deleted script {name}, and what it declared")


def _enable(words: Arguments, scene: Scene) -> Reading:
    return _enabled(words, scene, is_enabled=True)


def _disable(words: Arguments, scene: Scene) -> Reading:
    return _enabled(words, scene, is_enabled=False)


def _enabled(words: Arguments, scene: Scene, *, is_enabled: bool) -> Reading:
    script = script_named(scene.document, words.take("the name of the script"))
    words.end()
    runs = "runs" if is_enabled else "does not run"
    when = "when its session is opened" if script.mode == "live" else "over and over" if is_enabled else "any more"
    command = c.EnableScript(name=script.name, is_enabled=is_enabled, origin=scene.origin)
    return Reading((command,), f"{script.name} {runs} {when}")


def _mode(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the script")
    named: dict[str, ScriptMode] = {mode: mode for mode in get_args(ScriptMode)}
    mode = named[read_choice(words.take("live or repeat"), tuple(named), "the mode")]
    least = read_number(words.take("the pause"), "the shortest pause") if len(words) else None
    most = read_number(words.take("the pause"), "the longest pause") if len(words) else least
    words.end()
    command = c.SetScriptMode(name=name, mode=mode, loop_min_seconds=least, loop_max_seconds=most, origin=scene.origin)
    return Reading((command,), f"{name} is in {mode} mode from its next run on")


def _once(words: Arguments, scene: Scene) -> Reading:
    script = script_named(scene.document, words.take("the name of the script"))
    words.end()
    return Reading(request=AppRequest("once", script.text, name=script.name))


def _level(words: Arguments, scene: Scene) -> Reading:
    script = script_named(scene.document, words.take("the name of the script"))
    if not len(words):
        return Reading(answer=f"{script.name} is {script.level}")
    level = words.take("the level").lower()
    words.end()
    command = c.SetScriptLevel(name=script.name, level=level, origin=scene.origin)
    return Reading((command,), f"{script.name} is {level} from its next run on")


def _run(words: Arguments, scene: Scene) -> Reading:
    script = script_named(scene.document, words.take("the name of the script"))
    quantum = parse_quantum(words.take("the quantum").lower()) if len(words) else None
    words.end()
    command = c.RunScript(name=script.name, text=script.text, quantum=quantum, origin=scene.origin)
    return Reading((command,), f"{script.name} is asked to run")


def _stop_script(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the script")
    words.end()
    return Reading((c.StopScript(name=name, origin=scene.origin),), f"{name} is asked to stop")


def _hush(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading((c.Hush(origin=scene.origin),), "every script is asked to stop")


SCRIPT_VERBS = (
    Verb(
        name="script ls",
        aliases=("script list",),
        usage="script ls",
        summary="List the scripts and how they are.",
        example="script ls",
        read=_list,
    ),
    Verb(
        name="script add",
        aliases=("script create", "script new"),
        usage="script add <name>",
        summary="Make an empty script.",
        example="script add bass",
        arguments=("other",),
        read=_add,
    ),
    Verb(
        name="script delete",
        aliases=("script remove", "script rm", "script del"),
        usage="script delete <script>",
        summary="Remove a script and what it declared.",
        example="script delete bass",
        arguments=("script",),
        read=_delete,
    ),
    Verb(
        name="script enable",
        usage="script enable <script>",
        summary="Have a script run when its session is opened, and, in repeat mode, at once.",
        example="script enable bass",
        arguments=("script",),
        read=_enable,
    ),
    Verb(
        name="script disable",
        usage="script disable <script>",
        summary="Have a script not run when its session is opened, and, in repeat mode, no more.",
        example="script disable bass",
        arguments=("script",),
        read=_disable,
    ),
    Verb(
        name="script level",
        usage="script level <script> [minimal|standard|strict|trusted]",
        summary="Say what of Lua a script may use, and how much it may take, from its next run on.",
        example="script level bass strict",
        arguments=("script", "level"),
        read=_level,
    ),
    Verb(
        name="script mode",
        usage="script mode <script> live|repeat [<least> [<most>]]",
        summary="Have a script run once, or over and over with a pause of so many seconds between.",
        example="script mode bass repeat 0.1 0.2",
        arguments=("script", "script mode", "other"),
        read=_mode,
    ),
    Verb(
        name="script once",
        usage="script once <script>",
        summary="Run a script's text once, from top to bottom, apart from the script; it may wait.",
        example="script once bass",
        arguments=("script",),
        is_alone=True,
        read=_once,
    ),
    Verb(
        name="run",
        usage="run <script> [now|beat|bar|bars(n)]",
        summary="Run a script; what it changes lands at the quantum.",
        example="run bass",
        arguments=("script", "quantum"),
        read=_run,
    ),
    Verb(
        name="stop-script",
        usage="stop-script <script>",
        summary="End a script's run and loops.",
        example="stop-script bass",
        arguments=("script",),
        read=_stop_script,
    ),
    Verb(
        name="hush",
        usage="hush",
        summary="End every script's run and loops; the transport goes on.",
        example="hush",
        read=_hush,
    ),
)
