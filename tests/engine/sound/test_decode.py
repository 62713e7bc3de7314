"""Reading files of sound: kinds, rates, channels, and everything that can be wrong with one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from engine.sound.decode import LONGEST_SECONDS, read_sound, reading
from engine.sound.resampling import resample
from engine.sound.sample_files import SampleMistake

RATE = 48_000


def write(path: Path, sound: NDArray[np.float32], rate: int = RATE, subtype: str = "FLOAT") -> Path:
    soundfile.write(path, sound.T, rate, subtype=subtype)
    return path


def sine(hz: float, rate: int, seconds: float = 0.5) -> NDArray[np.float32]:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)[None, :]


def test_file_at_the_engines_rate_is_read_bit_for_bit(tmp_path: Path):
    sound = np.random.default_rng(1).uniform(-1, 1, (2, 150_000)).astype(np.float32)

    read = read_sound(write(tmp_path / "wide.wav", sound), RATE)

    assert read.dtype == np.float32
    assert np.array_equal(read, sound)


def test_flac_and_ogg_are_read_too(tmp_path: Path):
    for name, subtype in (("a.flac", "PCM_24"), ("a.ogg", "VORBIS"), ("a.aiff", "PCM_16")):
        read = read_sound(write(tmp_path / name, sine(440, RATE), subtype=subtype), RATE)

        assert read.shape == (1, 24_000)
        assert np.abs(read - sine(440, RATE)).max() < 0.02


@pytest.mark.parametrize("channels", [3, 6, 8])
def test_many_channels_are_mixed_down_the_odd_ones_left_and_the_even_ones_right(tmp_path: Path, channels: int):
    sound = np.random.default_rng(1).uniform(-1, 1, (channels, 100)).astype(np.float32)

    read = read_sound(write(tmp_path / "many.wav", sound), RATE)

    assert read == pytest.approx(np.stack((sound[0::2].mean(axis=0), sound[1::2].mean(axis=0))), abs=1e-6)


def test_what_is_not_a_finite_number_is_read_as_silence(tmp_path: Path):
    sound = np.full((1, 5), 0.5, dtype=np.float32)
    sound[0, 1:4] = [np.nan, np.inf, -np.inf]

    assert read_sound(write(tmp_path / "broken.wav", sound), RATE).tolist() == [[0.5, 0.0, 0.0, 0.0, 0.5]]


@pytest.mark.parametrize("rate", [44_100, 22_050, 96_000, 8_000, 47_999])
def test_file_of_another_rate_keeps_its_pitch_and_length(tmp_path: Path, rate: int):
    hz = 1_000.0

    read = read_sound(write(tmp_path / "other.wav", sine(hz, rate), rate), RATE)

    assert read.shape[1] == pytest.approx(24_000, abs=2)
    middle = slice(2_000, 22_000)  # away from where it begins and ends all of a sudden
    assert np.abs(read[:, middle] - sine(hz, RATE)[:, middle]).max() < 1e-3


def test_resampling_down_leaves_nothing_above_half_the_rate():
    loud = resample(sine(30_000, 96_000), 96_000, RATE)

    assert np.abs(loud[:, 1_000:-1_000]).max() < 1e-4


def test_resampling_up_adds_nothing():
    sound = resample(sine(9_000, 22_050), 22_050, RATE)[0, 1_000:-1_000]
    spectrum = np.abs(np.fft.rfft(sound * np.blackman(len(sound))))
    places = np.fft.rfftfreq(len(sound), 1 / RATE)

    assert 20 * np.log10(spectrum[places > 9_100].max() / spectrum.max()) < -80


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"this is no sound at all, but text" * 10, "cannot be read as sound"),
        (b"", "cannot be read as sound"),
        (b"RIFF", "cannot be read"),
    ],
)
def test_file_that_is_not_sound_is_refused_with_what_to_do(tmp_path: Path, content: bytes, reason: str):
    path = tmp_path / "text.wav"
    path.write_bytes(content)

    with pytest.raises(SampleMistake, match=f'"text.wav" {reason}.*use a WAV, FLAC, AIFF, OGG or MP3 file'):
        read_sound(path, RATE)


def test_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path):
    whole = write(tmp_path / "whole.wav", sine(440, RATE))
    path = tmp_path / "cut.wav"
    path.write_bytes(whole.read_bytes()[:20_000])

    read = read_sound(path, RATE)

    assert 4_000 < read.shape[1] < 5_000
    assert np.array_equal(read, sine(440, RATE)[:, : read.shape[1]])


@pytest.mark.parametrize("name", ["song.m4a", "clip.MP4"])
def test_file_of_a_kind_that_is_not_supported_is_refused_with_what_is(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(b"\0\0\0 ftypM4A " * 20)

    with pytest.raises(SampleMistake, match=r"cannot be read as sound \(m.. files are not supported\); use a WAV"):
        read_sound(path, RATE)


@pytest.mark.parametrize("rate", [44_100, 96_000, 32_000])
def test_pieces_of_a_long_file_join_as_if_it_had_been_brought_over_whole(tmp_path: Path, rate: int):
    sound = np.random.default_rng(1).uniform(-1, 1, (2, 300_001)).astype(np.float32)

    with reading(write(tmp_path / "long.wav", sound, rate), RATE) as reader:
        pieces = list(reader.pieces())

    joined = np.concatenate(pieces, axis=1)
    assert len(pieces) > 2
    assert joined.shape == (2, reader.frames)
    middle = resample(sound[:, rate:], rate, RATE)[
        :, 1_000 : -1_000 - RATE
    ]  # from one second on: a whole turn of phases
    assert np.abs(joined[:, RATE + 1_000 :][:, : middle.shape[1]] - middle).max() < 1e-5


def test_folder_is_refused(tmp_path: Path):
    with pytest.raises(SampleMistake, match="cannot be read as sound"):
        read_sound(tmp_path, RATE)


def test_empty_file_of_sound_is_refused(tmp_path: Path):
    with pytest.raises(SampleMistake, match=r'"empty.wav" is empty; export it again'):
        read_sound(write(tmp_path / "empty.wav", np.zeros((1, 0), np.float32)), RATE)


def test_file_that_is_too_long_is_refused_before_it_is_read(tmp_path: Path):
    silence = np.zeros((1, (LONGEST_SECONDS + 1) * 1_000), np.float32)
    path = write(tmp_path / "long.wav", silence, rate=1_000, subtype="PCM_U8")

    with pytest.raises(SampleMistake, match=r'"long.wav" lasts 14401 s; a sample may last 14400 s'):
        read_sound(path, RATE)


def test_file_of_an_impossible_rate_is_refused(tmp_path: Path):
    with pytest.raises(SampleMistake, match="has a rate of 10 Hz"):
        read_sound(write(tmp_path / "slow.wav", sine(1, 10, 2.0), rate=10), RATE)
