"""The mixer's channels: volume, pan, mute, solo, sends, and how loud they are."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.document import MASTER, Document
from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import Take, document, level, levels, module, sampler, switched


def two_channels(**values: Value) -> Document:
    return document(
        sampler("a", 2, playStyle="loop"), sampler("b", 3, playStyle="loop"), module("mixer", 4, "mixer", **values),
        cables=[("a", "mixer", 1), ("b", "mixer", 2), ("mixer", MASTER, 0)],
    )  # fmt: skip


def with_send(**values: Value) -> Document:
    """Return two channels, and a bypassed filter "echo" that is to get what is sent, led to the master."""
    made = two_channels(volume=0.0, sendA="echo", **values)
    modules = [made.modules[name] for name in ("a", "b", "mixer")]
    cables = [("a", "mixer", 1), ("b", "mixer", 2), ("mixer", MASTER, 0), ("echo", MASTER, 0)]
    return document(*modules, module("echo", 5, "filter", bypass=True), cables=cables)


def playing(start: Document) -> Take:
    return Take(start, sound=level(1_000)).on(0, "a", velocity=0.5).on(0, "b", velocity=0.25)


@pytest.mark.parametrize(
    ("values", "left", "right"),
    [
        ({"volume1": 0.5}, 0.5, 0.5),
        ({"pan1": -1.0}, 0.75, 0.25),
        ({"pan1": 0.5}, 0.5, 0.75),
        ({"mute1": True}, 0.25, 0.25),
        ({"solo1": True}, 0.5, 0.5),
        ({"solo1": True, "solo2": True}, 0.75, 0.75),
        ({"solo1": True, "mute1": True}, 0.0, 0.0),
    ],
)
def test_channel_is_mixed_as_its_parameters_say(values: dict[str, Value], left: float, right: float):
    heard = playing(two_channels(**values)).record(2_000) * level(2_000)

    assert np.all(heard[0] == left)
    assert np.all(heard[1] == right)


def test_mute_and_solo_do_not_click():
    take = playing(two_channels()).set(1_000, "mixer", mute1=True).set(2_000, "mixer", mute1=False, solo2=True)

    heard = levels(take.set(3_000, "mixer", solo2=False).record(4_000))

    assert [heard[at] for at in (999, 1_999, 2_999, 3_999)] == [0.75, 0.25, 0.25, 0.75]
    assert np.abs(np.diff(heard)).max() < 0.01


def test_send_gives_an_effect_a_part_of_a_channel_as_it_is_mixed():
    take = playing(with_send(sendA1=0.5)).set(1_000, "mixer", sendA2=1.0).set(2_000, "mixer", volume1=0.5)
    take.set(3_000, "mixer", mute2=True).set(4_000, "mixer", sendA="")

    heard = levels(take.record(5_000))

    assert [heard[at] for at in (999, 1_999, 2_999, 3_999, 4_999)] == [0.25, 0.5, 0.375, 0.125, 0.0]
    assert np.abs(np.diff(heard)).max() < 0.01


def test_mixer_that_is_disabled_sends_nothing():
    start = with_send(sendA1=0.5)
    take = playing(start).become(1_000, switched(start, "mixer", is_enabled=False)).become(2_000, start)

    heard = levels(take.record(3_000))

    assert [heard[at] for at in (999, 1_999, 2_999)] == [0.25, 0.0, 0.25]


def test_send_may_come_back_to_a_channel_of_the_same_mixer():
    start = with_send(sendA1=1.0)
    modules = [start.modules[name] for name in ("a", "b", "mixer", "echo")]
    cables = [("a", "mixer", 1), ("b", "mixer", 2), ("echo", "mixer", 3), ("mixer", MASTER, 0)]
    take = playing(document(*modules, cables=cables)).set(0, "mixer", volume=0.5, sendA3=1.0)

    assert np.all(levels(take.record(2_000))[500:] == (0.5 + 0.25 + 0.5) / 2)


def test_send_that_would_go_round_in_a_circle_is_left_out_and_told():
    modules = [sampler("a", 2, playStyle="loop"), module("desk", 3, "mixer", sendA="echo", sendA1=1.0, sendA2=1.0)]
    modules += [module("echo", 4, "filter", bypass=True), module("after", 5, "filter", bypass=True)]
    cables = [("a", "desk", 1), ("echo", "after", 0), ("after", "desk", 2), ("desk", MASTER, 0)]
    told: list[str] = []
    take = Take(document(*modules, cables=cables), sound=level(1_000)).on(0, "a", velocity=0.25)
    take.at(500, lambda backend: told.extend(backend.complaints()))

    heard = levels(take.record(1_000))

    assert len(told) == 1
    assert told[0].startswith('a send or side-chain between "after" and "echo" would go round in a circle')
    assert np.all(heard == 0.5)


def test_solo_of_a_module_keeps_what_its_sound_is_sent_to():
    start = with_send(sendA1=0.5, sendA2=1.0)
    take = playing(start).become(1_000, switched(start, "a", is_soloed=True))

    heard = levels(take.record(2_000))

    assert [heard[at] for at in (999, 1_999)] == [0.5, 0.25]


def test_levels_of_channels_are_measured_from_the_first_look_on():
    seen: list[tuple[tuple[float, float], tuple[float, float]]] = []

    def look(backend: SignalFlowSound) -> None:
        seen.append(backend.channel_levels["mixer"].of(1))

    take = playing(two_channels(pan1=-0.5)).at(1_000, look).at(3_000, look).off(3_000, "a").at(6_000, look)
    take.record(7_000)

    silent = ((0.0, 0.0), (0.0, 0.0))
    assert seen == [silent, ((0.5, 0.25), (0.5, 0.25)), silent]


def test_levels_are_no_longer_measured_when_nobody_has_looked_for_a_second():
    take = playing(two_channels()).at(1_000, lambda backend: backend.channel_levels["mixer"].of(1))
    measuring: list[bool] = []
    for frame in (3_000, 60_000):
        take.at(frame, lambda backend: measuring.append(backend.channel_levels["mixer"].is_watched))

    take.record(61_000)

    assert measuring == [True, False]
