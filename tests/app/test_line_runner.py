"""`commands`: lines of the command shell, done one after another by a real process."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.starting import empty_document
from engine.session.format import to_text
from engine.session.opening import open_session
from tests.app.terminal import moonloop

pytestmark = pytest.mark.slow  # each starts a process, and most of them a worker


def test_each_line_is_answered_on_stdout(tmp_path):
    (tmp_path / "beat.txt").write_text(
        "# a beat\n"
        "add sampler kick sample=kick\n"
        "\n"
        "pattern create four x...x...x...x... // four on the floor\n"
        "add tracker beat pattern=four; connect beat kick\n"
        "bpm 128\n"
        "BPM\n"
        "play\n"
        "stop\n"
        "undo\n"
        "bpm\n"
        "list patterns\n"
    )

    assert moonloop(tmp_path, "commands", "beat.txt") == (
        0,
        (
            "added sampler kick, connected to masterAudioOut\n"
            "created four with 16 steps\n"
            "added sequencer beat\n"
            "connected beat to kick (event)\n"
            "128 BPM\n"
            "128 BPM\n"
            "playing\n"
            "stopped\n"
            "undone: set the tempo to 128\n"
            "120 BPM\n"
            "patterns\n  four  16 steps  x...x...x...x...\n"
        ),
        "",
    )


def test_the_first_line_that_fails_ends_it_with_its_number(tmp_path):
    outcome = moonloop(tmp_path, "commands", "-", typed="bpm 100\nset kick volume 1\nbpm\n")

    assert outcome.code == 1
    assert outcome.out == "100 BPM\n"
    assert outcome.err.startswith('<stdin>:2: there is no module "kick" (usage: set ')


def test_a_session_is_saved_opened_and_begun_anew(tmp_path):
    lines = "add synth lead cutoff=700\nsave song\nnew\nlist modules\nload song\nget lead cutoff\nbpm 90\nsave\n"

    outcome = moonloop(tmp_path, "commands", "-", typed=lines)

    path = tmp_path / "song.moonloop"
    assert outcome == (
        0,
        (
            "added synth lead, connected to masterAudioOut\n"
            f"saved {path}\n"
            "a new session\n"
            "modules\n  masterAudioOut      audioOut\n"
            "  masterOscilloscope  oscilloscope\n  masterSpectrogram   spectrogram\n"
            f"opened {path}\n"
            "700 Hz\n"
            "90 BPM\n"
            f"saved {path}\n"
        ),
        "",
    )
    assert open_session(path).document.transport.bpm == 90.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("save no/song", "was not saved: there is no such folder; make it, or save somewhere else"),
        (
            "save taken.moonloop",
            "was not saved: there is a file of that name already; save under another name, or force it",
        ),
        ("load nothing", "nothing.moonloop: there is no such file; open another file"),
        ("load taken.moonloop", "taken.moonloop: the file is empty; take an earlier version of it"),
        ("add sampler k sample=kik", 'there is no sample "kik"; did you mean "kick"?'),
        ("= nothing.x", "attempt to index a nil value"),
        ("pattern crate x", 'did you mean "create"?'),
    ],
)
def test_what_fails_is_told_with_its_line_and_ends_with_1(tmp_path, line, told):
    (tmp_path / "taken.moonloop").write_text("")

    outcome = moonloop(tmp_path, "commands", "-", typed=f"{line}\n")

    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.startswith("<stdin>:1: ")
    assert told in outcome.err
    assert "Traceback" not in outcome.err


def test_a_forced_save_replaces_a_file_and_keeps_it_as_the_backup(tmp_path):
    (tmp_path / "taken.moonloop").write_text("precious")

    assert moonloop(tmp_path, "commands", "-", typed="save taken force\n").code == 0
    assert (tmp_path / "taken.moonloop.backup").read_text() == "precious"


def test_lua_is_worked_out(tmp_path):
    assert moonloop(tmp_path, "commands", "-", typed="bpm 96\n= bpm() + 1\n") == (0, "96 BPM\n97.0\n", "")


def test_a_script_of_a_session_is_run_and_its_mistake_fails_the_line(tmp_path):
    (tmp_path / "set.moonloop").write_text(
        '{"moonloop": 1, "tempo": 120, "beatsPerBar": 4,'
        ' "modules": [{"name": "masterAudioOut", "type": "audioOut", "number": 1}],'
        ' "scripts": [{"name": "song", "number": 2, "enabled": false, "text": ["print(\'hello\')", "synth(\'lead\')"]},'
        '             {"name": "bad", "number": 3, "enabled": false, "text": ["synth(\'lead\', { cutoff = 1 })"]}]}'
    )

    outcome = moonloop(tmp_path, "commands", "-", typed="load set\nrun song\nget lead wave\nrun bad\n")

    assert outcome.code == 1
    assert outcome.out == f"opened {tmp_path / 'set.moonloop'}\nsong: hello\nsong is asked to run\nsaw\n"
    assert outcome.err.startswith("<stdin>:4: script bad, line 1: ")
    assert "cutoff is 20 to 20000 Hz, got 1" in outcome.err


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert moonloop(tmp_path, "commands", "beat.txt") == (
        1, "", "beat.txt: this file cannot be read (No such file or directory); open another file\n",
    )  # fmt: skip


def test_script_of_a_session_is_run_once_and_repeats(tmp_path):
    text = "print(1)\nwait(0.1)\nprint(2)\nreturn 3"
    document = apply(empty_document(), c.AddScript(name="tool", text=text))
    (tmp_path / "set.moonloop").write_text(to_text(apply(document, c.EnableScript(name="tool", is_enabled=False))))
    (tmp_path / "lines.txt").write_text(
        "load set.moonloop\n"
        "script once tool\n"
        "script mode tool repeat 1 2\n"
        "script enable tool\n"
        "info tool\n"
        "script once tol\n"
    )
    outcome = moonloop(tmp_path, "commands", "lines.txt")

    assert "tool: 1\ntool: 2\n3\n" in outcome.out
    assert "tool is in repeat mode from its next run on\n" in outcome.out
    assert "  state             repeating\n" in outcome.out
    assert 'there is no script "tol"; did you mean "tool"?' in outcome.err


def test_a_session_is_saved_with_the_state_of_its_scripts_as_it_is(tmp_path):
    text = "live_loop('l', function() state.n = (state.n or 0) + 1 sleep(1/64) end)"
    document = apply(empty_document(), c.AddScript(name="song", text=text))
    (tmp_path / "begin.moonloop").write_text(to_text(document))
    lines = "load begin\nplay\nsave song\n"

    outcome = moonloop(tmp_path, "commands", "-", typed=lines)

    assert (outcome.code, outcome.err) == (0, "")
    opened = open_session(str(tmp_path / "song.moonloop"))
    assert opened.document.scripts["song"].kept.startswith('{"n":')
