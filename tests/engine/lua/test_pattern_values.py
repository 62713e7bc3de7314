"""Pattern values: what scripts say becomes an expression, in Lua, and mistakes are raised at the player's line."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError, WrongType
from engine.lua.api.chance import number, whole
from engine.lua.api.pattern_values import HOST, expression_of, is_pattern_value
from engine.lua.library import chance_text, pattern_text
from engine.patterns.expression import to_plain

BD = ["mini", "bd sd"]
N = ["control", "n", ["mini", "0 2"]]


@pytest.fixture
def patterns(script):
    """A script that knows patterns."""
    script.runtime.load_library(chance_text(), "chance", {"number": number, "whole": whole})
    script.runtime.load_library(pattern_text(), "pattern", HOST)
    return script


@pytest.fixture
def said(patterns):
    """Returns what an expression in Lua says, as nested lists."""

    def say(lua):
        patterns.told.clear()
        patterns.run(f"tell({lua})")
        assert is_pattern_value(patterns.told[0])
        return to_plain(expression_of(patterns.told[0], "pattern"))

    return say


@pytest.mark.parametrize(
    ("lua", "plain"),
    [
        ('mini("bd sd")', BD),
        ('fast(2, "bd sd")', ["fast", 2, BD]),
        ('mini("bd sd"):fast(2)', ["fast", 2, BD]),
        ('fast("<2 3>", "bd sd")', ["fast", ["mini", "<2 3>"], BD]),
        ('mini("bd sd"):late(1/3)', ["late", 1 / 3, BD]),
        ('stack("bd sd", 5, true)', ["stack", BD, 5, ["pure", True]]),
        ('mini("bd sd"):stack("bd sd")', ["stack", BD, BD]),
        ('arrange({ 4, "bd sd" }, { 2, silence })', ["arrange", 4, BD, 2, ["silence"]]),
        ('timecat({ 3, "bd sd" }, { 1, silence })', ["timecat", 3, BD, 1, ["silence"]]),
        ('wchoose({ "bd sd", 3 }, { silence, 1 })', ["wchoose", BD, 3, ["silence"], 1]),
        ("run(8)", ["run", 8]),
        ("pure(60)", ["pure", 60]),
        ("sine:range(200, 2000):segment(8)", ["segment", 8, ["range", 200, 2000, ["sine"]]]),
        ("rand:segment(4)", ["segment", 4, ["rand"]]),
        ("euclid(3, 8)", ["euclid", 3, 8, 0, ["pure", True]]),
        ('euclid(3, 8, "bd sd")', ["euclid", 3, 8, 0, BD]),
        ('mini("bd sd"):euclid(3, 8, 2)', ["euclid", 3, 8, 2, BD]),
        ('degrade("bd sd")', ["degrade", 0.5, BD]),
        ('degrade(0.3, "bd sd")', ["degrade", 0.3, BD]),
        ('rand:choose("bd sd", 5)', ["choose", BD, 5, ["rand"]]),
        ('rand:choose{ "bd sd", 5 }', ["choose", BD, 5, ["rand"]]),
        ('n("0 2"):scale("c4:minor")', ["scale", "c4:minor", N]),
        ('n("0 2"):scale("<c4:minor d4:minor>")', ["scale", ["mini", "<c4:minor d4:minor>"], N]),
        ('n("0 2"):arp("0 2")', ["arp", ["mini", "0 2"], N]),
        ('n("0 2"):arp("updown")', ["arpeggio", "updown", N]),
        ('seq("bd sd", { 1, 2 })', ["seq", BD, ["seq", 1, 2]]),
    ],
)
def test_function_or_method_says_an_operation(said, lua, plain):
    assert said(lua) == plain


@pytest.mark.parametrize(
    ("lua", "plain"),
    [
        ('n("0 2") + 7', ["add", 7, N]),
        ('7 + n("0 2")', ["addOut", N, 7]),
        ('10 - n("0 2")', ["subOut", N, 10]),
        ('n("0 2") * "1 2"', ["mul", ["mini", "1 2"], N]),
        ('"1 2" + n("0 2")', ["add", N, ["mini", "1 2"]]),
        ('n("0 2") / 2 % 3', ["mod", 3, ["div", 2, N]]),
        ('n("0 2") ^ 2', ["pow", 2, N]),
        ('-n("0 2")', ["mul", -1, N]),
    ],
)
def test_operator_says_arithmetic_with_the_times_of_the_pattern(said, lua, plain):
    assert said(lua) == plain


@pytest.mark.parametrize(
    ("lua", "plain"),
    [
        ('every(4, rev, "bd sd")', ["firstOf", 4, ["rev", BD], BD]),
        ('mini("bd sd"):every(4, fast(2))', ["firstOf", 4, ["fast", 2, BD], BD]),
        ('every(4, rev)("bd sd")', ["firstOf", 4, ["rev", BD], BD]),
        ('lastOf(4, function(p) return p:fast(2):rev() end, "bd sd")', ["lastOf", 4, ["rev", ["fast", 2, BD]], BD]),
        ('whenmod(8, 6, rev, "bd sd")', ["whenmod", 8, 6, ["rev", BD], BD]),
        ('when("<1 0>", rev, "bd sd")', ["when", ["mini", "<1 0>"], ["rev", BD], BD]),
        ('chunk(2, rev, "bd sd")', ["chunk", 2, ["rev", ["repeatCycles", 2, BD]], ["repeatCycles", 2, BD]]),
        ('fastChunk(2, rev, "bd sd")', ["chunk", 2, ["rev", BD], BD]),
        ('within(0, 0.5, rev, "bd sd")', ["stack", ["rev", ["between", 0, 0.5, BD]], ["notBetween", 0, 0.5, BD]]),
        ('off(1/8, function(p) return p + 7 end, n("0 2"))', ["stack", N, ["add", 7, ["late", 0.125, N]]]),
        ('superimpose(rev, fast(2), "bd sd")', ["stack", BD, ["rev", BD], ["fast", 2, BD]]),
        ('mini("bd sd"):layer(rev, fast(2))', ["stack", ["rev", BD], ["fast", 2, BD]]),
        ('jux(rev, "bd sd")', ["stack", ["panBy", -1, BD], ["rev", ["panBy", 1, BD]]]),
        ('juxBy(0.5, rev, "bd sd")', ["stack", ["panBy", -0.5, BD], ["rev", ["panBy", 0.5, BD]]]),
        ('sometimes(rev, "bd sd")', ["stack", ["degradeBy", 0.5, BD], ["rev", ["undegradeBy", 0.5, BD]]]),
        ('often(rev, "bd sd")', ["stack", ["degradeBy", 0.75, BD], ["rev", ["undegradeBy", 0.25, BD]]]),
        ('someCycles(rev, "bd sd")', ["stack", ["degradeCyclesBy", 0.5, BD], ["rev", ["undegradeCyclesBy", 0.5, BD]]]),
        ('always(rev, "bd sd")', ["rev", BD]),
        ('never(rev, "bd sd")', BD),
        ('inside(2, rev, "bd sd")', ["fast", 2, ["rev", ["slow", 2, BD]]]),
        ('outside(2, rev, "bd sd")', ["slow", 2, ["rev", ["fast", 2, BD]]]),
        (
            'n("0 2"):echoWith(2, 1/4, function(p, turn) return p + turn end)',
            ["stack", ["add", 0, ["late", 0, N]], ["add", 1, ["late", 0.25, N]]],
        ),
        (
            'sometimesBy("<0.3 0.6>", rev, "bd sd")',
            ["stack", ["degradeBy", ["mini", "<0.3 0.6>"], BD],
             ["rev", ["undegradeBy", ["add", 1, ["mul", -1, ["mini", "<0.3 0.6>"]]], BD]]],
        ),
    ],
)  # fmt: skip
def test_transform_is_called_at_once_and_its_result_is_said(said, lua, plain):
    assert said(lua) == plain


@pytest.mark.parametrize(
    ("lua", "plain"),
    [
        ('s("bd sd")', ["control", "s", BD]),
        ('note("c4 e4")', ["control", "note", ["mini", "c4 e4"]]),
        ("note({ 60, 64 })", ["control", "note", ["seq", 60, 64]]),
        ('n("0 2"):note()', ["control", "note", N]),
        ('n("0 2"):cutoff("400 800")', ["set", ["control", "cutoff", ["mini", "400 800"]], N]),
        ('n("0 2"):volume(0.5)', ["set", ["control", "volume", ["pure", 0.5]], N]),
        ('control("polyphony", "bd sd")', ["control", "polyphony", BD]),
    ],
)
def test_control_says_values_with_a_name(said, lua, plain):
    assert said(lua) == plain


def test_every_parameter_of_a_module_is_a_method(said):
    assert said('n("0 2"):release(0.5):resonance("0.1 0.2"):speed(2)')[0] == "set"


def test_note_is_a_number_for_the_name_of_one_note(patterns):
    assert patterns.value('note("c4"), note("eb"), note(61.5)') == "60.0\t51.0\t61.5"


def test_rand_is_still_a_number_when_it_is_called(patterns):
    assert patterns.value("rand(3, 3), rand() < 1") == "3.0\ttrue"


def test_choose_does_not_change_the_list_that_it_is_given(patterns):
    assert patterns.run('local list = { "a", "b" } rand:choose(list) print(#list)') == ["2"]


def test_pattern_shows_what_it_says(patterns):
    assert patterns.run('print(mini("bd sd"):fast(2))') == ['pattern ["fast",2,["mini","bd sd"]]']


def test_text_keeps_its_quotes_line_ends_and_letters_from_elsewhere(patterns):
    patterns.run('tell(pure("a\\"b\\\\c\\n\\t\\1é"))')

    assert to_plain(expression_of(patterns.told[0], "pattern")) == ["pure", 'a"b\\c\n\t\x01é']


@pytest.mark.parametrize(
    ("lua", "sentence"),
    [
        ('mini("bd [sd")', 'mini: column 7: expected a step or "]", found the end'),
        ('s("bd"):fast("<2 3")', 'fast: column 5: expected a step or ">", found the end'),
        ('s("bd"):fsat(2)', 'a pattern has no method "fsat"; did you mean "fast"?'),
        ('s("bd"):fast()', "fast: say the factor too; write fast(factor, pattern)"),
        ('fast(2, s("bd"), 3)', "fast takes fewer arguments; write fast(factor, pattern)"),
        ('s("bd"):fast(-1)', "fast: the factor must be a number, 0 to 100000, got -1"),
        ('s("bd"):scale("c:foo")', 'scale: there is no scale "foo"'),
        ('s("bd"):every(4, 3)', "every: the transform is a function, got 3"),
        ('s("bd"):every(4, function(p) end)', "every: the transform returned nothing; end it with return"),
        ('s("bd"):every(4)', "every takes 2 arguments besides the pattern"),
        ('s("bd").fast(2)', "call fast with a colon, on a pattern: p:fast(...)"),
        ('s("bd"):map(function(v) return v end)', "a pattern has no map: Lua does not run while the engine plays"),
        ('s("bd"):late(0/0)', "late: a number in a pattern is finite"),
        ('s("bd"):late({})', "late: the cycles must be a number or a pattern of numbers, got a table"),
        ("s(nil)", "s takes a pattern, got nothing"),
        (
            "(function(list) list[1] = list return seq(list) end)({})",
            "seq: the pattern goes deeper than 100 operations",
        ),
        ("mini(3)", "mini: mini-notation is a text, got 3"),
        ('pure("\\255")', "pure: the text is no UTF-8"),
        ("stack()", "stack takes other arguments; write stack(pattern, …)"),
        ('wchoose("bd")', "wchoose: each argument is a pair; write wchoose({ pattern, weight }, …)"),
        ('s("bd"):inside("2 3", rev)', 'inside: the factor must be one number here, got "2 3"'),
        ('s("bd")()', "a pattern is not called; call a method of it: p:fast(2)"),
        ('s("bd")[1]', "a pattern has methods only, and no item 1"),
    ],
)
def test_mistake_is_raised_at_the_players_line(patterns, lua, sentence):
    mistake = patterns.fail(f"local a = 1\nlocal b = {lua}")

    assert mistake.message.startswith(sentence)
    assert mistake.line == 2


def test_pattern_never_changes(patterns):
    mistake = patterns.fail('local p = s("bd") p.x = 1')

    assert mistake.message == "a pattern does not change; make another one of it: local q = p:fast(2)"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [("p:superimpose(rev)", "grows beyond 4096 operations"), ("p:fast(2)", "goes deeper than 100 operations")],
)
def test_pattern_that_grows_without_end_is_refused_while_it_is_made(patterns, change, sentence):
    assert sentence in patterns.fail(f'local p = s("bd") while true do p = {change} end').message


def test_expression_of_takes_a_text_and_refuses_anything_else():
    assert to_plain(expression_of("bd sd", "sequencer")) == BD
    with pytest.raises(WrongType, match=r"sequencer: a pattern is a text such as .* or a pattern value, got 3"):
        expression_of(3, "sequencer")


def test_expression_of_tells_who_asked_when_a_pattern_is_too_large(patterns):
    patterns.run('tell(s("bd*1000"):fast(1000))')

    with pytest.raises(EngineError, match="pattern: fast makes 1,000,000 events a cycle here"):
        expression_of(patterns.told[0], "pattern")
