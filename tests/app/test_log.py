"""Where Moonloop writes down its own bugs."""

from __future__ import annotations

import sys

import pytest

from app import log


def _bug() -> ValueError:
    try:
        raise ValueError("no such note \udc80")
    except ValueError as bug:
        return bug


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is moved by a variable of this system")
def test_a_crash_file_tells_version_place_and_traceback(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    path = log.write_crash(_bug(), "command line: render x")
    text = path.read_text()

    assert path.is_relative_to(tmp_path)
    assert text.startswith("Moonloop 0.1.0, Python 3.")
    assert "\ncommand line: render x\n" in text
    assert text.endswith("ValueError: no such note \\udc80\n")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is moved by a variable of this system")
def test_two_crashes_have_two_files(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert log.write_crash(_bug(), "here") != log.write_crash(_bug(), "here")


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is moved by a variable of this system")
def test_no_file_is_no_further_crash(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    assert log.write_crash(_bug(), "here") is None
