"""Writing sound: 24 bits, whole or not at all, the same bytes for the same sound."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from engine.sound.reel import Reel
from engine.sound.sound_file import FileMistake

SOUND = np.array([[0.0, 0.5, -1.0, 2.0], [0.25, -0.125, 1.0, -2.0]], np.float32)


def test_a_file_has_24_bits_and_what_is_too_loud_is_cut(tmp_path):
    path = tmp_path / "out.wav"
    with Reel(path, 48_000, appears_whole=True) as reel:
        reel.write(SOUND, {})
        reel.write(SOUND, {})
    read, rate = soundfile.read(path)

    assert rate == 48_000
    assert soundfile.info(path).subtype == "PCM_24"
    assert (reel.master.frames, reel.master.peak) == (8, 2.0)
    np.testing.assert_allclose(read[:4].T, np.clip(SOUND, -1, 1), atol=2**-23)
    np.testing.assert_array_equal(read[:4], read[4:])


def test_the_same_sound_gives_the_same_bytes_however_it_is_cut(tmp_path):
    with Reel(tmp_path / "a.wav", 44_100) as reel:
        reel.write(SOUND, {})
    with Reel(tmp_path / "b.wav", 44_100) as reel:
        reel.write(SOUND[:, :1], {})
        reel.write(SOUND[:, 1:], {})

    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_file_that_is_not_finished_leaves_the_old_one_and_nothing_else(tmp_path):
    path = tmp_path / "out.wav"
    path.write_bytes(b"old")

    def break_off() -> None:
        with Reel(path, 48_000, appears_whole=True) as reel:
            reel.write(SOUND, {})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(FileMistake, match="there is no folder"):
        Reel(tmp_path / "no" / "out.wav", 48_000)


def test_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "out.wav").mkdir()

    with pytest.raises(FileMistake, match="this is no plain file, so nothing can be written to it; name another one"):
        Reel(tmp_path / "out.wav", 48_000)
