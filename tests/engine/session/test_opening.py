"""Opening a session file, and what is said when that is not possible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.core import commands as c
from engine.core.errors import NotAllowed
from engine.session.format import to_text
from engine.session.opening import SessionMistake, digest, open_session, session_path, validate
from tests.engine.core.documents import after, studio


def _saved(folder: Path, name: str = "beat.moonloop") -> Path:
    path = folder / name
    path.write_bytes(to_text(studio()).encode())
    return path


def _sentence(path: Path) -> str:
    with pytest.raises(SessionMistake) as caught:
        open_session(path)
    return str(caught.value)


def test_opening_gives_the_document_its_absolute_path_and_what_tells_it_from_other_versions(tmp_path, monkeypatch):
    path = _saved(tmp_path)
    monkeypatch.chdir(tmp_path)

    opened = open_session("beat.moonloop")

    assert opened.document == studio()
    assert opened.path == str(path)
    assert opened.digest == digest(path.read_bytes())
    assert opened.warnings == ()


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    path = tmp_path / "beat.moonloop"
    path.write_bytes(b"\xef\xbb\xbf" + to_text(studio()).encode())

    assert open_session(path).document == studio()


def test_a_missing_file_is_told_with_the_nearest_one_beside_it(tmp_path):
    _saved(tmp_path)
    path = tmp_path / "beet.moonloop"

    assert _sentence(path) == f'{path}: there is no such file; open another file; did you mean "beat.moonloop"?'


def test_a_folder_is_no_session(tmp_path):
    assert _sentence(tmp_path) == f"{tmp_path}: this is a folder; open another file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_session_and_nobody_waits_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert _sentence(tmp_path / "pipe") == f"{tmp_path / 'pipe'}: this is not a file; open another file"


def test_a_path_through_a_file_is_no_session(tmp_path):
    path = _saved(tmp_path) / "inside.moonloop"

    assert _sentence(path) == f"{path}: there is no such file; open another file"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only the superuser can become somebody who may not read"
)
def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path):
    tmp_path.parent.chmod(0o755)
    tmp_path.parent.parent.chmod(0o755)
    tmp_path.chmod(0o755)
    path = _saved(tmp_path)
    path.chmod(0)
    program = (
        "import os, sys\n"
        "from engine.session.opening import validate\n"
        "os.setuid(65534)\n"
        "print(validate(sys.argv[1])[0])\n"
    )

    told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True).stdout

    assert told == "you may not read this file; ask its owner, or change its permissions\n"


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path):
    path = tmp_path / "beat.moonloop"
    path.write_bytes(b'{\n  "moonloop": 1,\n  "name": "\xff"\n}')

    assert _sentence(path) == f"{path}: line 3: this is not a text in UTF-8, as a session is; open another file"


def test_a_mistake_tells_the_first_and_how_many_more_and_holds_them_all(tmp_path):
    path = _saved(tmp_path)
    panned = after(studio(), *(c.SetParameter(module=name, parameter="pan", value=0.5) for name in ("kick", "bass")))
    path.write_text(to_text(panned).replace('"pan": 0.5', '"pan": 7'))

    with pytest.raises(SessionMistake) as caught:
        open_session(path)

    assert str(caught.value) == (
        f'{path}: modules[3].values.pan: sampler "kick": pan is -1 to 1, got 7; correct it in the file (and 1 more)'
    )
    assert [problem.place for problem in caught.value.problems] == ["modules[3].values.pan", "modules[4].values.pan"]


@pytest.mark.parametrize("is_gone", [True, False])
def test_the_backup_is_offered_when_the_file_is_broken_or_gone(tmp_path, is_gone):
    path = _saved(tmp_path)
    backup = _saved(tmp_path, "beat.moonloop.backup")
    if is_gone:
        path.unlink()
    else:
        path.write_text(path.read_text()[:300])

    assert _sentence(path).endswith(f'The version before it is kept: open "{backup}"')
    assert open_session(backup).document == studio()


def test_validate_lists_nothing_for_a_good_session_and_all_for_a_bad_one(tmp_path):
    path = _saved(tmp_path)
    good = validate(path)
    closed = to_text(after(studio(), c.SetParameter(module="bass", parameter="cutoff", value=500)))
    path.write_text(closed.replace('"tempo": 120.0', '"tempo": 7').replace('"cutoff": 500.0', '"cutoff": 5'))

    assert good == []
    assert [problem.place for problem in validate(path)] == ["modules[4].values.cutoff", "tempo"]


def test_a_warning_does_not_keep_a_session_from_being_opened(tmp_path):
    path = _saved(tmp_path)
    path.write_text(path.read_text().replace('"pattern": "four"', '"pattern": "five"'))

    opened = open_session(path)

    assert [problem.is_warning for problem in opened.warnings] == [True]
    assert opened.document.modules["beat"].values["pattern"] == "five"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("song", "/music/song.moonloop"),
        ("song.moonloop", "/music/song.moonloop"),
        ("song.json", "/music/song.json"),
        ("../sets/song", "/sets/song.moonloop"),
        ("/tmp/song", "/tmp/song.moonloop"),
        ("~/song", "/home/player/song.moonloop"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths look different there")
def test_a_typed_path_is_filled_in(typed, path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/player")

    assert session_path(typed, "/music") == path


@pytest.mark.parametrize("typed", ["", "a\0b"])
def test_a_path_that_cannot_be_one_is_refused(typed):
    with pytest.raises(NotAllowed, match="a session needs a file name"):
        session_path(typed, "/music")
