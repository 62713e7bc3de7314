"""The rules: nothing is found in what is as it should be, and what is not is found at its line, as what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.lua.api.table import API
from engine.lua.lint.check import lint
from engine.lua.lint.terms import Terms
from tests.engine.lua.lint.bad import BAD
from tests.engine.lua.lint.idioms import IDIOMS

RESOURCES = Path(__file__).parents[4] / "resources"
LUA_FILES = sorted([*RESOURCES.glob("examples/*.lua"), *RESOURCES.glob("lua/**/*.lua")])
SESSION_SCRIPTS = [
    (f"{path.stem}: {script['name']}", "\n".join(script["text"]), script.get("mode", "live"))
    for path in sorted(RESOURCES.glob("sessions/*.moonloop"))
    for script in json.loads(path.read_text(encoding="utf-8"))["scripts"]
]
DOCS_BLOCKS = [
    (f"{path.name} {place}", block.split("```")[0])
    for path in (
        RESOURCES / "docs" / "scripting.md",
        RESOURCES / "docs" / "events.md",
        RESOURCES / "docs" / "patterns.md",
    )
    for place, block in enumerate(path.read_text(encoding="utf-8").split("```lua\n")[1:])
]


def found(text, mode="live", **terms):
    return [(each.kind, each.line) for each in lint(text, Terms(mode=mode, **terms))]


def test_the_corpus_is_as_large_as_is_promised():
    assert len(BAD) >= 100
    assert len(IDIOMS) >= 100


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.kind}: {bad.text[:40]!r}")
def test_what_is_not_meant_is_found_at_its_line_and_nothing_else_is(bad):
    assert found(bad.text, bad.mode) == [(bad.kind, bad.line)]


@pytest.mark.parametrize("text", IDIOMS)
def test_nothing_is_found_in_an_idiom(text):
    assert found(text) == []


@pytest.mark.parametrize("path", LUA_FILES, ids=lambda path: path.name)
def test_nothing_is_found_in_the_examples_and_the_library(path):
    assert found(path.read_text(encoding="utf-8"), mode=None) == []


@pytest.mark.parametrize(
    ("text", "mode"), [each[1:] for each in SESSION_SCRIPTS], ids=[each[0] for each in SESSION_SCRIPTS]
)
def test_nothing_is_found_in_the_sessions_that_come_along(text, mode):
    assert found(text, mode) == []


@pytest.mark.parametrize("function", API, ids=lambda function: function.name)
def test_nothing_is_found_in_the_example_of_a_word(function):
    assert found(function.example, mode="repeat" if function.repeats else "live") == []


@pytest.mark.parametrize("text", [each[1] for each in DOCS_BLOCKS], ids=[each[0] for each in DOCS_BLOCKS])
def test_nothing_is_found_in_the_examples_of_the_documents(text):
    assert found(text) == []


def test_a_text_that_is_no_lua_is_not_judged():
    assert lint("local = samplr(") is None


def test_a_place_is_that_of_the_text_as_it_was_typed():
    (finding,) = lint('print("höhe", $bpm, $clock.bpm, mood)')

    assert (finding.line, finding.column, finding.end) == (1, 33, 37)


def test_what_goes_on_for_lines_is_marked_to_the_end_of_its_first_one():
    (finding,) = lint("local function f()\n  do return 1 end\n  error('x')\n  print(1,\n    2)\nend\nf()")

    assert (finding.line, finding.column, finding.end) == (4, 3, 11)


def test_the_name_that_was_meant_is_told_and_offered():
    (finding,) = lint('samplr("kick")')

    assert finding.message == 'there is no function called samplr; did you mean "sampler"?'
    assert finding.fix == "sampler"
    assert finding.severity == "warning"


def test_globals_of_a_script_that_is_required_are_known():
    scripts = {"kit": "require 'more' function boom() end", "more": "mood = 'dark'"}

    assert found("require 'kit' boom() print(mood)", scripts=scripts) == []
    assert found("require 'kit' boom() print(mode)", scripts=scripts) == [("undefined", 1)]


def test_scripts_that_require_each_other_are_read_once():
    scripts = {"one": "require 'two' a = 1", "two": "require 'one' b = 2"}

    assert found("require 'one' print(a, b, c)", scripts=scripts) == [("undefined", 1)]


@pytest.mark.parametrize(
    ("level", "kinds"), [("minimal", []), ("standard", ["absent"]), ("trusted", ["absent"]), ("strict", ["absent"] * 2)]
)
def test_what_is_absent_depends_on_the_level(level, kinds):
    text = "print(io.open('a.txt'), load('return 1'))"

    assert [each.kind for each in lint(text, Terms(level=level))] == kinds


def test_each_use_of_a_library_that_is_not_there_at_all_is_told_once():
    findings = lint("local io = io print(1) _G.io.write('x')", Terms(level="strict"))
    assert [each.kind for each in findings if each.kind != "unused"] == ["absent"]


def test_a_text_nested_deeper_than_anybody_writes_is_let_pass():
    assert lint("print(" + "1 + " * 5000 + "1)") == []
