"""`$name` is short for `gameState.name`, and nothing else in a script is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lua.runtime import Runtime
from engine.lua.source import check, parse
from engine.lua.sugar import unsweetened

WRITTEN_OUT = [
    ("print($bpm)", "print(gameState.bpm)"),
    ("print($bpm + $modules.kick.volume)", "print(gameState.bpm + gameState.modules.kick.volume)"),
    ('x = "a" .. $bpm .. "b"', 'x = "a" .. gameState.bpm .. "b"'),
    ("t[$bar]", "t[gameState.bar]"),
    ("$_x", "gameState._x"),
    ("-- a\n$bpm", "-- a\ngameState.bpm"),
    ("--[==[ $a ]] ]==]$bpm", "--[==[ $a ]] ]==]gameState.bpm"),
    ("[[\n$a]]..$bpm", "[[\n$a]]..gameState.bpm"),
    ("'\\''..$bpm", "'\\''..gameState.bpm"),
    ("'\\\\'..$bpm", "'\\\\'..gameState.bpm"),
    ("f{[=[$a]=], $b}", "f{[=[$a]=], gameState.b}"),
]

LEFT_ALONE = [
    'print("cost $5 wait(1)")',
    'print("cost $bpm wait($x(y(1)))")',
    "print('it\\'s $bpm')",
    "print [[ $bpm ]]",
    "print [==[ ]] $bpm ]==]",
    "-- $bpm",
    "--[[ $bpm\n$bpm ]]",
    "--[=[ ]] $bpm ]=]",
    '"a\\\n$bpm"',
    '"a\\z\n   $bpm"',
    "x = 1 $ 2",
    "$5",
    "$",
    "#!/usr/bin/lua $bpm\nprint(1)",
    '"not closed $bpm',
    "[[not closed $bpm",
    "t[ [=[$bpm]=] ]",
]


@pytest.mark.parametrize(("typed", "meant"), WRITTEN_OUT)
def test_dollar_before_a_name_is_written_out(typed: str, meant: str) -> None:
    assert unsweetened(typed).text == meant


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_strings_comments_and_lone_dollars_stay_as_they_are(typed: str) -> None:
    assert unsweetened(typed).text == typed


def test_string_with_a_dollar_prints_unchanged() -> None:
    printed: list[str] = []
    runtime = Runtime(output=printed.append)

    runtime.run_chunk('print("cost $5 wait(1)") print([[$bpm]]) -- $bpm', "kick.lua")
    runtime.close()

    assert printed == ["cost $5 wait(1)", "$bpm"]


@given(st.text(alphabet="$ab5\"'[]=-\\z\n\r ", max_size=30))
def test_lines_stay_lines_whatever_is_typed(text: str) -> None:
    written_out = unsweetened(text)
    count = sum(map(len, written_out.columns.values()))

    assert written_out.text.count("\n") == text.count("\n")
    assert len(written_out.text) == len(text) + count * len("gameState")


CODE = ("x = $a", "f($a.b, $c)", "t[$a]")
QUOTED = (
    '"$a"', "'$a\\'$b'", "[[ $a\n]]", "[==[ $a ]] ]==]", '"\\z\n $a"', "-- $a [[\n", "--[[ $a\n ]]",
    '"\\\\"', "--[=[ $a ]=]",
)  # fmt: skip
pieces = st.lists(st.sampled_from([*CODE, *QUOTED]), max_size=8)


@given(pieces)
def test_only_what_is_code_is_written_out_in_any_order_of_pieces(mixed: list[str]) -> None:
    meant = [piece.replace("$", "gameState.") if piece in CODE else piece for piece in mixed]

    assert unsweetened("\n".join(mixed)).text == "\n".join(meant)


def test_checker_accepts_the_short_form() -> None:
    assert check("if $bpm > 120 then print($bar) end") == []


def test_mistake_after_a_dollar_is_told_where_the_player_sees_it() -> None:
    assert check("x = $bpm + $bar +* 2") == [
        {"line": 1, "column": 18, "message": "unexpected symbol near '*'"},
    ]


def test_statements_span_what_was_typed() -> None:
    span = parse("print($bpm)\nx = $bar").enclosing_statement(2)

    assert span is not None
    assert (span.first_line, span.first_column, span.last_line, span.end_column) == (2, 1, 2, 9)


def test_columns_between_two_dollars_are_the_typed_ones() -> None:
    written_out = unsweetened("$a + $b + c")

    assert [written_out.text[at] for at in (0, 10, 14, 24, 28)] == ["g", "a", "g", "b", "c"]
    assert [written_out.column(1, at + 1) for at in (0, 10, 14, 24, 28)] == [1, 2, 6, 7, 11]
