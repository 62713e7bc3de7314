"""What happens when Moonloop itself is at fault."""

from __future__ import annotations

import sys
import threading

import pytest

from app.crash import CrashReports


@pytest.fixture
def told(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return []


@pytest.fixture
def reports(told):
    made = CrashReports(told.append)
    made.install()
    yield made
    made.uninstall()


def crash_files(folder):
    return sorted(folder.rglob("crash-*.txt"))


def test_bug_that_nobody_caught_is_told_and_written_down(reports, told, tmp_path):
    try:
        raise KeyError("bass")
    except KeyError:
        sys.excepthook(*sys.exc_info())

    assert told[0].startswith("Something went wrong inside Moonloop, in the window (KeyError: 'bass').")
    assert "KeyError: 'bass'" in crash_files(tmp_path)[0].read_text()


def test_bug_that_ended_a_thread_is_told_with_its_name(reports, told):
    def broken() -> None:
        raise ValueError("lost")

    thread = threading.Thread(target=broken, name="reader")
    thread.start()
    thread.join()

    assert 'in the thread "reader" (ValueError: lost)' in told[0]


def test_bug_that_repeats_does_not_fill_the_disk(reports, told, tmp_path):
    for _ in range(50):
        reports.report(ValueError("again"))

    assert len(crash_files(tmp_path)) == 20
    assert len(told) == 50


def test_hooks_are_put_back(told):
    before = (sys.excepthook, threading.excepthook)
    reports = CrashReports(told.append)
    reports.install()
    reports.uninstall()

    assert (sys.excepthook, threading.excepthook) == before
