"""Small pure steps that every edit is made of: look a name up, check a name, swap one branch of the document."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from engine.core.document import Document, Module, Pattern, Script
from engine.core.errors import NotAllowed, UnknownName, did_you_mean

LONGEST_NAME = 64


def module_named(document: Document, name: str) -> Module:
    """Return a module; raises UnknownName with the nearest one."""
    found = document.modules.get(name)
    if found is None:
        raise UnknownName(f'there is no module "{name}"{did_you_mean(name, document.modules)}')
    return found


def pattern_named(document: Document, name: str) -> Pattern:
    """Return a pattern; raises UnknownName with the nearest one."""
    found = document.patterns.get(name)
    if found is None:
        raise UnknownName(f'there is no pattern "{name}"{did_you_mean(name, document.patterns)}')
    return found


def script_named(document: Document, name: str) -> Script:
    """Return a script; raises UnknownName with the nearest one."""
    found = document.scripts.get(name)
    if found is None:
        raise UnknownName(f'there is no script "{name}"{did_you_mean(name, document.scripts)}')
    return found


def check_name(name: str) -> str:
    """Return `name`; raises NotAllowed unless it is 1 to 64 letters, digits, _ or -."""
    if not 1 <= len(name) <= LONGEST_NAME or not all(char.isalnum() or char in "_-" for char in name):
        raise NotAllowed(f'a name is 1 to {LONGEST_NAME} letters, digits, _ or -, got "{name[:80]}"')
    return name


def free_name(stem: str, taken: Container[str], first: int = 1) -> str:
    """Return `stem` and the lowest number from `first` that is not taken."""
    number = first
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def with_module(document: Document, module: Module) -> Document:
    """Return the document with `module` under its name."""
    return replace(document, modules=document.modules.set(module.name, module))


def with_pattern(document: Document, pattern: Pattern) -> Document:
    """Return the document with `pattern` under its name."""
    return replace(document, patterns=document.patterns.set(pattern.name, pattern))


def with_script(document: Document, script: Script) -> Document:
    """Return the document with `script` under its name."""
    return replace(document, scripts=document.scripts.set(script.name, script))
