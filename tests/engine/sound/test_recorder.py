"""The recorder follows the snapshot's wish, writes what it was given in order, and says how it goes."""

from __future__ import annotations

import os

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from engine.core.live import RecordingStatus
from engine.core.snapshot import Snapshot
from engine.sound import recorder as recording
from engine.sound.recorder import Recorder

RATE = 48_000


def asked(path, number=1, has_stems=False):
    return Snapshot(recording=RecordingStatus(number, "asked", str(path), has_stems))


def stopped(snapshot):
    return replace(snapshot, recording=replace(snapshot.recording, state="stopping"))


def block(level):
    return np.full((2, 256), level, dtype=np.float32)


@pytest.fixture
def told():
    return []


@pytest.fixture
def recorder(told):
    made = Recorder(RATE, lambda: {"kick": block(0.5)}, told.append)
    yield made
    made.stop()


def test_what_is_heard_between_start_and_stop_is_written(tmp_path, recorder, told):
    path = tmp_path / "take.wav"
    recorder.take(block(0.9), 0.0)
    recorder.look(asked(path))
    for level in (0.1, 0.2, 0.3):
        recorder.take(block(level), 0.0)
    recorder.stop()

    sound, _ = soundfile.read(path, dtype="float32")
    assert sound[::256, 0] == pytest.approx([0.1, 0.2, 0.3], abs=1e-6)
    assert [status.state for status in told] == ["recording", "off"]


def test_block_is_copied_because_the_next_one_overwrites_it(tmp_path, recorder):
    recorder.look(asked(tmp_path / "take.wav"))
    shared = block(0.25)
    recorder.take(shared, 0.0)
    shared[:] = 0.75
    recorder.take(shared, 0.0)
    recorder.stop()

    sound, _ = soundfile.read(tmp_path / "take.wav", dtype="float32")
    assert sound[::256, 0] == pytest.approx([0.25, 0.75], abs=1e-6)


def test_stems_are_written_in_a_folder_beside_when_asked_for(tmp_path, recorder):
    recorder.look(asked(tmp_path / "take.flac", has_stems=True))
    recorder.take(block(0.1), 0.0)
    recorder.stop()

    sound, _ = soundfile.read(tmp_path / "take" / "kick.flac", dtype="float32")
    assert sound[:, 0] == pytest.approx([0.5] * 256, abs=1e-6)


@pytest.mark.parametrize("name", ["~nobody-at-all/take.wav", "pipe.wav", "folder.wav", "x" * 400 + ".wav"])
def test_place_where_nothing_can_be_written_is_told_and_nobody_waits(tmp_path, recorder, told, name):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.wav")
    (tmp_path / "folder.wav").mkdir()
    recorder.look(asked(tmp_path / name))
    recorder.stop()

    assert [status.state for status in told] == ["failed"]


def test_same_wish_again_changes_nothing_and_a_new_one_begins_another_file(tmp_path, recorder):
    first = asked(tmp_path / "a.wav")
    recorder.look(first)
    recorder.take(block(0.1), 0.0)
    recorder.look(replace(first, version=2))
    recorder.take(block(0.2), 0.0)
    recorder.look(asked(tmp_path / "b.wav", number=2))
    recorder.take(block(0.3), 0.0)
    recorder.look(stopped(asked(tmp_path / "b.wav", number=2)))
    recorder.take(block(0.4), 0.0)
    recorder.stop()

    assert soundfile.info(tmp_path / "b.wav").frames == 256


def test_file_that_cannot_be_written_is_told(tmp_path, recorder, told):
    recorder.look(asked(tmp_path / "no" / "take.wav"))
    recorder.stop()

    assert [status.state for status in told] == ["failed"]
    assert "there is no folder" in told[0].message


def test_what_the_disk_is_too_slow_for_is_counted_and_silent(tmp_path, recorder, told, monkeypatch):
    monkeypatch.setattr(recording, "MOST_WAITING", 0)
    recorder.look(asked(tmp_path / "take.wav"))
    recorder.take(block(0.1), 0.0)
    recorder.take(block(0.2), 0.0)
    monkeypatch.setattr(recording, "MOST_WAITING", 100)
    recorder.take(block(0.3), 0.0)
    recorder.stop()

    sound, _ = soundfile.read(tmp_path / "take.wav", dtype="float32")
    assert sound[::256, 0] == pytest.approx([0.0, 0.0, 0.3], abs=1e-6)
    assert told[-1].dropped == 2
