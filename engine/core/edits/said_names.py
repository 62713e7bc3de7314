"""Has what names a pattern or chain follow when that is renamed or goes: sequencers, and what scripts declared."""

from __future__ import annotations

from typing import Literal

from immutables import Map
from msgspec.structs import replace

from engine.core.document import Declared, Document
from engine.core.units import Value

Named = Literal["pattern", "chain"]

_ABOUT = {"pattern": ("pattern", "steps", "step", "rate", "columns"), "chain": ("chain",)}
"""The words that begin the keys of a run's record in which the second word is the name."""


def in_sequencers(document: Document, parameter: Named, name: str, new_name: str) -> Document:
    """Return the document with `new_name` in every sequencer that plays the pattern, or chain, `name`."""
    modules = document.modules
    for module in document.modules.values():
        if module.type == "sequencer" and module.values.get(parameter) == name:
            modules = modules.set(module.name, replace(module, values=module.values.set(parameter, new_name)))
    return document if modules is document.modules else replace(document, modules=modules)


def in_declarations(document: Document, what: Named, name: str, new_name: str) -> Document:
    """Return the document with `new_name` in all that scripts have said about the pattern, or chain, `name`."""
    declared = document.declared
    for script, record in document.declared.items():
        after = Declared(
            _renamed(record.before, document, what, name, new_name),
            _renamed(record.now, document, what, name, new_name),
            record.run,
        )
        if after != record:
            declared = declared.set(script, after)
    return document if declared is document.declared else replace(document, declared=declared)


def _renamed(said: Map[str, Value], document: Document, what: Named, name: str, new_name: str) -> Map[str, Value]:
    after = said
    for key, value in said.items():
        words = key.split(" ")
        if words[0] in _ABOUT[what] and words[1] == name:
            after = after.delete(key).set(" ".join([words[0], new_name, *words[2:]]), value)
        elif value == name and words[0] == "value" and words[2] == what and _is_sequencer(document, words[1]):
            after = after.set(key, new_name)
    return after


def _is_sequencer(document: Document, name: str) -> bool:
    module = document.modules.get(name)
    return module is not None and module.type == "sequencer"
