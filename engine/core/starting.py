"""The document that everything starts from: a master, and nothing that feeds it."""

from __future__ import annotations

from immutables import Map

from engine.core.document import MASTER, Document, Module
from engine.modules.mixing import AUDIO_OUT


def empty_document() -> Document:
    """Return a session with the system modules only."""
    master = Module(MASTER, 1, AUDIO_OUT.name, AUDIO_OUT.defaults())
    return Document(modules=Map({MASTER: master}), next_number=2)
