"""What is remembered from one start to the next."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.settings import MOST_RECENT, Settings


def _sessions(folder: Path, count: int) -> list[str]:
    paths = [folder / f"{number}.moonloop" for number in range(count)]
    for path in paths:
        path.write_text("{}")
    return list(map(str, paths))


def test_the_session_that_was_used_last_comes_first_and_once(tmp_path):
    one, two = _sessions(tmp_path, 2)
    settings = Settings(tmp_path / "settings.json")

    for path in (one, two, one):
        settings.remember(path)

    assert settings.recent == (one, two)
    assert Settings(tmp_path / "settings.json").recent == (one, two)


def test_only_the_newest_are_remembered_and_those_that_are_gone_are_not_offered(tmp_path):
    paths = _sessions(tmp_path, MOST_RECENT + 3)
    settings = Settings(tmp_path / "settings.json")
    for path in paths:
        settings.remember(path)
    Path(paths[-1]).unlink()

    assert settings.recent == tuple(reversed(paths[3:-1]))


def test_two_windows_remember_for_each_other(tmp_path):
    one, two = _sessions(tmp_path, 2)
    here, there = Settings(tmp_path / "settings.json"), Settings(tmp_path / "settings.json")

    here.remember(one)
    there.remember(two)

    assert here.recent == (two, one)


def test_forgetting_empties_the_list(tmp_path):
    (one,) = _sessions(tmp_path, 1)
    settings = Settings(tmp_path / "settings.json")
    settings.remember(one)

    settings.forget_recent()

    assert settings.recent == ()


@pytest.mark.parametrize("content", ["", "{", '{"recent": 7}', '["a"]'])
def test_a_broken_file_is_as_an_empty_one_and_is_mended_by_the_next_change(tmp_path, content):
    (tmp_path / "settings.json").write_text(content)
    settings = Settings(tmp_path / "settings.json")
    (one,) = _sessions(tmp_path, 1)

    assert settings.recent == ()
    settings.remember(one)
    assert settings.recent == (one,)


def test_settings_that_cannot_be_written_are_a_line_in_the_log_and_no_more(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")

    with caplog.at_level(logging.WARNING):
        settings.remember("/music/a.moonloop")

    assert "the settings were not written" in caplog.text
    assert settings.recent == ()


def test_settings_are_where_the_system_expects_them(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (one,) = _sessions(tmp_path, 1)

    Settings().remember(one)

    assert Settings().recent == (one,)
