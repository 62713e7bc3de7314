"""What the house connects to the master by itself, in each of its modes."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import MASTER
from tests.engine.core.documents import after

KICK_TO_DESK = (
    c.AddModule(type="sampler", name="kick"),
    c.AddModule(type="mixer", name="desk"),
    c.Connect(source="kick", target="desk"),
)


def routed(document):
    """Return who the house has connected to the master."""
    return {cable.source for cable in document.connections.values() if cable.is_auto and cable.target == MASTER}


@pytest.mark.parametrize(
    ("mode", "after_adding", "after_connecting"),
    [
        ("both", {"kick", "desk"}, {"desk"}),
        ("orphanedOnly", {"kick", "desk"}, {"desk"}),
        ("chainEnds", set(), {"desk"}),
        ("disabled", set(), set()),
    ],
)
def test_house_connects_whom_its_mode_says(empty, mode, after_adding, after_connecting):
    document = after(empty, c.SetAutoRoute(mode=mode), *KICK_TO_DESK[:2])
    assert routed(document) == after_adding

    assert routed(apply(document, KICK_TO_DESK[2])) == after_connecting


def test_house_gives_way_to_the_next_of_a_chain(empty):
    document = after(
        empty, c.SetAutoRoute(mode="chainEnds"), *KICK_TO_DESK,
        c.AddModule(type="mixer", name="bus"), c.Connect(source="desk", target="bus"),
    )  # fmt: skip

    assert routed(document) == {"bus"}


def test_house_leaves_alone_whom_hands_disconnected(empty):
    document = after(empty, *KICK_TO_DESK[:2], c.Disconnect(source="desk", target=MASTER), KICK_TO_DESK[2])

    assert routed(document) == set()


def test_house_changes_no_cable_when_its_mode_changes(studio):
    document = apply(studio, c.SetAutoRoute(mode="disabled"))

    assert document.auto_route == "disabled"
    assert document.connections is studio.connections


def test_house_that_is_told_its_mode_again_changes_nothing(studio):
    assert apply(studio, c.SetAutoRoute(mode="both")) is studio
