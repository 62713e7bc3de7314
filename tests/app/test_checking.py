"""`check` and `validate`: what is wrong with a file, where, and the exit code."""

from __future__ import annotations

import json

from app import cli
from engine.core import commands as c
from engine.session.format import to_text
from tests.app.terminal import moonloop
from tests.engine.core.documents import after, studio


def test_check_of_a_good_script_says_ok(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text("bpm(120)\n")

    assert cli.main(["check", "song.lua"]) == 0
    assert cli.main(["check", "song.lua", "--json"]) == 0
    assert capsys.readouterr() == ("song.lua: OK\n[]\n", "")


def test_check_of_a_bad_script_tells_line_and_column(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text("bpm(120)\nlocal = 3\n")

    code = cli.main(["check", "song.lua"])
    told = capsys.readouterr()

    assert code == 1
    assert told.out == ""
    assert told.err.startswith("song.lua:2:")


def test_check_as_json_tells_the_same_on_stdout_and_nothing_on_stderr(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text("bpm(120)\nlocal = 3\n")

    code = cli.main(["check", "song.lua", "--json"])
    told = capsys.readouterr()
    (mistake,) = json.loads(told.out)

    assert code == 1
    assert told.err == ""
    assert sorted(mistake) == ["column", "line", "message", "severity"]
    assert mistake["severity"] == "error"
    assert mistake["line"] == 2


def test_check_warns_of_what_is_not_meant_and_still_says_ok(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text('bpm(120)\nsamplr("kick")\n')

    assert cli.main(["check", "song.lua"]) == 0
    assert capsys.readouterr() == (
        "song.lua: OK\n",
        'song.lua:2:1: warning: there is no function called samplr; did you mean "sampler"?\n',
    )


def test_check_as_json_tells_warnings_with_their_severity_kind_and_fix(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text("wait(1)\nlocal tempo = 3\n")

    assert cli.main(["check", "song.lua", "--json", "--mode", "live"]) == 0
    warning, hint = json.loads(capsys.readouterr().out)
    assert (warning["line"], warning["column"], warning["end"]) == (1, 1, 5)
    assert (warning["severity"], warning["kind"], warning["fix"]) == ("warning", "wrong-mode", None)
    assert (hint["severity"], hint["kind"], hint["line"]) == ("hint", "unused", 2)


def test_check_knows_what_a_level_has(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "song.lua").write_text('print(io.open("a.txt"))\n')

    assert cli.main(["check", "song.lua", "--level", "minimal"]) == 0
    assert cli.main(["check", "song.lua"]) == 0
    told = "song.lua:1:7: warning: io.open is not there at level standard; it is at level minimal\n"
    assert capsys.readouterr() == ("song.lua: OK\nsong.lua: OK\n", told)


def test_check_of_a_file_that_is_not_there_or_no_text_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "noise.lua").write_bytes(b"\xff\xfe")

    assert cli.main(["check", "nothing.lua"]) == 1
    assert cli.main(["check", "noise.lua"]) == 1
    assert capsys.readouterr().err == (
        "nothing.lua: this file cannot be read (No such file or directory); open another file\n"
        "noise.lua:1: this is not a text in UTF-8; open another file\n"
    )


def test_validate_of_a_good_session_says_what_is_in_it(tmp_path):
    (tmp_path / "set.moonloop").write_text(to_text(studio()))

    assert moonloop(tmp_path, "validate", "set.moonloop") == (
        0, "set.moonloop: OK (modules 6, connections 3, patterns 1, chains 0, scripts 1)\n", "",
    )  # fmt: skip


def test_validate_of_a_bad_session_lists_every_problem_and_the_backup(tmp_path):
    good = to_text(after(studio(), c.SetParameter(module="bass", parameter="wave", value="sine")))
    (tmp_path / "set.moonloop").write_text(good.replace('"wave": "sine"', '"wave": "sew"').replace("120.0", "7"))
    (tmp_path / "set.moonloop.backup").write_text(good)

    assert moonloop(tmp_path, "validate", "set.moonloop") == (
        1,
        "",
        (
            'set.moonloop: modules[4].values.wave: synth "bass": wave is one of saw, square, triangle, sine, noise, '
            'got "sew"; did you mean "saw"?; correct it in the file\n'
            "set.moonloop: tempo: the tempo is 20 to 480 beats per minute, got 7; correct it in the file\n"
            f'set.moonloop: the version before it is kept: "{tmp_path / "set.moonloop.backup"}"\n'
        ),
    )


def test_validate_of_an_odd_session_warns_and_says_ok(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "set.moonloop").write_text(to_text(studio()).replace('"pattern": "four"', '"pattern": "five"'))

    assert cli.main(["validate", "set.moonloop"]) == 0
    assert capsys.readouterr() == (
        "set.moonloop: OK (modules 6, connections 3, patterns 1, chains 0, scripts 1)\n",
        (
            'set.moonloop: modules: sequencer "beat" plays a pattern "five" that is not there; '
            "add the pattern or choose another\n"
        ),
    )
