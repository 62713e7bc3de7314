"""The bundled samples are what the script makes, and as they should be: loud, centred, prompt, silent at the end."""

from pathlib import Path

import numpy as np
import pytest
import soundfile
from make_samples import make_samples

FOLDER = Path(__file__).parents[2] / "resources" / "samples"
DRUMS = (
    "clap",
    "cowbell",
    "crash",
    "hat",
    "hat2",
    "kick",
    "kick2",
    "openhat",
    "rim",
    "shaker",
    "snare",
    "snare2",
    "tom",
)
TONES = ("bass", "bell", "drift", "pad", "pluck", "vox")
ONE_MILLISECOND = 48  # frames


def read(name):
    """The samples of a bundled sound, -1.0 to 1.0."""
    return soundfile.read(FOLDER / f"{name}.wav")[0]


@pytest.mark.slow
def test_make_samples_gives_the_bytes_of_the_bundled_files(tmp_path):
    make_samples(tmp_path)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_the_kit_and_the_tones_are_all_there_in_less_than_a_megabyte_and_a_half():
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(DRUMS + TONES)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000


@pytest.mark.parametrize("name", DRUMS + TONES)
def test_sample_is_16_bit_mono_at_48_khz(name):
    described = soundfile.info(FOLDER / f"{name}.wav")

    assert (described.subtype, described.channels, described.samplerate) == ("PCM_16", 1, 48_000)


@pytest.mark.parametrize("name", DRUMS + TONES)
def test_sample_peaks_at_minus_one_decibel_and_has_no_offset(name):
    signal = read(name)

    assert np.abs(signal).max() == pytest.approx(10 ** (-1 / 20), abs=1e-4)
    assert abs(signal.mean()) < 1e-4


@pytest.mark.parametrize("name", DRUMS + TONES)
def test_sample_is_heard_within_its_first_millisecond(name):
    assert np.abs(read(name)[:ONE_MILLISECOND]).max() > 0.01


@pytest.mark.parametrize("name", [name for name in DRUMS + TONES if name != "pad"])
def test_one_shot_starts_and_ends_at_zero(name):
    signal = read(name)

    assert signal[0] == 0.0
    assert signal[-1] == 0.0
    assert np.abs(signal[-ONE_MILLISECOND:]).max() < 1e-3


def test_pad_loops_without_a_step():
    signal = read("pad")

    step_at_the_seam = abs(signal[0] - signal[-1])
    assert step_at_the_seam <= np.abs(np.diff(signal)).max()


@pytest.mark.parametrize(("name", "hz"), [("bass", 65.406), ("bell", 261.626), ("pad", 261.626), ("pluck", 261.626)])
def test_tone_is_in_tune(name, hz):
    spectrum = np.abs(np.fft.rfft(read(name), 2**20))
    around = slice(int(hz * 0.97 * 2**20 / 48_000), int(hz * 1.03 * 2**20 / 48_000))
    found_hz = (around.start + spectrum[around].argmax()) * 48_000 / 2**20

    assert 1200 * np.log2(found_hz / hz) == pytest.approx(0.0, abs=4.0)  # cents
