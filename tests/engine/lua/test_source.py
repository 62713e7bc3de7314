"""Where a text does not compile, and where its statements are."""

from __future__ import annotations

import pytest

from engine.lua.source import Span, check, parse


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("x = = 3", 1, 5, "unexpected symbol near '='"),
        ("x = (1 + 2\ny = 3\n", 2, 1, "')' expected (to close '(' at line 1) near 'y'"),
        ("for i = 1, 10 do\n print(i)\n", 3, 1, "'end' expected (to close 'for' at line 1) near the end of the text"),
        ("x =", 1, 4, "unexpected symbol near the end of the text"),
        ("print('abc\nx = 1", 1, 7, "unfinished string near ''abc'"),
        ("x = [[abc", 1, 10, "unfinished long string (starting at line 1) near the end of the text"),
        ("if x then end end", 1, 15, "<eof> expected near 'end'"),
        ("foo bar", 1, 5, "syntax error near 'bar'"),
        ("x = 5 5", 1, 7, "unexpected symbol near '5'"),
        ("local bend = 1 end", 1, 16, "<eof> expected near 'end'"),
        ("print('é', 'é') ) ", 1, 17, "unexpected symbol near ')'"),
        ("s = '🌙' + = 2", 1, 11, "unexpected symbol near '='"),
        ("é = 1", 1, 1, "unexpected character 'é'; names are made of letters a to z, digits and _"),
        ("x = 'a' é", 1, 9, "unexpected character 'é'; names are made of letters a to z, digits and _"),
        ("x = 0x", 1, 5, "malformed number near '0x'"),
        (r"x = '\q'", 1, 5, r"invalid escape sequence near ''\q'"),
        ("if x != 3 then end", 1, 6, "'then' expected near '!'; Lua writes ~= for “not equal”, and not for “!”"),
        ("x += 1", 1, 3, "syntax error near '+'; Lua has no +=; write x = x + 1"),
        ("goto foo", 1, 6, "no visible label 'foo' for <goto> at line 1"),
        ("if x then\n break\nend\nlocal y", 2, 2, "break outside loop at line 2"),
        ("::a:: x = 1\n ::a::", 2, 4, "label 'a' already defined on line 1"),
        ("local x <const> = 1\nlocal y\nx = 2", 3, 1, "attempt to assign to const variable 'x'"),
        ("x = 1\r\ny = = 2\r\n", 2, 5, "unexpected symbol near '='"),
        ("x = 1\ry = = 2", 2, 5, "unexpected symbol near '='"),
        ('x = "a\\n" "b" c', 1, 11, "unexpected symbol near '\"b\"'"),
        ("x = \"a\" 'b\\n' c", 1, 9, "unexpected symbol near ''b\n''"),
        ("\0", 1, 1, "unexpected symbol"),
        ("\ud800", 1, 1, "unexpected symbol near '?'"),
        ("x = " + "(" * 300, 1, 1, "C stack overflow"),
        ("\x1bLua", 1, 1, "attempt to load a binary chunk (mode is 't')"),
    ],
)
def test_check_tells_line_column_and_message(text, line, column, message):
    assert check(text) == [{"line": line, "column": column, "message": message}]


@pytest.mark.parametrize(
    "text", ["", "\n", "-- only a comment", "return 1", "goto a ::a::", "local x <close> = nil", "x = '\udcff'"]
)
def test_check_finds_nothing_in_what_compiles(text):
    assert check(text) == []


def test_check_runs_nothing():
    assert check("while true do end error('not run')") == []


def test_check_bears_deep_and_long_texts():
    assert check("x = " + "{" * 150 + "}" * 150) == []
    assert check("x = " + "{" * 5000 + "}" * 5000)[0]["message"] == "C stack overflow"
    assert check("local t = {" + "1, " * 50000 + "}") == []
    assert check("x = 1 " * 20000 + "= ")[0]["column"] == 120001


def test_top_level_spans_are_the_outermost_statements():
    text = "-- c\n\n;x = 1; y = 'é🌙' -- d\nfunction f()\n  return 1\nend\nlocal é\nreturn 3\n"

    assert parse(text.replace("local é", "local z")).top_level_spans() == [
        Span(3, 2, 3, 7),
        Span(3, 9, 3, 17),
        Span(4, 1, 6, 4),
        Span(7, 1, 7, 8),
        Span(8, 1, 8, 9),
    ]


def test_top_level_spans_of_broken_text_cover_what_can_be_read():
    spans = parse("x = 1\nlive_loop('a', function(\ny = 2\n").top_level_spans()

    assert spans[0] == Span(1, 1, 1, 6)
    assert spans[-1].last_line >= 2


def test_spans_are_right_with_windows_line_ends():
    assert parse("x = 1\r\nfor i = 1, 2 do\r\n  y = i\r\nend\r\n").top_level_spans() == [
        Span(1, 1, 1, 6),
        Span(2, 1, 4, 4),
    ]


@pytest.mark.parametrize(
    ("line", "span"),
    [
        (1, Span(1, 1, 1, 6)),
        (2, None),
        (3, Span(3, 1, 5, 4)),
        (4, Span(3, 1, 5, 4)),
        (5, Span(3, 1, 5, 4)),
        (6, None),
        (99, None),
    ],
)
def test_enclosing_statement_is_the_outermost_one_of_a_line(line, span):
    assert parse("x = 1\n\nfor i = 1, 2 do\n  y = i\nend\n-- done").enclosing_statement(line) == span


def test_parse_gives_the_same_source_for_the_same_text():
    assert parse("x = 1") is parse("x = 1")
