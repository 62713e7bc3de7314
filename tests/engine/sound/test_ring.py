"""The ring of the newest sound."""

from __future__ import annotations

import numpy as np

from engine.sound.ring import Ring


def numbered(frames: int, start: int = 0) -> np.ndarray:
    return np.stack([np.arange(start, start + frames), -np.arange(start, start + frames)]).astype(np.float32)


def test_ring_gives_the_newest_frames_oldest_first_however_they_came():
    ring = Ring(10)
    came = 0
    for frames in (3, 4, 1, 10, 7, 2):
        ring.write(numbered(frames, came))
        came += frames
        assert ring.frames_taken == came
        if came >= 10:
            assert np.array_equal(ring.newest(10), numbered(10, came - 10))
            assert np.array_equal(ring.newest(4), numbered(4, came - 4))


def test_ring_is_silent_before_anything_came_and_gives_no_more_than_it_holds():
    ring = Ring(10)
    ring.write(numbered(3, 5))

    assert np.array_equal(ring.newest(99), np.concatenate((np.zeros((2, 7)), numbered(3, 5)), axis=1))


def test_ring_gives_copies():
    ring = Ring(4)
    seen = ring.newest(4)
    ring.write(numbered(4, 1))

    assert not seen.any()
