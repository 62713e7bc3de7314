"""`run`: plays without a window, in a real process, with whatever device there is."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.app.terminal import moonloop, start

pytestmark = pytest.mark.slow  # each plays in real time

SONG = """sampler("kick", { sample = "kick" })
live_loop("count", function() print("beat " .. beat()) trigger("kick") sleep(1/4) end)
"""


def test_it_plays_for_as_long_as_it_was_told_and_prints_what_scripts_print(tmp_path):
    (tmp_path / "song.lua").write_text(SONG)

    outcome = moonloop(tmp_path, "run", "song.lua", "--seconds", "0.8")

    assert outcome.code == 0
    assert outcome.out.startswith("song: beat 0")
    assert outcome.out.count("\n") >= 3
    assert "Traceback" not in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_it_ends_cleanly_when_it_is_asked_to(tmp_path, name):
    (tmp_path / "song.lua").write_text(SONG)
    process = start(tmp_path, "run", "song.lua")
    first = process.stdout.readline()
    process.send_signal(signal.Signals[name])
    _, err = process.communicate(timeout=20)

    assert first.startswith("song: beat 0")
    assert process.returncode == 0
    assert "Traceback" not in err


def test_a_script_that_does_not_run_ends_it_at_once(tmp_path):
    (tmp_path / "song.lua").write_text('synth("lead", { wave = "sew" })\n')

    outcome = moonloop(tmp_path, "run", "song.lua")

    assert outcome.code == 1
    assert 'song.lua:1: synth "lead": wave is one of' in outcome.err
    assert outcome.err.endswith("song.lua does not run; correct it and run it again\n")


def test_a_script_that_never_ends_is_stopped_after_its_budget(tmp_path):
    (tmp_path / "song.lua").write_text("while true do end\n")

    outcome = moonloop(tmp_path, "run", "song.lua", "--budget", "0.3")

    assert outcome.code == 1
    assert "0.3 s and was stopped" in outcome.err


def test_a_loop_that_fails_is_told_once_and_counted_in_the_end(tmp_path):
    (tmp_path / "song.lua").write_text('live_loop("x", function()\n  sleep(1/4)\n  error("oh no")\nend)\n')

    outcome = moonloop(tmp_path, "run", "song.lua", "--seconds", "1")

    assert outcome.code == 1
    assert outcome.err.count("song.lua:3: oh no\n") == 1
    assert outcome.err.splitlines()[-1].startswith("song.lua played with ")
