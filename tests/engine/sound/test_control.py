"""Controls: straight glides to an exact value, however they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.sound import nodes
from engine.sound.control import Control, Glides


@pytest.fixture
def glides() -> Iterator[Glides]:
    """The glides of a graph of their own."""
    graph = nodes.Graph(48_000)
    yield Glides()
    graph.close()


def drawn(glides: Glides, control: Control, slices: list[int], acts: dict[int, Callable[[int], None]]) -> list[float]:
    """Return what the control gives in slices of those lengths; `acts` are done at the frames where slices begin."""
    values: list[float] = []
    now = 0
    for frames in slices:
        if now in acts:
            acts[now](now)
        glides.draw(now, frames)
        values += control.node.output_buffer[0][:frames].tolist()
        now += frames
        glides.arrive(now)
    return values


def test_control_holds_its_value_until_told_otherwise(glides: Glides):
    control = Control(glides, 0.25)

    values = drawn(glides, control, [10, 20, 30], {30: lambda now: control.jump(0.5)})

    assert values == [0.25] * 30 + [0.5] * 30


def test_glide_is_straight_and_arrives_exactly(glides: Glides):
    control = Control(glides, 0.0)

    values = drawn(glides, control, [4] * 4, {4: lambda now: control.glide(0.7, 7, now)})

    assert values[:4] == [0.0] * 4
    assert values[4:11] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
    assert values[10:] == [np.float32(0.7)] * 6
    assert control.value == 0.7


def test_glide_is_the_same_however_it_is_sliced(glides: Glides):
    def values(slices: list[int]) -> list[float]:
        control = Control(glides, 0.3)
        return drawn(glides, control, slices, {0: lambda now: control.glide(-0.9, 50, now)})

    whole = values([60])
    assert values([1] * 60) == whole
    assert values([7, 13, 29, 1, 10]) == whole


def test_glide_may_turn_on_its_way(glides: Glides):
    control = Control(glides, 0.0)
    acts = {0: lambda now: control.glide(1.0, 10, now), 5: lambda now: control.glide(0.0, 5, now)}

    values = drawn(glides, control, [5] * 3, acts)

    assert values == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0, *[0.0] * 5])


def test_jump_ends_a_glide(glides: Glides):
    control = Control(glides, 0.0)
    acts = {0: lambda now: control.glide(1.0, 100, now), 5: lambda now: control.jump(0.5)}

    assert drawn(glides, control, [5] * 3, acts)[5:] == [0.5] * 10


def test_glide_to_the_value_it_has_does_nothing(glides: Glides):
    control = Control(glides, 0.5)

    assert drawn(glides, control, [5] * 2, {5: lambda now: control.glide(0.5, 3, now)}) == [0.5] * 10


def test_control_gives_what_it_is_shown_for_a_slice_and_then_its_own_value_again(glides: Glides):
    control = Control(glides, 0.25)
    acts = {4: lambda now: control.show(np.array([0.5, 0.75, 1.0, 0.5])), 8: lambda now: control.rest()}

    assert drawn(glides, control, [4] * 3, acts) == [*[0.25] * 4, 0.5, 0.75, 1.0, 0.5, *[0.25] * 4]


def test_control_tells_where_it_would_be_by_itself(glides: Glides):
    control = Control(glides, 0.0)
    control.glide(1.0, 4, 0)
    control.show(np.zeros(4))

    assert np.asarray(control.resting(0, 4)).tolist() == [0.25, 0.5, 0.75, 1.0]
    assert control.resting(4, 4) == 1.0
