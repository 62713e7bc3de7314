"""The watcher tells once for what happens at one go, and nothing when files are only read."""

from __future__ import annotations

from threading import Event

import pytest

from engine.session.watcher import FolderWatcher

pytestmark = pytest.mark.slow
PATIENCE_SECONDS = 20


@pytest.fixture
def watched(tmp_path):
    told = Event()
    watcher = FolderWatcher(tmp_path / "modules", told.set)
    watcher.start()
    yield tmp_path / "modules", told
    watcher.stop()


def test_new_changed_and_removed_files_are_told(watched):
    folder, told = watched

    for change in (
        lambda: (folder / "a.py").write_text("1"),
        lambda: (folder / "a.py").write_text("2"),
        lambda: (folder / "a.py").rename(folder / "b.py"),
        (folder / "b.py").unlink,
    ):
        told.clear()
        change()
        assert told.wait(PATIENCE_SECONDS)


def test_folder_is_made(watched):
    folder, _ = watched

    assert folder.is_dir()


def test_watcher_that_stops_tells_nothing_more(tmp_path):
    told = Event()
    watcher = FolderWatcher(tmp_path, told.set)
    watcher.start()
    watcher.stop()

    (tmp_path / "a.py").write_text("1")

    assert not told.is_set()
