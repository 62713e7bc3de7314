"""The law of circles: whatever is connected, nothing depends on itself without a delay."""

from __future__ import annotations

from graphlib import TopologicalSorter

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import EngineError
from engine.core.starting import empty_document
from tests.engine.core.documents import after

MODULES = {"desk": "mixer", "bus": "mixer", "ears": "follower", "one": "lfo", "two": "lfo", "knob": "macro"}
PARAMETERS = ("", "volume", "rate", "phase", "value", "gain")
START = after(empty_document(), *(c.AddModule(type=kind, name=name) for name, kind in MODULES.items()))

names = st.sampled_from(sorted(MODULES))
cables = st.builds(
    lambda source, target, parameter, is_delayed: c.Connect(
        source=source, target=target, parameter=parameter, is_delayed=is_delayed
    ),
    names, names, st.sampled_from(PARAMETERS), st.sampled_from((False, False, False, True)),
)  # fmt: skip
takings = st.builds(lambda source, target: c.Disconnect(source=source, target=target), names, names)


def applied(document: Document, command: c.Command) -> Document:
    try:
        return apply(document, command)
    except EngineError:
        return document


@settings(max_examples=60, deadline=None)
@given(st.lists(cables | takings, max_size=40))
def test_no_circle_without_a_delayed_cable_can_be_connected(commands):
    document = START
    for command in commands:
        document = applied(document, command)

    needs: dict[str, set[str]] = {}
    for cable in document.connections.values():
        if not cable.is_delayed:
            needs.setdefault(cable.target, set()).add(cable.source)
    list(TopologicalSorter(needs).static_order())  # raises when there is a circle
