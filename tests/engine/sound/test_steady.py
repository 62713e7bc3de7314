"""Steady values: one node for all that need the same, and not more than so many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from engine.sound import nodes
from engine.sound.steady import Knob, Steady


@pytest.fixture
def graph() -> Iterator[nodes.Graph]:
    """A graph for nodes to be made in."""
    made = nodes.Graph(48_000)
    yield made
    made.close()


def test_inputs_of_one_name_and_value_share_a_node(graph: nodes.Graph):
    steady = Steady()

    assert steady.node("attack", 0.5) is steady.node("attack", 0.5)
    assert steady.node("attack", 0.5) is not steady.node("decay", 0.5)
    assert steady.node("attack", 0.5) is not steady.node("attack", 0.25)


def test_knob_turns_its_own_input_only_and_for_thousands_of_values(graph: nodes.Graph):
    steady = Steady()
    players = [nodes.player(nodes.filled_buffer(np.ones((1, 50_000), np.float32))) for _ in range(2)]
    first, second = (Knob(steady, player, "rate", 1.0) for player in players)
    for player in players:
        Knob(steady, player, "loop", 1.0)
        Knob(steady, player, "end_time", 1.0)

    for value in range(3_000):
        first.turn(value / 1_000)

    assert first.value == 2.999
    assert second.value == 1.0
    rates = [player.get_input("rate").output_buffer[0, 0] for player in players]
    assert rates == pytest.approx([2.999, 1.0])
