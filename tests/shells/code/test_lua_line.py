"""What one line of Lua opens and closes."""

from __future__ import annotations

import pytest

from shells.code.lua_line import Call, call_at, indent_change, words


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("if x then", 1),
        ("for i = 1, 4 do", 1),
        ("while true do", 1),
        ("repeat", 1),
        ("local function f(a, b)", 1),
        ('live_loop("bass", function()', 1),
        ("local t = {", 1),
        ('sampler("kick",', 1),
        ("else", 1),
        ("elseif y then", 1),
        ("do", 1),
        ("if x then return end", 0),
        ("end", 0),
        ("end)", 0),
        ("until x", 0),
        ("}", 0),
        ("  play() end", -1),
        ("local x = 3", 0),
        ("-- if x then", 0),
        ('print("if x then")', 0),
        ("print('{') -- do", 0),
        ("local weekend = 1", 0),
        ("t.do_it = 0xend", 0),
        ('say("a \\" {")', 0),
        ("", 0),
    ],
)
def test_line_after_is_indented_by_what_a_line_opens(line, change):
    assert indent_change(line) == change


@pytest.mark.parametrize(
    ("before", "call"),
    [
        ('sampler("kick"', Call("sampler", 0)),
        ('sampler("kick", ', Call("sampler", 1)),
        ("kick:trigger{ note = 3, ", Call("kick:trigger", 1)),
        ("clock.sync(", Call("clock.sync", 0)),
        ("a(b(1, 2), ", Call("a", 1)),
        ('a("),", ', Call("a", 1)),
        ('sampler("kick", { volume = 1, ', Call("sampler", 1)),
        ("a(t[1], t[", Call("a", 1)),
        ("play()", None),
        ("x = {1, 2", None),
        ('say("a" .. (b', Call("say", 0)),
        ("if (x", None),
        ("-- sampler(", None),
        ("", None),
    ],
)
def test_call_at_a_place_is_the_innermost_that_is_open(before, call):
    assert call_at(before) == call


def test_words_are_names_with_their_receivers_and_signs():
    assert list(words('a.b:c("x, y", 1e5, -d) -- e')) == ["a.b:c", "(", '"', ",", ",", "-", "d", ")"]
