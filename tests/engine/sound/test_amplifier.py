"""Amplifiers: a held note does without its envelope, and nobody hears when."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from engine.sound.nodes import SoundNode
from tests.engine.sound.scenes import Take, document, level, levels, noise, sampler, synth

SHAPE: dict[str, Value] = {"attack": 0.01, "decay": 0.05, "sustain": 0.5, "release": 0.1}


def kinds_of(node: SoundNode) -> set[str]:
    """Return what kinds of nodes are rendered for one."""
    return {node.name}.union(*(kinds_of(each) for each in node.inputs.values() if each is not None))


def test_held_note_stays_at_its_level_when_it_settles_and_falls_from_there():
    take = Take(document(sampler(playStyle="loop", **SHAPE)), sound=level(1_000))
    heard = levels(take.on(0, "kick", velocity=0.5).off(24_000, "kick").record(32_000))

    assert heard[3_000:24_000] == pytest.approx(0.25)
    assert len(np.unique(heard[3_000:24_000])) == 1
    fall = heard[24_000:28_800]
    assert np.all(np.diff(fall) <= 0)
    assert np.abs(np.diff(heard[23_900:])).max() < 0.001
    assert not heard[28_810:].any()


def test_settled_note_costs_no_envelope_and_a_released_one_has_it_back():
    kinds: list[set[str]] = []

    def look(backend: SignalFlowSound) -> None:
        kinds.append(kinds_of(backend._patch.master.out))

    take = Take(document(sampler(playStyle="loop", **SHAPE)), sound=level(1_000)).on(0, "kick").off(12_000, "kick")
    take.at(1_000, look).at(11_000, look).at(13_000, look).record(13_100)

    assert [("adsr-envelope" in each) for each in kinds] == [True, False, True]


def test_note_sounds_the_same_however_its_settling_is_sliced():
    def take() -> Take:
        made = Take(document(sampler(playStyle="loop", **SHAPE), synth("bass", 3, **SHAPE)), sound=noise(5_000))
        made.on(100, "kick", key=1, velocity=0.3).on(150, "bass", 45, 2).set(9_000, "kick", sustain=0.8)
        made.off(15_000, "bass", 2).at(17_001, SignalFlowSound.silence).on(17_001, "kick", key=3)
        return made.off(23_003, "kick", 3)

    cuts = np.random.default_rng(2).integers(0, 30_000, 500).tolist()
    assert np.array_equal(take().record(30_000), take().record(30_000, cuts))


def test_sustain_that_is_turned_bends_a_settled_note_without_a_click():
    take = Take(document(sampler(playStyle="loop", **SHAPE)), sound=level(1_000)).on(0, "kick")
    heard = levels(take.set(12_000, "kick", sustain=0.9).record(24_000))

    assert heard[11_999] == pytest.approx(0.5)
    assert heard[-1] == pytest.approx(0.9)
    assert np.abs(np.diff(heard[6_000:])).max() < 0.01


@pytest.mark.parametrize("velocity", [1.0, 0.3])
def test_stolen_note_fades_though_it_had_settled(velocity: float):
    take = Take(document(sampler(playStyle="loop", polyphony="mono", **SHAPE)), sound=level(1_000))
    heard = levels(take.on(0, "kick", key=1, velocity=velocity).on(12_000, "kick", key=2, velocity=0.0).record(14_000))

    assert heard[11_999] == pytest.approx(0.5 * velocity)
    assert np.abs(np.diff(heard[11_000:])).max() < 0.01
    assert not heard[12_240:].any()


def test_note_at_full_velocity_whose_gain_is_no_node_sounds_to_the_bit_like_twice_one_at_half():
    velocities = (1.0, 0.5, 1.0, 1.0, 0.25, 1.0)

    def take(factor: float) -> Take:
        made = Take(document(sampler(playStyle="loop", polyphony="mono", **SHAPE)), sound=noise(1_000, level=0.2))
        for key, velocity in enumerate(velocities):
            made.on(key * 9_001, "kick", key=key, velocity=factor * velocity).off(key * 9_001 + 7_000, "kick", key)
        return made.set(30_000, "kick", sustain=0.9)

    full = take(1.0).record(60_000)
    assert full.any()
    assert np.array_equal(full, 2 * take(0.5).record(60_000))
