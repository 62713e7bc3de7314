"""Steady values: one node for all that need the same, and not more than so many."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.steady import Knob, Lever, Steady


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


def test_lever_is_steady_until_it_glides_and_again_when_it_jumps(graph: nodes.Graph):
    steady, glides = Steady(), Glides()
    made = nodes.product(nodes.constant(1.0), nodes.constant(0.0))
    lever = Lever(glides, steady, made, "input1", 0.5)
    assert made.get_input("input1") is steady.node("input1", 0.5)

    lever.glide(1.0, 100, 0)
    glides.draw(0, 100)
    way = made.get_input("input1").output_buffer[0, :100]
    assert way == pytest.approx(np.linspace(0.505, 1.0, 100))

    lever.jump(0.5)
    assert made.get_input("input1") is steady.node("input1", 0.5)
