"""Delayed cables: what goes through one comes a line of the grid later, and may close a circle."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from engine.core.document import MASTER, Connection, Document
from tests.engine.sound.scenes import Take, document, module, noise, sampler

GRID = 256


def with_delayed(before: Document, source: str, target: str, channel: int = 0) -> Document:
    cable = Connection(source, target, "audio", 2_000, channel, is_delayed=True)
    return replace(before, connections=before.connections.set(cable.key, cable))


def circle(feedback: float) -> Document:
    """Return a mixer that hears itself again through another, at `feedback`."""
    start = document(
        sampler("a", 2), module("mixer", 3, "mixer"), module("back", 4, "mixer", volume=feedback),
        cables=[("a", "mixer", 1), ("back", "mixer", 2), ("mixer", MASTER, 0)],
    )  # fmt: skip
    return with_delayed(start, "mixer", "back", 1)


def test_delayed_cable_brings_every_bit_a_line_of_the_grid_later():
    sound = noise(5_000)
    start = with_delayed(document(sampler("a", 2), cables=[]), "a", MASTER)

    heard = Take(start, sound=sound).on(100, "a").record(6_000)[0]

    assert not heard[: 100 + GRID].any()
    assert np.array_equal(heard[100 + GRID : 5_100 + GRID], sound)


def test_circle_goes_round_once_a_line():
    click = np.zeros(200, dtype=np.float32)
    click[0] = 0.5

    heard = Take(circle(0.5), sound=click).on(100, "a").record(2_000)[0]

    found = [(int(at), float(heard[at])) for at in np.flatnonzero(heard)[:4]]
    assert found == [(100, 0.5), (356, 0.25), (612, 0.125), (868, 0.0625)]


def test_circle_is_the_same_however_it_is_sliced():
    take = Take(circle(0.9), sound=noise(3_000, level=0.1)).on(100, "a").on(7_003, "a", key=2)

    whole = take.record(20_000)

    assert np.array_equal(take.record(20_000, np.random.default_rng(1).integers(0, 20_000, 500).tolist()), whole)


def test_circle_falls_asleep():
    awake: list[bool] = []
    take = Take(circle(0.5), sound=noise(500)).on(0, "a")
    for frame in (2_000, 20_000):
        take.at(frame, lambda backend: awake.append(backend._patch.master.is_awake))

    assert not take.record(30_000)[:, 20_000:].any()
    assert awake == [True, False]


def test_circle_that_is_cut_fades_and_leaves_nothing_behind():
    start = circle(0.9)
    cut = replace(start, connections=start.connections.delete("mixer>back:audio"))
    left: list[int] = []
    take = Take(start, sound=noise(500)).on(0, "a").become(5_000, cut)
    take.at(8_000, lambda backend: left.append(len(backend._patch.named["mixer"].cables_out)))

    heard = take.record(10_000)[0]

    assert np.abs(heard[4_000:5_000]).max() > 0.01
    assert not heard[6_000:].any()
    assert left == [1]
