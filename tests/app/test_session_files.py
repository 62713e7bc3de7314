"""Scripts that want to know are told of the files beside the session, and nothing is watched for the others."""

from __future__ import annotations

import json
import time

import pytest

from app.session_files import SessionFiles
from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.live import ScriptStatus
from tests.engine.recording_sound import RecordingSound

pytestmark = pytest.mark.slow
PATIENCE_SECONDS = 20.0


@pytest.fixture
def engine(tmp_path):
    """An engine with a session in a folder."""
    engine = Engine(RecordingSound(), 48_000, 256)
    engine.submit(c.OpenSession(document=Document(), path=str(tmp_path / "song.json")))
    engine.turn()
    return engine


@pytest.fixture
def files(engine):
    crashes = []
    files = SessionFiles(engine)
    files.start(crashes.append)
    yield files
    files.stop()
    assert crashes == []


def listen(engine, *events):
    engine.submit(c.ReportScript(status=ScriptStatus("song", listens=events)))
    engine.turn()


def until(engine, is_so):
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up, engine.snapshot.emitted
        engine.turn()


def told(engine):
    return [(each.event, json.loads(each.json)) for each in engine.snapshot.emitted]


def test_files_beside_the_session_are_told(engine, files, tmp_path):
    listen(engine, "file:created")
    until(engine, lambda: files._notes is not None)
    (tmp_path / "notes.txt").write_text("1")
    until(engine, lambda: ("file:created", {"path": "notes.txt"}) in told(engine))
    (tmp_path / "notes.txt").write_text("2")
    until(engine, lambda: ("file:changed", {"path": "notes.txt"}) in told(engine))
    (tmp_path / "notes.txt").rename(tmp_path / "more.txt")
    until(engine, lambda: ("file:moved", {"path": "more.txt", "before": "notes.txt"}) in told(engine))
    (tmp_path / ".hidden").write_text("1")
    (tmp_path / "song.json").write_text("1")
    (tmp_path / "more.txt").unlink()
    until(engine, lambda: ("file:deleted", {"path": "more.txt"}) in told(engine))

    assert {fields["path"] for _, fields in told(engine)} == {"notes.txt", "more.txt"}


def test_nothing_is_watched_as_long_as_nobody_wants_to_know(engine, files):
    listen(engine, "module:added")
    assert files._notes is None
    listen(engine, "file:changed")
    until(engine, lambda: files._notes is not None)
    listen(engine)
    until(engine, lambda: files._notes is None)
