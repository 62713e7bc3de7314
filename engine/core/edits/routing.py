"""What the house connects to the master by itself, so that a new sound is heard."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import MASTER, AutoRoute, Connection, Document
from engine.modules.stand_in import type_of


def set_auto_route(document: Document, mode: AutoRoute) -> Document:
    """Have the house route so from now on; what is connected stays."""
    return document if document.auto_route == mode else replace(document, auto_route=mode)


def auto_route(document: Document, name: str) -> Document:
    """Connect a module's sound to the master, where it goes nowhere yet and the mode asks for it."""
    makes_sound = "audio" in type_of(document.modules[name]).outputs
    if not makes_sound or MASTER not in document.modules or not _is_asked_for(document, name):
        return document
    made = Connection(name, MASTER, "audio", document.next_number, is_auto=True)
    connections = document.connections.set(made.key, made)
    return replace(document, connections=connections, next_number=document.next_number + 1)


def end_chain(document: Document, name: str) -> Document:
    """Connect to the master what has just become the end of a chain, where the mode is about those.

    In the mode "both" it was connected when it was made: if it is no more, somebody wanted that.
    """
    return auto_route(document, name) if document.auto_route == "chainEnds" else document


def without_auto(document: Document, source: str, target: str) -> Document:
    """Take away what the house laid from `source`, when its sound goes on through `target` now."""
    if not passes_sound_on(document, target):
        return document
    connections = document.connections
    for key, cable in document.connections.items():
        if cable.source == source and cable.is_auto:
            connections = connections.delete(key)
    return document if connections is document.connections else replace(document, connections=connections)


def passes_sound_on(document: Document, name: str) -> bool:
    """Whether what reaches a module is heard: a follower or an oscilloscope only looks on."""
    return name == MASTER or "audio" in type_of(document.modules[name]).outputs


def _is_asked_for(document: Document, name: str) -> bool:
    sound = [cable for cable in document.connections.values() if cable.kind == "audio"]
    if any(cable.source == name and passes_sound_on(document, cable.target) for cable in sound):
        return False
    has_input = any(cable.target == name for cable in sound)
    match document.auto_route:
        case "disabled":
            return False
        case "orphanedOnly":
            return not has_input
        case "chainEnds":
            return has_input
        case "both":
            return True
