"""Writes a document as the text of a session file: readable JSON, in order of creation, with the scripts inside.

    {"moonloop": 2, "tempo": 124.0, "beatsPerBar": 4, "autoRoute": "both", "nextNumber": 9,
     "modules": [...], "connections": [...], "patterns": [...], "chains": [...], "scripts": [...]}

What is at its default is left out. A value has a line of its own, and so have a connection, four beats of steps, a step
with a note, an entry of a chain and a line of a script: what a player changed is what a diff shows.
`engine.session.reading` is the way back.
"""

from __future__ import annotations

from engine.core.document import Document, in_order
from engine.session.cabling import write_connection
from engine.session.chains import write_chain
from engine.session.layout import lay_out
from engine.session.modules import write_module
from engine.session.patterns import write_pattern
from engine.session.records import FORMAT
from engine.session.scripts import write_script


def to_text(document: Document) -> str:
    """Return the whole session file. The same document gives the same text. Thread: any."""
    scripts = in_order(document.scripts)
    return lay_out(
        {
            "moonloop": FORMAT,
            "tempo": float(document.transport.bpm),
            "beatsPerBar": document.transport.beats_per_bar,
            "autoRoute": document.auto_route,
            "nextNumber": document.next_number,
            "modules": [write_module(module) for module in in_order(document.modules)],
            "connections": [write_connection(cable) for cable in in_order(document.connections)],
            "patterns": [write_pattern(pattern) for pattern in in_order(document.patterns)],
            "chains": [write_chain(chain) for chain in in_order(document.chains)],
            "scripts": [write_script(script, document.declared.get(script.name)) for script in scripts],
        }
    )
