"""The document that everything starts from: a master, what watches it, and nothing that feeds it."""

from __future__ import annotations

from immutables import Map

from engine.core.document import Document, Module
from engine.modules.table import SYSTEM_MODULES, module_type


def empty_document() -> Document:
    """Return a session with the system modules only."""
    made = [
        Module(name, number, type_name, module_type(type_name).defaults())
        for number, (name, type_name) in enumerate(SYSTEM_MODULES.items(), start=1)
    ]
    return Document(modules=Map({module.name: module for module in made}), next_number=len(made) + 1)
