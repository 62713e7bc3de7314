"""What all effects have in common: mix, bypass, level, tails, sleep, the same bytes however sliced, and no clicks."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import MASTER
from engine.modules.effects import EFFECTS
from engine.modules.parameter import Parameter
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import Take, cosine, document, level, levels, module, noise, sampler, with_values
from tests.engine.sound.spectrum import effect_scene, effect_take, largest_step, tone

NAMES = [effect.name for effect in EFFECTS]


def unmixed(name: str) -> Take:
    return effect_take(noise(6_000), name, bypass=True)


@pytest.mark.parametrize("name", NAMES)
def test_effect_that_is_bypassed_passes_every_bit(name: str):
    assert np.array_equal(unmixed(name).record(8_000)[0, :6_000], noise(6_000))


@pytest.mark.parametrize("name", NAMES)
def test_effect_that_is_not_mixed_in_passes_every_bit(name: str):
    assert np.array_equal(effect_take(noise(6_000), name, mix=0.0).record(8_000)[0, :6_000], noise(6_000))


@pytest.mark.parametrize("name", NAMES)
def test_effect_is_asleep_before_its_input_and_after_its_tail(name: str):
    values = {"decay": 0.1} if name == "reverb" else {"time": 0.01} if name == "delay" else {}
    awake: list[bool] = []

    def look(backend: SignalFlowSound) -> None:
        awake.append(backend._patch.named["effect"].is_awake)

    start = effect_scene(name, **values)
    take = Take(start, sound=level(1_000)).at(500, look).on(1_000, "source").at(2_000, look).off(4_000, "source")
    heard = take.at(90_000, look).record(90_001)

    assert awake == [False, True, False]
    assert not heard[:, :1_000].any()
    assert not heard[:, 90_000:].any()


@pytest.mark.parametrize("name", NAMES)
def test_effect_sounds_the_same_after_it_has_slept(name: str):
    values = {"decay": 0.1} if name == "reverb" else {"time": 0.02} if name == "delay" else {}
    sound = np.concatenate((np.zeros(8, dtype=np.float32), noise(2_000)))  # a level begins where its sound does
    take = effect_take(sound, name, **values).on(102_400, "source", key=2)

    heard = take.record(112_400)

    if name != "chorus":  # whose wave goes on
        assert np.abs(heard[:, 102_400:] - heard[:, :10_000]).max() < 1e-4


def extreme(parameter: Parameter, random: np.random.Generator) -> float | int | bool | str:
    """Return a lowest, highest or usual value, or any choice."""
    if parameter.kind == "choice":
        return str(random.choice(parameter.choices))
    if parameter.kind == "bool":
        return bool(random.integers(2))
    numbers = [parameter.minimum, parameter.maximum, parameter.default]
    chosen = numbers[random.integers(3)]
    assert isinstance(chosen, (int, float))
    return int(chosen) if parameter.kind == "int" else float(chosen)


def wild_take(name: str, frames: int, changes: int) -> Take:
    """Return a take in which the parameters jump between their ends while loud noise goes through."""
    random = np.random.default_rng(4)
    kind = next(effect for effect in EFFECTS if effect.name == name)
    changing = [each for each in kind.parameters if each.kind != "text" and each.name not in ("volume", "pan")]
    take = effect_take(noise(frames, level=0.9), name, mix=1.0)
    for frame in sorted(random.integers(0, frames, changes).tolist()):
        take.set(frame, "effect", **{each.name: extreme(each, random) for each in changing})
        if frame % 5 == 0:
            take.at(frame, SignalFlowSound.silence)
    return take


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_effect_sounds_the_same_however_it_is_sliced(name: str):
    take = wild_take(name, 20_000, 40)

    whole = take.record(30_000)

    assert np.abs(whole[:, :20_000]).max() > 0.01
    assert np.array_equal(take.record(30_000, np.random.default_rng(5).integers(0, 30_000, 400).tolist()), whole)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_effect_stays_finite_and_below_24_decibels_at_the_ends_of_its_parameters(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    take = wild_take(name, 20_000, 100)
    loudest: list[float] = []

    def look(backend: SignalFlowSound) -> None:
        loudest.append(float(np.abs(backend._patch.master.bus.output_buffer).max()))

    for frame in range(256, 20_000, 256):
        take.at(frame, look)
    take.record(20_000)

    assert np.isfinite(loudest).all()
    assert max(loudest) < 10 ** (24 / 20)


@pytest.mark.parametrize("name", NAMES)
def test_bypass_goes_in_and_out_without_a_click(name: str):
    start = effect_scene(name)
    take = Take(start, sound=tone(48_000, 100.0)).on(0, "source")
    for i in range(6):
        take.set(5_000 + 2_000 * i, "effect", bypass=i % 2 == 0)

    heard = take.record(20_000)[0, 1_000:]

    allowed = {"bitcrusher": 0.02, "distortion": 0.02}.get(name, 0.01)
    assert largest_step(heard) < allowed  # -40 dB; a distortion's own edges are steeper


@pytest.mark.parametrize("name", NAMES)
def test_effect_is_connected_disconnected_moved_and_removed_without_a_click(name: str):
    calm = {"drive": 0.0} if name == "distortion" else {"bits": 16.0, "rate": 48000.0} if name == "bitcrusher" else {}
    through = document(
        sampler("source", 2, playStyle="loop"), module("effect", 3, name, **calm), module("other", 4, "filter"),
        cables=[("source", "effect", 0), ("effect", "other", 0), ("other", MASTER, 0)],
    )  # fmt: skip
    past = _with_cables(through, [("source", MASTER, 0), ("effect", MASTER, 0), ("other", MASTER, 0)], 50)
    turned = _with_cables(through, [("source", "other", 0), ("other", "effect", 0), ("effect", MASTER, 0)], 100)
    gone = document(through.modules["source"], cables=[("source", MASTER, 0)])
    take = Take(through, sound=tone(48_000, 100.0)).on(0, "source")
    for i, after in enumerate((past, turned, through, turned, past, through, gone, through)):
        take.become(6_000 + 3_000 * i, after)

    heard = take.record(33_000)[0, 1_000:]

    assert np.abs(heard).max() > 0.1
    assert largest_step(heard) < 0.01  # -40 dB


def _with_cables(before, cables, numbers):
    other = document(*[each for name, each in before.modules.items() if name != MASTER], cables=cables)
    moved = {key: replace(cable, number=cable.number + numbers) for key, cable in other.connections.items()}
    return replace(before, connections=other.connections.update(moved))


def test_volume_and_pan_of_an_effect_are_those_of_what_leaves_it():
    take = effect_take(level(2_000), "filter", bypass=True, volume=0.5, pan=1.0)

    heard = take.record(1_000)

    assert not heard[0].any()
    assert np.all(heard[1] * level(1_000) == 0.5)


def test_effect_that_is_disabled_passes_nothing_and_one_that_is_enabled_again_does():
    start = effect_scene("filter", bypass=True)
    effect = start.modules["effect"]
    off = replace(start, modules=start.modules.set("effect", replace(effect, is_enabled=False)))
    take = Take(start, sound=level(1_000)).on(0, "source", velocity=0.5).become(1_000, off).become(2_000, start)

    heard = levels(take.record(3_000))

    assert np.all(heard[:1_000] == 0.5)
    assert not heard[1_240:2_000].any()
    assert np.all(heard[2_240:] == 0.5)


def test_values_that_are_turned_hold_until_the_document_says_something_new():
    start = effect_scene("filter", bypass=True)
    take = Take(start, sound=level(1_000)).on(0, "source", velocity=0.5)
    take.at(1_000, lambda backend: backend._patch.named["effect"].turn({"volume": 0.5, "word": "kick"}))
    take.become(2_000, with_values(start, "effect", cutoff=500.0)).become(
        3_000, with_values(start, "effect", volume=0.25)
    )

    heard = levels(take.record(4_000))

    assert np.all(heard[1_384:3_000] == 0.25)
    assert np.all(heard[3_384:] == 0.125)


def test_silence_ends_a_tail_within_five_milliseconds():
    take = effect_take(cosine(4_000, 300.0), "reverb", decay=10.0, mix=1.0).at(20_000, SignalFlowSound.silence)

    heard = take.record(24_000)

    assert np.abs(heard[:, 19_000:20_000]).max() > 1e-3
    assert not heard[:, 20_240:].any()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_a_number_does_not_stay_in_an_effect(name: str):
    mended: list[int] = []
    take = effect_take(noise(2_000), name)
    take.at(500, lambda backend: backend._patch.named["effect"].controls["mix"].jump(float("nan")))
    take.at(10_000, lambda backend: mended.append(backend.times_mended)).on(20_000, "source", key=2)

    heard = take.record(24_000)

    assert np.isfinite(heard).all()
    assert mended == [1]
    assert np.abs(heard[:, 20_000:]).max() > 0.01
