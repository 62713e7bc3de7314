"""Taps: what oscilloscopes and spectrograms see, and stems."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.core.document import MASTER, SCOPE, SPECTROGRAM, Document
from engine.sound.graph import SignalFlowSound
from engine.sound.nodes import GRID
from engine.sound.protocol import Block
from tests.engine.sound.scenes import Take, document, level, module, noise, sampler, switched


def looped(name: str, number: int, **values) -> object:
    return sampler(name, number, playStyle="loop", **values)


def seen_by(take: Take, name: str, at: int, frames: int) -> Block:
    """Return what a tap has seen when `at` frames have been rendered."""
    seen: list[Block] = []
    take.at(at, lambda backend: seen.append(backend.taps[name].newest(frames)))
    take.record(at + 1)
    return seen[0]


def test_system_taps_see_whole_lines_of_what_the_master_lets_out():
    start = document(
        sampler("a", 2), module(SCOPE, 3, "oscilloscope"), module(SPECTROGRAM, 4, "spectrogram"),
        cables=[("a", MASTER, 0)],
    )  # fmt: skip
    sound = noise(3_000)
    for name in (SCOPE, SPECTROGRAM):
        seen = seen_by(Take(start, sound=sound).on(560, "a").set(0, MASTER, volume=0.5), name, 12 * GRID, 2_512)
        assert np.array_equal(seen[0], sound[:2_512] * np.float32(0.5))


def test_tap_sees_what_is_connected_to_it_and_silence_afterwards_and_is_not_heard():
    start = document(sampler("a", 2, volume=0.5), module("scope", 3, "oscilloscope"), cables=[("a", "scope", 0)])
    sound = noise(2_000)
    take = Take(start, sound=sound).on(500, "a")

    seen = seen_by(take, "scope", 4_000, 4_000)

    assert not take.record(4_000).any()
    assert not seen[:, :500].any()
    assert np.array_equal(seen[0, 500:2_500], sound * np.float32(0.5))
    assert not seen[:, 2_600:].any()


def test_tap_that_is_disabled_stands_still():
    start = document(looped("a", 2), module("scope", 3, "oscilloscope"), cables=[("a", "scope", 0)])
    take = Take(start, sound=level(1_000)).on(0, "a").become(1_000, switched(start, "scope", is_enabled=False))
    taken: list[int] = []
    take.at(5_000, lambda backend: taken.append(backend.taps["scope"].frames_taken))

    take.record(5_001)

    assert taken == [1_000]


def stems_at(take: Take, frame: int) -> Mapping[str, Block]:
    found: list[Mapping[str, Block]] = []
    take.at(0, SignalFlowSound.stems).at(frame, lambda backend: found.append(backend.stems()))
    take.record(frame + 1, cuts=(frame - 100,))
    return found[0]


def two_in_a_mixer() -> Document:
    return document(
        looped("a", 2, volume=0.5, pan=1.0), looped("b", 3), module("mixer", 4, "mixer", volume=0.25),
        cables=[("a", "mixer", 1), ("b", "mixer", 2), ("mixer", MASTER, 0)],
    )  # fmt: skip


def test_stems_are_the_newest_block_of_each_module_after_volume_and_pan():
    stems = stems_at(Take(two_in_a_mixer(), sound=level(1_000)).on(0, "a").on(0, "b", velocity=0.5), 2_560)

    assert sorted(stems) == ["a", "b", "mixer"]
    assert np.array_equal(np.abs(stems["a"]), np.stack([np.zeros(256), np.full(256, 0.5)]))
    assert np.array_equal(np.abs(stems["b"]), np.full((2, 256), 0.5))
    assert np.array_equal(np.abs(stems["mixer"]), np.stack([np.full(256, 0.125), np.full(256, 0.25)]))


def test_stems_add_up_to_what_is_heard():
    start = document(looped("a", 2), looped("b", 3, pan=-0.5))
    take = Take(start, sound=noise(777)).on(0, "a", velocity=0.3).on(0, "b", 67, velocity=0.3)

    stems = stems_at(take, 5_120)

    heard = take.record(5_120)[:, -256:]
    assert np.abs(stems["a"] + stems["b"] - heard).max() < 1e-6


def test_module_that_is_silent_has_no_stem_and_one_that_begins_in_the_block_has_silence_before():
    take = Take(two_in_a_mixer(), sound=level(1_000)).on(2_460, "b")

    stems = stems_at(take, 2_560)

    assert sorted(stems) == ["b", "mixer"]
    assert not stems["b"][:, :156].any()
    assert np.all(np.abs(stems["b"][:, 156:]) == 1.0)


def test_stems_change_nothing_of_what_is_heard():
    take = Take(two_in_a_mixer(), sound=noise(1_000)).on(0, "a").on(300, "b")
    plain = take.record(5_000)

    assert np.array_equal(take.at(700, SignalFlowSound.stems).record(5_000), plain)


def test_modules_that_come_and_go_while_stems_are_kept_leave_nothing_behind():
    start = two_in_a_mixer()
    without = document(start.modules["b"], cables=[("b", MASTER, 0)])
    take = Take(start, sound=level(1_000)).on(0, "a").on(0, "b").at(0, SignalFlowSound.stems)
    for i in range(6):
        take.become(1_000 + 1_000 * i, (without, start)[i % 2])
    counts: list[tuple[int, int]] = []

    def count(backend: SignalFlowSound) -> None:
        counts.append((len(backend.stems()), len(backend._patch.master.cables_in)))

    take.become(8_000, without).at(10_000, count).record(10_001)

    assert counts == [(1, 2)]  # the stem of b; its cable and that of its tap
