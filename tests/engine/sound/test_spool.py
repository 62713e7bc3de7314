"""Long sounds on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest

from engine.sound.sample_files import SampleMistake
from engine.sound.spool import Spool


def test_spool_gives_back_what_was_written_as_far_as_it_was():
    spool = Spool("long", 2, 1_000)
    sound = np.random.default_rng(1).uniform(-1, 1, (2, 700)).astype(np.float32)

    spool.append(sound[:, :300])
    spool.append(sound[:, 300:])

    assert spool.filled == 700
    assert spool.sound.shape == (2, 1_000)
    assert np.array_equal(spool.sound[:, :700], sound)


def test_spool_leaves_out_what_it_has_no_room_for():
    spool = Spool("long", 1, 10)

    spool.append(np.ones((1, 30), np.float32))

    assert spool.filled == 10


def test_frames_may_be_expected_anywhere():
    spool = Spool("long", 2, 100_000)

    for first, end in ((0, 100_000), (99_999, 100_000), (5_000, 5_001), (50_000, 200_000)):
        spool.expect(first, end)


def test_sound_outlives_its_spool():
    spool = Spool("long", 1, 5)
    spool.append(np.ones((1, 5), np.float32))
    sound = spool.sound
    del spool

    assert sound.tolist() == [[1.0] * 5]


def test_sound_that_the_disk_has_no_room_for_is_refused_with_what_it_needs():
    with pytest.raises(SampleMistake, match=r'"opera.wav" needs 4000000.0 GB in ".*"; make room there'):
        Spool("opera.wav", 2, 500_000_000_000_000)


def test_no_file_is_left_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = Spool("long", 1, 100)
    spool.append(np.ones((1, 100), np.float32))

    assert spool.filled == 100
    assert list(tmp_path.iterdir()) == []
