"""Log, parameters and output: what scripts say, what they are told, and what they write."""

from __future__ import annotations

import json

import pytest

# Log --------------------------------------------------------------------------------------------------------------


def test_messages_below_the_level_are_not_said(lab):
    lab.run("""
    local log = require "log"
    log.debug("a") log.info("b")
    log.set_level("warn") log.info("c") log.warn("d")
    log.set_level("off") log.error("e")""")

    assert lab.logged == [("info", "b"), ("warn", "d")]


def test_children_have_their_parents_level_and_sinks_until_they_are_given_their_own(lab):
    lab.run("""
    local log = require "log"
    local band = log.child("band") local drums = band:child("drums"):with_fields{ part = 2 }
    band:set_level("debug") drums:debug("in", { bar = 1 })
    drums:set_sinks(function(m) print(m.logger, m.level, m.text, m.fields.part, m.fields.bar) end)
    drums:info("on", { bar = 3 }) band:info("out")""")

    assert lab.heard == [
        "debug band.drums: in bar=1 part=2",
        "band.drums\tinfo\ton\t2\t3",
        "info band: out",
    ]


def test_fields_of_a_logger_are_not_its_parents(lab):
    lab.run('local log = require "log" log.with_fields{ a = 1 }:with_fields{ b = 2 }:info("x") log.info("y")')

    assert [text for _, text in lab.logged] == ["x a=1 b=2", "y"]


def test_unknown_level_is_refused(lab):
    assert "a level is debug, info, warn, error or off, got loud" in str(lab.fail('require("log").set_level("loud")'))


def test_log_does_not_mind_what_a_script_calls_log(lab):
    lab.run('log = require "log" log.info("still heard")')

    assert lab.logged == [("info", "still heard")]


# Parameters -------------------------------------------------------------------------------------------------------

SCHEMA = """
local params = require "params"
local schema = params.declare{
  { name = "tempo", type = "number", min = 20, max = 480, default = 120, help = "beats a minute" },
  { name = "steps", type = "integer", min = 1 },
  { name = "key", type = "string", enum = { "c", "d" }, required = true },
  { name = "mute", type = "boolean" },
  { name = "name", type = "string", max = 3 },
  { name = "even", type = "number", check = function(v) return v % 2 == 0, "must be even" end },
}
"""


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ("{ key = 'c', tempo = 7 }", '"tempo" must be 20 to 480 and is 7'),
        ("{ key = 'c', tempo = 'fast' }", '"tempo" must be a number, got "fast"'),
        ("{ key = 'c', tempo = 0/0 }", '"tempo" must be a number, got '),
        ("{ key = 'c', steps = 1.5 }", '"steps" must be a whole number, got 1.5'),
        ("{ key = 'c', steps = 0 }", '"steps" must be at least 1 and is 0'),
        ("{ key = 'h' }", '"key" must be one of "c", "d", got "h"'),
        ("{}", '"key" is required'),
        ("nil", '"key" is required'),
        ("{ key = 'c', mute = 'perhaps' }", '"mute" must be a boolean, got "perhaps"'),
        ("{ key = 'c', name = 'long' }", '"name" must be at most 3 long and is 4'),
        ("{ key = 'c', even = 3 }", '"even" must be even'),
        ("{ key = 'c', temp = 3 }", 'there is no parameter "temp"; there are tempo, steps, key, mute, name, even'),
        ("5", "parameters are a table, got 5"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_at_the_line_that_asked(lab, values, problem):
    printed = lab.run(f"{SCHEMA} print(select(2, schema:validate({values})))")

    assert printed[0].startswith(problem)
    assert str(lab.fail(f"{SCHEMA}\nschema:check({values})")).startswith(f"song.lua:12: {problem}")


def test_values_are_brought_to_their_types_and_defaults_filled_in(lab):
    text = (
        SCHEMA
        + """
    local given = { key = "d", steps = 4.0, mute = "Off", tempo = "99.5" }
    local v = schema:check(given)
    print(v.key, v.steps, v.mute, v.tempo, v.name, given.mute)"""
    )

    assert lab.run(text) == ["d\t4\tfalse\t99.5\tnil\tOff"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ("{ type = 'number' }", "field 1 needs a name"),
        ("{ name = 'a', type = 'colour' }", '"a" has the unknown type "colour"'),
        ("{ name = 'a', required = true, default = 1 }", '"a" is required, so its default is never used'),
        ("{ name = 'a', type = 'boolean', min = 1 }", '"a" has a range, and a boolean has no size'),
        ("{ name = 'a' }, { name = 'a' }", '"a" is declared twice'),
        ("{ name = 'a', type = 'number', min = 5, default = 1 }", 'the default of "a" must be at least 5 and is 1'),
    ],
)
def test_declarations_that_make_no_sense_are_refused(lab, fields, problem):
    assert problem in str(lab.fail(f'require("params").declare{{ {fields} }}'))


def test_description_has_a_line_for_each_parameter(lab):
    assert lab.run(f"{SCHEMA} print(schema:describe())")[0].splitlines()[:3] == [
        "tempo: a number, 20 to 480, else 120; beats a minute",
        "steps: a whole number, at least 1",
        'key: a text, one of "c", "d", required',
    ]


# Output -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("nil", None),
        ("{ 1, 2.5, -3, 1e300, 9007199254740993 }", [1, 2.5, -3, 1e300, 9007199254740993]),
        ("{ a = { b = { true, false } } }", {"a": {"b": [True, False]}}),
        (
            "'quote \" back \\\\ line \\n tab \\t nul \\0 é ' .. utf8.char(0x1F600)",
            'quote " back \\ line \n tab \t nul \0 é 😀',
        ),
        ("{}", {}),
        ("{ n = 0 }", []),
        ("{ 'x', n = 1 }", ["x"]),
        ("0.1", 0.1),
    ],
)
def test_json_is_what_a_json_reader_reads_back(lab, value, meant):
    assert json.loads(lab.run(f'print(require("output").json({value}))')[0]) == meant


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("{ a = { print } }", "the value.a[1] is a function, which JSON has no way to write"),
        ("{ 1/0 }", "the value[1] is inf, which JSON has no way to write"),
        ("{ [2] = 1 }", "the value has the key 2, and keys in JSON are texts"),
        ("'\\xff'", "the value is not text: its bytes are no UTF-8"),
        ("(function() local t = {} t.self = t return t end)()", "the value.self contains itself"),
    ],
)
def test_what_json_cannot_say_is_refused_with_its_place(lab, value, problem):
    assert str(lab.fail(f'require("output").json({value})')) == f"song.lua:1: output.json: {problem}"


def test_table_aligns_its_columns_by_what_people_see(lab):
    printed = lab.run('print(require("output").table({ { name = "é", n = 10 }, { "bass" } }, { "name", "n" }))')

    assert printed[0].splitlines() == ["name  n", "é     10", "bass  "]


def test_show_cuts_what_is_long_deep_or_circular(lab):
    text = """
    local show, t = require("output").show, { 1, 2, 3, 4, 5, 6, 7, 8, 9 }
    local deep = { { { { "x" } } } } local own = {} own[1] = own
    print(show(t)) print((string.gsub(show(deep), "0x%x+", "*"))) print((string.gsub(show(own), "0x%x+", "*")))"""

    assert lab.run(text) == ["{1, 2, 3, 4, 5, 6, 7, 8, ...}", "{{{table: *}}}", "{{{table: *}}}"]
