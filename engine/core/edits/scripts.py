"""Edits of scripts: add, remove, rename, keep their text, say how they run, ask for a run or for silence."""

from __future__ import annotations

import math

from immutables import Map
from msgspec.structs import replace

from engine.core.document import SCRIPT_LEVELS, Declared, Document, RunRequest, Script, ScriptMode, Wish
from engine.core.edits.branches import check_name, free_name, script_named, with_script
from engine.core.edits.sweep import sweep
from engine.core.errors import NameTaken, OutOfRange, UnknownName, did_you_mean
from engine.core.units import NOW, Quantum

LONGEST_PAUSE_SECONDS = 86_400.0


def add_script(document: Document, name: str, text: str) -> Document:
    """Make a script; raises NameTaken or NotAllowed."""
    name = check_name(name or free_name("script", document.scripts))
    if name in document.scripts:
        raise NameTaken(f'there is a script called "{name}" already')
    made = Script(name, document.next_number, text)
    return replace(with_script(document, made), next_number=document.next_number + 1)


def remove_script(document: Document, name: str) -> Document:
    """Take a script and what it alone declared away; raises UnknownName."""
    script_named(document, name)
    declared = document.declared.get(name, Declared())
    swept = sweep(document, name, declared.before.update(declared.now), Map())
    without = swept.declared.delete(name) if name in swept.declared else swept.declared
    return replace(swept, scripts=swept.scripts.delete(name), declared=without)


def rename_script(document: Document, name: str, new_name: str) -> Document:
    """Give a script, and all that it owns, another name; raises UnknownName, NameTaken or NotAllowed."""
    script = script_named(document, name)
    if name == new_name:
        return document
    if check_name(new_name) in document.scripts:
        raise NameTaken(f'there is a script called "{new_name}" already')
    scripts = document.scripts.delete(name).set(new_name, replace(script, name=new_name))
    declared = document.declared
    if name in declared:
        declared = declared.delete(name).set(new_name, declared[name])
    return _with_owner_renamed(replace(document, scripts=scripts, declared=declared), name, new_name)


def set_text(document: Document, name: str, text: str) -> Document:
    """Keep `text`; raises UnknownName."""
    script = script_named(document, name)
    return document if script.text == text else with_script(document, replace(script, text=text))


def enable(document: Document, name: str, is_enabled: bool) -> Document:
    """Say whether a script is run when its session is opened; one in repeat mode is asked to run then.

    What repeats again is what ran last, until a run says otherwise. Raises UnknownName.
    """
    script = script_named(document, name)
    after = script if script.is_enabled is is_enabled else replace(script, is_enabled=is_enabled)
    if is_enabled and script.mode == "repeat" and script.request.wish != "run":
        text = script.text if script.request.wish == "none" else script.request.text
        after = replace(after, request=_run_of(script, text, NOW))
    return document if after is script else with_script(document, after)


def set_mode(
    document: Document, name: str, mode: ScriptMode, min_seconds: float | None, max_seconds: float | None
) -> Document:
    """Say how a script is run from its next run on, and how long it pauses between rounds.

    Raises:
        UnknownName: there is no such script.
        OutOfRange: a pause is no number of seconds, or the shortest is longer than the longest.
    """
    script = script_named(document, name)
    shortest = script.loop_min_seconds if min_seconds is None else min_seconds
    longest = script.loop_max_seconds if max_seconds is None else max_seconds
    for what, seconds in (("shortest", shortest), ("longest", longest)):
        if not (math.isfinite(seconds) and 0.0 <= seconds <= LONGEST_PAUSE_SECONDS):
            raise OutOfRange(f"the {what} pause is 0 to {LONGEST_PAUSE_SECONDS:g} seconds, got {seconds:g}")
    if shortest > longest:
        raise OutOfRange(f"the shortest pause is at most the longest: {shortest:g} s is above {longest:g} s")
    after = replace(script, mode=mode, loop_min_seconds=float(shortest), loop_max_seconds=float(longest))
    return document if after == script else with_script(document, after)


def set_level(document: Document, name: str, level: str) -> Document:
    """Say what a script may use and take from its next run on; raises UnknownName."""
    script = script_named(document, name)
    for known in SCRIPT_LEVELS:
        if known == level:
            return document if script.level == level else with_script(document, replace(script, level=known))
    levels = ", ".join(SCRIPT_LEVELS)
    raise UnknownName(f'there is no level "{level}"{did_you_mean(level, SCRIPT_LEVELS)}: it is one of {levels}')


def keep_state(document: Document, name: str, json: str) -> Document:
    """Keep the script's `state` table; raises UnknownName."""
    script = script_named(document, name)
    return document if script.kept == json else with_script(document, replace(script, kept=json))


def ask_run(document: Document, name: str, text: str, quantum: Quantum | None) -> Document:
    """Wish that `text` runs; raises UnknownName."""
    script = script_named(document, name)
    return with_script(document, replace(script, text=text, request=_run_of(script, text, quantum)))


def ask_again(document: Document, name: str, text: str, after: int) -> Document:
    """Wish that `text` runs once more; the same document when the newest wish is not the one it comes after."""
    script = document.scripts.get(name)
    if script is None or script.request.number != after:
        return document
    request = RunRequest(after + 1, text, wish="run", mode=script.request.mode)
    return with_script(document, replace(script, request=request))


def ask_opening_runs(now: Document, opened: Document) -> Document:
    """Return `opened` with a wish, newer than any there was, that its enabled scripts run and the others are still."""
    number = 1 + max((script.request.number for script in now.scripts.values()), default=0)
    texts = opened.scripts
    for name, script in opened.scripts.items():
        request = RunRequest(number, script.text, NOW, "run" if script.is_enabled else "none", script.mode)
        texts = texts.set(name, replace(script, request=request))
    return replace(opened, scripts=texts)


def _run_of(script: Script, text: str, quantum: Quantum | None) -> RunRequest:
    return RunRequest(script.request.number + 1, text, quantum, "run", script.mode)


def ask(document: Document, name: str, wish: Wish) -> Document:
    """Wish something of a script that is not a run; the same document when it never was to run."""
    script = script_named(document, name)
    if script.request.wish == "none":
        return document
    request = replace(script.request, number=script.request.number + 1, wish=wish)
    return with_script(document, replace(script, request=request))


def ask_all(document: Document, wish: Wish) -> Document:
    """Wish the same of every script."""
    for name in sorted(document.scripts):
        document = ask(document, name, wish)
    return document


def with_typed_since(earlier: Map[str, Script], now: Map[str, Script]) -> Map[str, Script]:
    """Return the `earlier` scripts with what they hold `now` that is not undone: text, `state` table, newest wish."""
    newest = {script.number: script for script in now.values()}  # a script may have another name by now
    after = earlier
    for name, script in earlier.items():
        typed = newest.get(script.number, script)
        kept = replace(script, text=typed.text, kept=typed.kept, request=typed.request)
        if kept != script:
            after = after.set(name, typed if kept == typed else kept)
    return after


def _with_owner_renamed(document: Document, name: str, new_name: str) -> Document:
    modules, connections, patterns = document.modules, document.connections, document.patterns
    for module in document.modules.values():
        if module.owner == name:
            modules = modules.set(module.name, replace(module, owner=new_name))
    for key, cable in document.connections.items():
        if cable.owner == name:
            connections = connections.set(key, replace(cable, owner=new_name))
    for pattern in document.patterns.values():
        if pattern.owner == name:
            patterns = patterns.set(pattern.name, replace(pattern, owner=new_name))
    return replace(document, modules=modules, connections=connections, patterns=patterns)
