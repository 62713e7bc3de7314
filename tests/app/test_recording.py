"""Recording from the window: a key starts it and ends it, and the window says where the file is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.recording import RecordingFlow
from engine.core import commands as c
from engine.core.live import RecordingStatus

pytestmark = pytest.mark.slow


@pytest.fixture
def flow(player, monkeypatch, tmp_path):
    monkeypatch.setattr("app.recording.user_music_path", lambda: tmp_path / "Music")
    made = RecordingFlow(player.window, lambda: datetime(2026, 3, 1, 20, 15, 9, tzinfo=UTC))
    player.ide.hub.subscribe(made.on_snapshot)
    return made


def status(player):
    return player.ide.engine.snapshot.recording


def test_record_asks_for_a_file_of_its_own_in_the_music_folder(player, flow, tmp_path):
    flow.toggle(has_stems=True)
    player.until(lambda: status(player).number == 1)

    assert status(player).path == str(tmp_path / "Music" / "Moonloop" / "Untitled 2026-03-01 20.15.09.wav")
    assert status(player).has_stems
    assert (tmp_path / "Music" / "Moonloop").is_dir()


def test_record_once_more_ends_it_and_the_action_says_so(player, flow):
    action = player.window.actions_.action("transport.record")
    flow.toggle(has_stems=False)
    player.until(lambda: action.text() == "Stop &Recording")

    flow.toggle(has_stems=False)
    player.until(lambda: status(player).state == "stopping")


def test_window_says_where_it_recorded_and_what_was_lost(player, flow):
    flow.toggle(has_stems=False)
    player.until(lambda: status(player).number == 1)
    for state in ("recording", "off"):
        report = RecordingStatus(1, state, "/music/set.wav", dropped=3)
        player.ide.engine.submit(c.ReportRecording(status=report))
        player.until(lambda state=state: status(player).state == state)
    player.until(lambda: "Recorded to /music/set.wav" in player.window.foot.text())

    assert "too slow for 3 blocks" in player.window.foot.text()
