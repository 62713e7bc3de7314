"""Cuts: performed at their frame, in order, unless they have become void."""

from __future__ import annotations

from engine.sound.cuts import Cuts


class Asker:
    """Somebody who asks for cuts and writes down when they came."""

    def __init__(self, name: str, diary: list[tuple[str, int]]) -> None:
        self.stamp = 0
        self._name, self._diary = name, diary

    def on_cut(self, now: int) -> None:
        self._diary.append((self._name, now))


def test_cuts_are_performed_at_their_frames_and_in_the_order_of_asking():
    diary: list[tuple[str, int]] = []
    cuts, first, second = Cuts(), Asker("first", diary), Asker("second", diary)
    cuts.put(200, first)
    cuts.put(100, second)
    cuts.put(100, first)

    assert cuts.frames_until(90, 256) == 10
    cuts.perform(100)
    assert cuts.frames_until(100, 64) == 64
    assert cuts.frames_until(100, 256) == 100
    cuts.perform(200)
    assert cuts.frames_until(200, 256) == 256
    assert diary == [("second", 100), ("first", 100), ("first", 200)]


def test_cut_is_void_when_the_stamp_has_changed():
    diary: list[tuple[str, int]] = []
    cuts, asker = Cuts(), Asker("asker", diary)
    cuts.put(100, asker)
    asker.stamp += 1
    cuts.put(150, asker)

    assert cuts.frames_until(0, 256) == 150
    cuts.perform(150)
    assert diary == [("asker", 150)]


def test_void_cuts_are_swept_out_before_they_pile_up():
    diary: list[tuple[str, int]] = []
    cuts, asker, other = Cuts(), Asker("asker", diary), Asker("other", diary)
    cuts.put(150, other)
    for frame in range(10_000):
        asker.stamp += 1
        cuts.put(200 + frame, asker)

    assert len(cuts) < 2_000
    cuts.perform(150)
    cuts.perform(10_199)
    assert diary == [("other", 150), ("asker", 10_199)]
