"""The turns before and after each slice."""

from __future__ import annotations

from engine.sound.slices import Slices


def test_turns_are_taken_before_and_after_a_slice_until_they_are_left():
    slices = Slices()
    taken: list[tuple[str, int, int]] = []

    def before(now: int, frames: int) -> None:
        taken.append(("before", now, frames))

    def after(now: int, frames: int) -> None:
        taken.append(("after", now, frames))

    slices.enter(before, after)
    slices.draw(0, 64)
    slices.hear(0, 64)
    slices.leave(before=before)
    slices.draw(64, 10)
    slices.hear(64, 10)

    assert taken == [("before", 0, 64), ("after", 0, 64), ("after", 64, 10)]


def test_turn_may_leave_while_it_is_taken_and_the_next_is_still_taken():
    slices = Slices()
    taken: list[str] = []

    def first(now: int, frames: int) -> None:
        taken.append("first")
        slices.leave(after=first)

    slices.enter(after=first)
    slices.enter(after=lambda now, frames: taken.append("second"))
    slices.hear(0, 1)
    slices.hear(1, 1)

    assert taken == ["first", "second", "second"]
