"""Edits of scripts: add, remove, rename, keep their text, ask for a run or for silence."""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core.document import Declared, Document, RunRequest, Script
from engine.core.edits.branches import check_name, free_name, script_named, with_script
from engine.core.edits.runs import sweep
from engine.core.errors import NameTaken
from engine.core.units import Quantum


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
    swept = sweep(document, name, declared.now, Map())
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
    """Say whether a script is run when its session is opened; raises UnknownName."""
    script = script_named(document, name)
    return (
        document if script.is_enabled is is_enabled else with_script(document, replace(script, is_enabled=is_enabled))
    )


def keep_state(document: Document, name: str, json: str) -> Document:
    """Keep the script's `state` table; raises UnknownName."""
    script = script_named(document, name)
    return document if script.kept == json else with_script(document, replace(script, kept=json))


def ask_run(document: Document, name: str, text: str, quantum: Quantum | None) -> Document:
    """Wish that `text` runs; raises UnknownName."""
    script = script_named(document, name)
    request = RunRequest(script.request.number + 1, text, quantum, is_wanted=True)
    return with_script(document, replace(script, text=text, request=request))


def ask_stop(document: Document, name: str) -> Document:
    """Wish that the script is still; the same document when it is no more wanted."""
    script = script_named(document, name)
    if not script.request.is_wanted:
        return document
    request = replace(script.request, number=script.request.number + 1, is_wanted=False)
    return with_script(document, replace(script, request=request))


def hush(document: Document) -> Document:
    """Wish that every script is still."""
    for name in sorted(document.scripts):
        document = ask_stop(document, name)
    return document


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
