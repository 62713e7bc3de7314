"""`pattern`: what a text in mini-notation plays, as JSON and as a table, one text and many."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app import cli
from tests.app.terminal import moonloop


def _lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: bytes, *more: str) -> list:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(typed)))
    assert cli.main(["pattern", "--batch", *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_pattern_as_json_tells_exact_times_sorted_by_begin(capsys):
    assert cli.main(["pattern", "bd/2 , <a b>@3", "--cycles", "2", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {"begin": "0/1", "end": "1/1", "whole": ["0/1", "1/1"], "value": "a"},
        {"begin": "0/1", "end": "2/1", "whole": ["0/1", "2/1"], "value": "bd"},
        {"begin": "1/1", "end": "2/1", "whole": ["1/1", "2/1"], "value": "b"},
    ]


@pytest.mark.parametrize(
    "arguments",
    [["-bd", "--json"], ["--json", "--cycles", "1", "-bd"], ["--json", "--", "-bd"], ["--cycles=1", "-bd", "--json"]],
)
def test_pattern_may_begin_with_a_minus(capsys, arguments):
    assert cli.main(["pattern", *arguments]) == 0

    assert [each["value"] for each in json.loads(capsys.readouterr().out)] == ["-bd"]


def test_pattern_as_json_tells_the_part_that_is_heard_beside_the_whole(capsys):
    assert cli.main(["pattern", "bd/2 sd", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == [
        {"begin": "0/1", "end": "1/2", "whole": ["0/1", "1/1"], "value": "bd"},
        {"begin": "1/2", "end": "1/1", "whole": ["1/2", "1/1"], "value": "sd"},
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0.25", "0.25"),
        ("-3", "-3"),
        ("4.0", "4"),
        ("1e3", "1000"),
        ("bd:3", '"bd:3"'),
        ("bd:3:0.5", '"bd:3:0.5"'),
        ("1:2.0", '"1:2"'),
        ("c#4", '"c#4"'),
        ("Infinity", '"Infinity"'),
    ],
)
def test_pattern_writes_numbers_as_numbers_and_lists_as_they_were_written(capsys, text, written):
    assert cli.main(["pattern", text, "--json"]) == 0

    assert capsys.readouterr().out == (
        f'[{{"begin": "0/1", "end": "1/1", "whole": ["0/1", "1/1"], "value": {written}}}]\n'
    )


def test_pattern_as_a_table_goes_cycle_by_cycle(capsys):
    assert cli.main(["pattern", "<bd:3 ~> , hh/2", "--cycles", "2"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "cycle 0",
        "  0 - 1                    bd:3",
        "  0 - 2                    hh",
        "cycle 1: nothing",
    ]


def test_a_wrong_pattern_is_shown_with_a_caret_and_ends_with_1(capsys):
    assert cli.main(["pattern", "bd [sd hh", "--json"]) == 1

    assert capsys.readouterr() == (
        "",
        'bd [sd hh\n         ^\ncolumn 10: expected a step or "]", found the end\n',
    )


def test_a_mistake_in_a_long_pattern_is_shown_with_what_stands_around_it(capsys):
    assert cli.main(["pattern", f"{'bd ' * 100}) {'sd ' * 100}"]) == 1

    shown, caret, told = capsys.readouterr().err.splitlines()
    assert len(shown) <= 101
    assert shown[len(caret) - 1] == ")"
    assert told == 'column 301: expected a step or the end, found ")"'


def test_an_answer_that_would_be_too_long_is_refused(capsys):
    assert cli.main(["pattern", "bd*1000", "--cycles", "10000"]) == 1

    assert "about 10,000,000 events; ask for fewer cycles" in capsys.readouterr().err


def test_batch_answers_each_line_and_goes_on_after_mistakes(monkeypatch, capsys):
    lines = _lines(monkeypatch, capsys, b'"bd sd"\n"bd ["\nno json\n3\n\n"\xff"\n"~"\n"bd*1000000"\n"\\ud83d"\n"a"')

    event = {"begin": "0/1", "end": "1/1", "whole": ["0/1", "1/1"], "value": "a"}
    no_string = {"error": "expected a JSON string, with a pattern in it", "column": 1}
    assert [each.get("value", each) for each in lines[0]] == ["bd", "sd"]
    assert lines[1:] == [
        {"error": "expected a step, found the end", "column": 5},
        no_string,
        no_string,
        no_string,
        no_string,
        [],
        {"error": "this makes up to 1,000,000 events a cycle; at most 100,000 can be played", "column": 1},
        {"error": 'expected a step, found "\ud83d"', "column": 1},
        [event],
    ]


def test_batch_asks_each_for_the_cycles_that_are_wanted(monkeypatch, capsys):
    lines = _lines(monkeypatch, capsys, b'"<a b c>"\n', "--cycles", "3")

    assert [each["value"] for each in lines[0]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pattern"], "one of the arguments --batch TEXT is required"),
        (["pattern", "bd", "--cycles", "0"], 'a whole number from 1, got "0"'),
        (["pattern", "bd", "--cycles", "10001"], "at most 10000 cycles, got 10001"),
        (["pattern", "bd", "--batch"], "not allowed with argument"),
    ],
)
def test_wrong_usage_of_pattern_ends_with_2(capsys, arguments, told):
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)

    assert caught.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.slow
def test_pattern_in_a_terminal_answers_line_by_line(tmp_path):
    outcome = moonloop(tmp_path, "pattern", "--batch", typed='"bd"\n"sd"\n')

    assert outcome.code == 0
    assert [json.loads(line)[0]["value"] for line in outcome.out.splitlines()] == ["bd", "sd"]


def test_pattern_imports_no_window_no_sound_and_no_lua():
    modules = "import sys; from app import pattern_command; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", modules], capture_output=True, text=True, check=True).stdout

    assert not [name for name in ("PySide6", "signalflow", "lupa", "msgspec", "numpy") if f"'{name}'" in loaded]
