"""Enabled, muted, soloed, and fades: who is heard, without a click."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import MASTER, Document, Glide
from engine.sound.passing import passing
from engine.sound.routes import routes
from tests.engine.sound.scenes import Take, document, level, levels, module, sampler, switched


def two_in_a_mixer() -> Document:
    return document(
        sampler("a", 2, playStyle="loop"), sampler("b", 3, playStyle="loop"), module("mixer", 4, "mixer"),
        cables=[("a", "mixer", 1), ("b", "mixer", 2), ("mixer", MASTER, 0)],
    )  # fmt: skip


def faded(before: Document, name: str, volume: float, number: int, beats: Fraction) -> Document:
    """Return `before` with a module's volume gliding to another."""
    changed = before.modules[name]
    changed = replace(changed, values=changed.values.set("volume", volume), glide=Glide(number, beats))
    return replace(before, modules=before.modules.set(name, changed))


@pytest.mark.parametrize(
    ("name", "switches", "after"),
    [
        ("a", {"is_muted": True}, 0.25),
        ("a", {"is_enabled": False}, 0.25),
        ("a", {"is_soloed": True}, 0.5),
        ("b", {"is_soloed": True, "is_muted": True}, 0.0),
        ("mixer", {"is_soloed": True}, 0.75),
        ("mixer", {"is_enabled": False}, 0.0),
    ],
)
def test_switch_fades_what_it_silences_in_five_milliseconds_and_back(name, switches, after):
    start = two_in_a_mixer()
    take = Take(start, sound=level(1_000)).on(0, "a", velocity=0.5).on(0, "b", velocity=0.25)
    take.become(1_000, switched(start, name, **switches)).become(2_000, start)

    heard = levels(take.record(3_000))

    assert np.all(heard[:1_000] == 0.75)
    assert np.all(heard[1_240:2_000] == after)
    assert np.all(heard[2_240:] == 0.75)
    assert np.abs(np.diff(heard)).max() < 0.01


def test_module_that_is_muted_plays_on_unheard():
    start = document(sampler("a", 2))
    sound = np.arange(1, 4_001, dtype=np.float32) / 10_000
    take = Take(switched(start, "a", is_muted=True), sound=sound).on(0, "a").become(1_000, start)

    heard = take.record(3_000)[0]

    assert not heard[:1_000].any()
    assert np.array_equal(heard[1_240:3_000], sound[1_240:3_000])


def test_solo_keeps_what_it_is_made_of_and_what_it_goes_through():
    start = document(
        *[sampler(name, i + 2) for i, name in enumerate("abc")], module("m", 6, "mixer"), module("n", 7, "mixer"),
        module("echo", 8, "delay"),
        cables=[("a", "m", 1), ("b", "m", 2), ("m", "echo", 0), ("echo", MASTER, 0), ("c", "n", 1), ("n", MASTER, 0)],
    )  # fmt: skip

    def open_with(*soloed: str) -> set[str]:
        after = start
        for name in soloed:
            after = switched(after, name, is_soloed=True)
        return set(passing(after, routes(after)))

    everything = {"a", "b", "c", "m", "n", "echo", MASTER}
    assert open_with() == everything
    assert open_with("a") == {"a", "m", "echo", MASTER}
    assert open_with("m") == {"a", "b", "m", "echo", MASTER}
    assert open_with("a", "c") == everything - {"b"}


def test_volume_fades_over_its_beats_in_a_straight_line():
    start = two_in_a_mixer()
    take = Take(start, sound=level(1_000)).on(0, "a", velocity=0.5)

    heard = levels(take.become(1_000, faded(start, "a", 0.0, 1, Fraction(1, 4))).record(8_000))

    assert heard[999] == 0.5
    assert heard[1_000 + 2_999] == pytest.approx(0.25, abs=1e-4)  # a quarter of a beat is 6,000 frames
    assert heard[1_000 + 5_990] > 0.0
    assert not heard[7_000:].any()


def test_volume_that_is_set_by_hand_ends_a_fade():
    start = two_in_a_mixer()
    fading = faded(start, "a", 0.0, 1, Fraction(4))
    by_hand = replace(fading.modules["a"], values=fading.modules["a"].values.set("volume", 0.5))
    take = Take(start, sound=level(1_000)).on(0, "a", velocity=0.5).become(1_000, fading)
    take.become(3_000, replace(fading, modules=fading.modules.set("a", by_hand)))

    heard = levels(take.record(5_000))

    assert np.all(heard[3_384:] == 0.25)


def test_fade_goes_on_while_nothing_sounds():
    start = two_in_a_mixer()
    take = Take(start, sound=level(1_000)).become(0, faded(start, "a", 0.0, 1, Fraction(1, 2))).on(6_000, "a")

    assert levels(take.record(7_000))[6_000] == pytest.approx(0.5, abs=1e-3)


def test_master_fades_too():
    start = two_in_a_mixer()
    take = Take(start, sound=level(1_000)).on(0, "a", velocity=0.5)

    heard = levels(take.become(1_000, faded(start, MASTER, 0.0, 1, Fraction(1, 4))).record(8_000))

    assert heard[4_000] == pytest.approx(0.25, abs=1e-3)
    assert not heard[7_000:].any()
