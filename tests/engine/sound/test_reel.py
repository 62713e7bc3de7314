"""A reel writes the master and a file for each module that sounds, all of one length."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from engine.sound.reel import Reel
from engine.sound.sound_file import FileMistake

RATE = 48_000


def tone(level, frames=256):
    return np.full((2, frames), level, dtype=np.float32)


@pytest.mark.parametrize("suffix", [".wav", ".flac"])
def test_master_is_written_in_the_format_of_its_suffix(tmp_path, suffix):
    path = tmp_path / f"set{suffix}"
    with Reel(path, RATE) as reel:
        reel.write(tone(0.25), {})
        reel.write(tone(-0.5), {})

    sound, rate = soundfile.read(path, dtype="float32")
    assert rate == RATE
    assert soundfile.info(path).format == suffix[1:].upper()
    assert sound[:, 0] == pytest.approx([0.25] * 256 + [-0.5] * 256, abs=1e-6)


def test_stem_is_as_long_as_the_master_whenever_its_module_sounds(tmp_path):
    with Reel(tmp_path / "set.wav", RATE, tmp_path / "stems") as reel:
        reel.write(tone(0.1), {"kick": tone(0.0)})
        reel.write(tone(0.2), {"kick": tone(0.0), "bass": tone(0.2)})
        reel.write(tone(0.3), {"kick": tone(0.3)})

    kick, _ = soundfile.read(tmp_path / "stems" / "kick.wav", dtype="float32")
    bass, _ = soundfile.read(tmp_path / "stems" / "bass.wav", dtype="float32")
    assert kick[:, 1] == pytest.approx([0.0] * 512 + [0.3] * 256, abs=1e-6)
    assert bass[:, 1] == pytest.approx([0.0] * 256 + [0.2] * 256 + [0.0] * 256, abs=1e-6)


def test_module_that_never_sounds_has_no_file(tmp_path):
    with Reel(tmp_path / "set.wav", RATE, tmp_path / "stems") as reel:
        reel.write(tone(0.1), {"mute": tone(0.0)})

    assert list((tmp_path / "stems").iterdir()) == []
    assert reel.stems == ()


def test_nothing_is_left_when_it_goes_wrong_and_files_are_to_appear_whole(tmp_path):
    def go_wrong():
        with Reel(tmp_path / "set.wav", RATE, tmp_path / "stems", appears_whole=True) as reel:
            reel.write(tone(0.1), {"kick": tone(0.1)})
            raise KeyError

    with pytest.raises(KeyError):
        go_wrong()

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_folder_that_cannot_be_made_is_told_and_leaves_no_file(tmp_path):
    (tmp_path / "stems").write_text("in the way")

    with pytest.raises(FileMistake, match="stems: this folder cannot be made"):
        Reel(tmp_path / "set.wav", RATE, tmp_path / "stems", appears_whole=True)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["stems"]
