"""The command line: usage, exit codes, and what is said where."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest

from app import checking, cli
from app.version import VERSION
from tests.app.terminal import ROOT, environment, moonloop


def _usage_error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["render", "song.lua"], "the following arguments are required: -o/--out"),
        (["render", "song.lua", "-o", "song.mp3"], 'a name that ends in .wav, got "song.mp3"'),
        (["render", "song.lua", "-o", "a.wav", "--bars", "0"], 'a whole number from 1, got "0"'),
        (["render", "song.lua", "-o", "a.wav", "--bars", "many"], 'a whole number from 1, got "many"'),
        (["render", "song.lua", "-o", "a.wav", "--seconds", "-1"], 'seconds above 0 and up to a day, got "-1"'),
        (["render", "song.lua", "-o", "a.wav", "--seconds", "nan"], 'seconds above 0 and up to a day, got "nan"'),
        (["render", "song.lua", "-o", "a.wav", "--seconds", "soon"], 'seconds above 0 and up to a day, got "soon"'),
        (["render", "song.lua", "-o", "a.wav", "--bars", "1", "--seconds", "1"], "not allowed with argument"),
        (["render", "song.lua", "-o", "a.wav", "--rate", "44.1"], '8000 to 192000 frames per second, got "44.1"'),
        (["render", "song.lua", "-o", "a.wav", "--seed", "x"], "invalid int value: 'x'"),
        (["run"], "the following arguments are required: FILE"),
        (["run", "song.lua", "--budget", "0"], 'seconds above 0 and up to a day, got "0"'),
        (["check"], "the following arguments are required: FILE.lua"),
        (["validate", "a.moonloop", "b.moonloop"], "unrecognized arguments: b.moonloop"),
        (["commands"], "the following arguments are required: FILE"),
        (["--loud"], "unrecognized arguments: --loud"),
        (["a.moonloop", "b.moonloop"], "unrecognized arguments: b.moonloop"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_right(capsys, arguments, told):
    assert told in _usage_error(capsys, *arguments)


@pytest.mark.parametrize("command", ["render", "run", "check", "commands", "validate"])
def test_every_command_has_a_help_of_its_own_and_is_named_in_that_of_all(capsys, command):
    for arguments in (["--help"], [command, "--help"]):
        with pytest.raises(SystemExit) as caught:
            cli.main(arguments)
        assert caught.value.code == 0
        assert command in capsys.readouterr().out


def test_the_version_is_that_of_the_project(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--version"])

    assert capsys.readouterr().out == f"Moonloop {VERSION}\n"
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is a display")
@pytest.mark.parametrize("arguments", [[], ["set.moonloop"]])
def test_without_a_display_one_line_names_the_commands_that_need_none(tmp_path, arguments):
    outcome = moonloop(tmp_path, *arguments)

    assert outcome == (
        1,
        "",
        (
            "There is no display for a window. "
            "These commands need none: render, run, check, commands, validate, pattern (see --help).\n"
        ),
    )


def test_a_bug_ends_with_70_a_short_message_and_a_crash_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def broken(path: str) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(checking, "validate", broken)

    assert cli.main(["validate", "a.moonloop"]) == 70
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Moonloop has a bug: ZeroDivisionError: division by zero")
    assert "Traceback" not in told.err
    if sys.platform == "linux":
        (crash,) = tmp_path.rglob("crash-*.txt")
        assert str(crash) in told.err
        assert "ZeroDivisionError" in crash.read_text()


def test_being_interrupted_is_no_bug(monkeypatch, capsys):
    def interrupted(path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "validate", interrupted)

    assert cli.main(["validate", "a.moonloop"]) == 130
    assert capsys.readouterr().err == "interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of a shell")
def test_a_reader_that_goes_away_is_no_bug(tmp_path):
    (tmp_path / "lines").write_text("help\n" * 3000)
    command = f'"{sys.executable}" -P -m app commands lines | head -1'

    outcome = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True
    )

    assert outcome.stdout.count("\n") == 1
    assert outcome.stderr == ""


@pytest.mark.parametrize("light", ["validate", "check"])
def test_commands_that_play_nothing_load_nothing_heavy(tmp_path, light):
    (tmp_path / "song.lua").write_text("bpm(120)\n")
    program = (
        "import sys\n"
        "from app.cli import main\n"
        f"main(['{light}', 'song.lua'])\n"
        "heavy = ('numpy', 'signalflow', 'PySide6', 'soundfile', 'sounddevice')\n"
        "print([each for each in heavy if each in sys.modules])\n"
    )

    out = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert out.splitlines()[-1] == "[]"
