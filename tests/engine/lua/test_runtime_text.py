"""Text on its way through a runtime: what scripts print, what an expression shows, and what the compiler says."""

from __future__ import annotations

import pytest

from engine.lua.compiling import compiler_message
from engine.lua.limits import Limits
from engine.lua.mistakes import LuaMistake, SyntaxMistake


def test_bytes_reach_lua_and_what_is_printed_of_them_is_text(script):
    script.runtime.install("raw", lambda: b"a\xff\x00")

    assert script.run(r"print(raw() == 'a\xff\x00', #raw(), raw(), '\xe9')") == ["true\t3\ta�\x00\t�"]


def test_text_beyond_latin_crosses_in_both_directions(script):
    script.runtime.install("echo", lambda text: text + "🌙")

    assert script.run("print(echo('日本'), #echo(''))") == ["日本🌙\t4"]
    assert script.fail("error('日本')").message == "日本"


def test_a_long_chunk_name_is_told_in_full(script):
    name = "a" * 100 + "é.lua"

    with pytest.raises(LuaMistake) as caught:
        script.runtime.run_chunk("\nerror('here')", name)

    assert (caught.value.chunk, caught.value.line, caught.value.message) == (name, 2, "here")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 + 1", "2"),
        ("1, nil, 'a\\n'", '1\tnil\t"a\\\n"'),
        ("{ 1, 2, [5] = 3, name = { true } }", "{1, 2, [5] = 3, name = {true}}"),
        ("{ ['not a name'] = 1, [false] = 2 }", '{["not a name"] = 1, [false] = 2}'),
        ("{ { { { 1 } } } }", "{{{table: 0x00000001}}}"),
        ("print", "function: 0x00000001"),
        ("('x'):rep(300)", '"' + "x" * 200 + '"…'),
        ("setmetatable({}, { __tostring = function() return 'shown' end })", "shown"),
        ("x = 5", ""),
        ("x = 5 return x", "5"),
        ("", ""),
    ],
)
def test_evaluate_shows_values_for_a_person_to_read(script, text, shown):
    assert script.value(text) == shown


def test_evaluate_stops_showing_a_table_after_its_first_items(script):
    assert script.value("(function() local t = {} for i = 1, 100 do t[i] = i end return t end)()").endswith(
        "31, 32, …}"
    )


def test_evaluate_tells_the_mistake_of_the_statements_when_it_is_no_expression(script):
    with pytest.raises(SyntaxMistake, match="unexpected symbol near '='"):
        script.value("x = = 1")


def test_print_joins_by_tabs_and_shows_values_without_addresses(script):
    assert script.run("print() print(1, 2.0, nil, true, {}, print)") == [
        "",
        "1\t2.0\tnil\ttrue\ttable: 0x00000001\tfunction: 0x00000002",
    ]


def test_print_cuts_long_lines_and_drops_lines_beyond_the_limit(make_script):
    script = make_script(Limits(print_line_characters=10, print_lines=2))

    assert script.run("for i = 1, 5 do print(('x'):rep(8), 'yyy', 'z') end") == [
        "xxxxxxxx\ty",
        "xxxxxxxx\ty",
        "… more than 2 lines at once: the rest is not shown",
    ]
    assert script.run("print('again')") == ["again"]


def test_compiler_message_tells_line_and_message_without_running():
    assert compiler_message("x = 1\ny = ") == (2, "unexpected symbol near <eof>")
    assert compiler_message("error('not run')") is None
    assert compiler_message("print($clock.bpm)") is None
    assert compiler_message("\x1bLua") == (1, "attempt to load a binary chunk (mode is 't')")
