"""`render`: sound from a session or a script, by a real process, the same bytes every time."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from engine.core import commands as c
from engine.session.format import to_text
from tests.app.terminal import environment, moonloop, start
from tests.engine.core.documents import after, studio

pytestmark = pytest.mark.slow  # each starts a process, and most of them a worker

SONG = """bpm(120)
sampler("kick", { sample = "kick" })
pattern("four", "x...x...x...x...")
sequencer("beat", { pattern = "four", to = "kick" })
local bass = synth("bass", { wave = "saw", cutoff = 900, attack = 0 })
live_loop("bassline", function()
  bass:trigger{ note = choose{ "c2", "eb2", "g2" }, length = 0.25 }
  sleep(1/2)
end)
print("ready")
"""


def _song(folder: Path, text: str = SONG) -> None:
    (folder / "song.lua").write_text(text)


def test_eight_bars_of_a_script_are_written_and_told_in_a_line(tmp_path):
    _song(tmp_path)

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav")
    sound, rate = soundfile.read(tmp_path / "song.wav")

    assert outcome.code == 0
    assert outcome.out == "song: ready\n"
    assert outcome.err.startswith("song.wav: 16.000 s, peak ")
    assert outcome.err.count("\n") == 1
    assert (sound.shape, rate) == ((768_000, 2), 48_000)
    assert soundfile.info(tmp_path / "song.wav").subtype == "PCM_24"
    assert 0.2 < np.abs(sound).max() <= 1.0


def test_the_first_beat_is_the_first_frame(tmp_path):
    _song(tmp_path)
    moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "1")
    sound, _ = soundfile.read(tmp_path / "song.wav")

    assert np.flatnonzero(np.abs(sound).max(axis=1) > 1e-3)[0] < 48


def test_the_same_input_gives_the_same_bytes_and_another_seed_gives_others(tmp_path):
    _song(tmp_path)
    for name, seed in (("a", "0"), ("b", "0"), ("c", "1")):
        moonloop(tmp_path, "render", "song.lua", "-o", f"{name}.wav", "--bars", "4", "--seed", seed)
    a, b, other = ((tmp_path / f"{name}.wav").read_bytes() for name in "abc")

    assert a == b
    assert len(a) == len(other)
    assert a != other


@pytest.mark.parametrize(
    ("arguments", "frames", "rate"),
    [
        (["--bars", "1"], 96_000, 48_000),
        (["--seconds", "0.3"], 14_400, 48_000),
        (["--bars", "1", "--rate", "44100"], 88_200, 44_100),
    ],
)
def test_the_length_is_exact(tmp_path, arguments, frames, rate):
    _song(tmp_path)
    moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", *arguments)

    found = soundfile.info(tmp_path / "song.wav")

    assert (found.frames, found.samplerate) == (frames, rate)


def test_bars_are_bars_when_the_tempo_changes_on_the_way(tmp_path):
    _song(tmp_path, 'bpm(120)\nlive_loop("faster", function() sleep(2) bpm(240) sleep(100) end)\n')
    moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "1")

    assert soundfile.info(tmp_path / "song.wav").frames == 48_000 + 24_000


def test_a_session_is_rendered_with_its_own_samples_from_its_own_folder(tmp_path):
    (tmp_path / "sets").mkdir()
    soundfile.write(tmp_path / "sets" / "click.wav", np.full((100, 1), 0.5, np.float32), 48_000)
    click = c.SetParameter(module="kick", parameter="sample", value="click.wav")
    (tmp_path / "sets" / "set.moonloop").write_text(to_text(after(studio(), click, c.SetTempo(bpm=60))))

    outcome = moonloop(tmp_path, "render", "sets/set.moonloop", "-o", "set.wav", "--bars", "1")
    sound, _ = soundfile.read(tmp_path / "set.wav")
    loud = np.abs(sound).max(axis=1) > 0.01

    assert outcome.code == 0
    assert len(sound) == 4 * 48_000
    assert [int(np.flatnonzero(loud[beat * 48_000 :])[0]) for beat in range(4)] == pytest.approx([0] * 4, abs=48)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('bpm(120)\nsampler("kick"\n', "song.lua:"),
        ('bpm(120)\nsampler("kick", { volume = 7 })\n', 'song.lua:2: sampler "kick": volume is 0 to 2, got 7\n'),
        ('sampler("kick", { sample = "kik" })\n', 'song.lua:1: there is no sample "kik"; did you mean "kick"?\n'),
        ('live_loop("x", function()\n  sleep(1)\n  error("oh no")\nend)\n', "song.lua:3: oh no\n"),
    ],
)
def test_a_mistake_in_a_script_is_told_with_its_line_and_nothing_is_written(tmp_path, text, told):
    _song(tmp_path, text)
    (tmp_path / "song.wav").write_bytes(b"from before")

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav")

    assert outcome.code == 1
    assert outcome.err.startswith(told)
    assert "Traceback" not in outcome.err
    assert (tmp_path / "song.wav").read_bytes() == b"from before"


def test_a_mistake_in_a_script_of_a_session_names_the_script(tmp_path):
    script = c.AddScript(name="lead", text="bpm(120)\nsynth('lead', { cutoff = 1 })")
    (tmp_path / "set.moonloop").write_text(to_text(after(studio(), script)))

    outcome = moonloop(tmp_path, "render", "set.moonloop", "-o", "set.wav")

    assert outcome.code == 1
    assert outcome.err.startswith("set.moonloop: script lead, line 2: ")


def test_a_sample_that_is_missing_is_told(tmp_path):
    click = c.SetParameter(module="kick", parameter="sample", value="gone.wav")
    (tmp_path / "set.moonloop").write_text(to_text(after(studio(), click)))

    outcome = moonloop(tmp_path, "render", "set.moonloop", "-o", "set.wav")

    assert outcome.code == 1
    assert outcome.err.startswith('set.moonloop: there is no file "gone.wav" in ')


def test_a_session_that_is_broken_is_told(tmp_path):
    (tmp_path / "set.moonloop").write_text('{"moonloop": 1')

    outcome = moonloop(tmp_path, "render", "set.moonloop", "-o", "set.wav")

    assert outcome.code == 1
    assert "line 1, column 15: the file breaks off in the middle" in outcome.err


def test_a_script_that_stops_the_music_ends_the_file_there(tmp_path):
    _song(tmp_path, 'live_loop("x", function() sleep(2) stop() sleep(1) end)\n')

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav")

    assert outcome.code == 0
    assert "song.lua: the transport was stopped at beat " in outcome.err


def test_a_folder_that_is_missing_is_told(tmp_path):
    _song(tmp_path)

    assert moonloop(tmp_path, "render", "song.lua", "-o", "no/song.wav") == (
        1, "", f"no/song.wav: there is no folder {tmp_path / 'no'}; make it, or write somewhere else\n",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_disk_that_takes_no_more_is_told_and_nothing_is_left_behind(tmp_path):
    _song(tmp_path)
    command = f'ulimit -f 1000; "{sys.executable}" -P -m app render song.lua -o song.wav'

    outcome = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=False
    )

    assert outcome.returncode == 1
    assert outcome.stderr == (
        "song.wav: this file cannot be written (the disk is full, or refuses it); write somewhere else, or make room\n"
    )
    assert list(tmp_path.glob("*song.wav*")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_render_that_is_interrupted_leaves_nothing_behind(tmp_path):
    _song(tmp_path)
    process = start(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "5000")
    give_up = time.monotonic() + 20
    while not list(tmp_path.glob(".song.wav.*")) and time.monotonic() < give_up:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    with process:
        try:
            _, err = process.communicate(timeout=20)
        finally:
            process.kill()

    assert (process.returncode, err) == (130, "interrupted\n")
    assert list(tmp_path.glob("*song.wav*")) == []


def test_stems_are_each_modules_own_sound_and_as_long_as_the_whole(tmp_path):
    _song(tmp_path, SONG + 'setParam("kick", "volume", 0.3) setParam("bass", "volume", 0.3)')  # below the limiter

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "2", "--stems", "stems")
    stems = {path.stem: soundfile.read(path)[0] for path in (tmp_path / "stems").iterdir()}
    whole, _ = soundfile.read(tmp_path / "song.wav")

    assert outcome.code == 0
    assert sorted(outcome.err.splitlines()[1:]) == ["stems/bass.wav", "stems/kick.wav"]
    assert sorted(stems) == ["bass", "kick"]
    assert {stem.shape for stem in stems.values()} == {whole.shape}
    assert np.abs(stems["kick"] + stems["bass"] - whole).max() < 2**-20
    assert np.abs(stems["kick"]).max() > 0.1


def test_stems_that_cannot_be_written_leave_nothing(tmp_path):
    _song(tmp_path)
    (tmp_path / "stems").write_text("in the way")

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "1", "--stems", "stems")

    assert outcome.code == 1
    assert "stems" in outcome.err
    assert not (tmp_path / "song.wav").exists()


def test_plug_in_of_the_players_sounds_in_a_render(tmp_path):
    folder = tmp_path / "xdg_data_home" / "Moonloop" / "modules"
    folder.mkdir(parents=True)
    (folder / "half.py").write_text(HALF)
    _song(tmp_path, 'sampler("kick", { sample = "kick" }) module("half", "soft", {}) connect("kick", "soft")\n'
                    'sequencer("beat", { pattern = "x...", to = "kick" })')  # fmt: skip

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "song.wav", "--bars", "1", "--stems", "stems")
    kick, _ = soundfile.read(tmp_path / "stems" / "kick.wav")
    soft, _ = soundfile.read(tmp_path / "stems" / "soft.wav")

    assert (outcome.code, outcome.out) == (0, "")
    assert np.abs(soft[256:] - kick[:-256] / 2).max() < 2**-20


HALF = """
from engine.plug_ins.surface import Effect


class Half(Effect):
    name = "half"

    def process(self, sound, values):
        return sound * 0.5
"""


def test_packages_beside_the_script_are_rendered_with_it_and_their_mistakes_told(tmp_path):
    packages = tmp_path / "packages"
    packages.mkdir()
    (packages / "kit.lua").write_text('return function() sampler("kick", { sample = "kick" }) print("kit") end')
    _song(tmp_path, "require('kit')()\nlive_loop('a', function() trigger('kick') sleep(1) end)")
    for name in "ab":
        assert moonloop(tmp_path, "render", "song.lua", "-o", f"{name}.wav", "--bars", "1").out == "song: kit\n"
    (packages / "kit.lua").write_text("\nreturn nil + 1")

    outcome = moonloop(tmp_path, "render", "song.lua", "-o", "c.wav")

    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert outcome.code == 1
    assert "song.lua:1: kit.lua:2: attempt to perform arithmetic on a nil value" in outcome.err
