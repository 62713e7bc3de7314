"""What a command plays, and how its mistakes are named."""

from __future__ import annotations

import pytest

from app.score import InputMistake, read_score, script_name
from engine.core.live import Place
from engine.modules.table import SYSTEM_MODULES
from engine.session.format import to_text
from engine.session.problems import SessionMistake
from tests.engine.core.documents import studio


def test_a_session_is_what_it_holds(tmp_path):
    path = tmp_path / "set.moonloop"
    path.write_text(to_text(studio()))

    score = read_score(str(path))

    assert score.document == studio()
    assert score.script == ""
    assert score.folder == tmp_path


def test_a_lua_file_becomes_a_session_with_one_script_that_runs_when_it_is_opened(tmp_path):
    path = tmp_path / "my song.lua"
    path.write_bytes(b"\xef\xbb\xbfbpm(128)\r\n")

    score = read_score(str(path))

    assert set(score.document.modules) == set(SYSTEM_MODULES)
    assert score.document.scripts["my_song"].text == "bpm(128)\r\n"
    assert score.document.scripts["my_song"].is_enabled


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("song.lua", "song"),
        ("a/b c.d.lua", "b_c_d"),
        ("Ölmühle.lua", "Ölmühle"),
        (".lua", "_lua"),
        ("x" * 99, "x" * 64),
    ],
)
def test_a_script_is_called_as_its_file(path, name):
    assert script_name(path) == name


def test_a_session_that_is_not_good_is_refused(tmp_path):
    path = tmp_path / "set.moonloop"
    path.write_text("{}")

    with pytest.raises(SessionMistake, match="is missing"):
        read_score(str(path))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "this file cannot be read (No such file or directory); open another file"),
        (b"ok\n\xff", ":2: this is not a text in UTF-8; open another file"),
    ],
)
def test_a_lua_file_that_cannot_be_read_is_told(tmp_path, content, told):
    path = tmp_path / "song.lua"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputMistake) as caught:
        read_score(str(path))

    assert str(caught.value).startswith(str(path))
    assert str(caught.value).endswith(told)


@pytest.mark.parametrize(
    ("message", "place", "told"),
    [
        ("song.lua:3: there is no module", Place("song", 3), "song.lua:3: there is no module"),
        ("there is no module", Place("song", 3), "song.lua:3: there is no module"),
        ("song.lua: it took too long", Place("song", 0), "song.lua: it took too long"),
        ("bass.lua:2: oops", Place("bass", 2), "song.lua: script bass, line 2: oops"),
        ("there is no sample", None, "song.lua: there is no sample"),
    ],
)
def test_a_mistake_is_told_with_the_place_in_the_players_own_file(tmp_path, monkeypatch, message, place, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text("")

    assert read_score("song.lua").told(message, place) == told
