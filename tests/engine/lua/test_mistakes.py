"""What a player is told when Lua fails: message, place, and the way there."""

from __future__ import annotations

import pytest

from engine.lua.mistakes import Frame, LuaMistake, SyntaxMistake, split_place


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\nerror('here')", 2, "here"),
        ("\nerror('no place', 0)", 2, "no place"),
        ("local function f()\n error('caller', 2)\nend\n\nf()\n", 5, "caller"),
        ("\n\nassert(false)", 3, "assertion failed!"),
        ("\nassert(nil, 'because')", 2, "because"),
        ("\nerror({ message = 'in a table' })", 2, "in a table"),
        ("\nerror({})", 2, "an error whose value is a table"),
        ("\nerror()", 2, "an error without a message"),
        ("\nerror(42)", 2, "42"),
        ("\nerror(true)", 2, "an error whose value is a boolean"),
        ("\nerror(print)", 2, "an error whose value is a function"),
        ("\nerror(setmetatable({}, { __tostring = function() return 'shown' end }))", 2, "shown"),
        (
            "\nerror(setmetatable({}, { __tostring = function() error('no') end }))",
            2,
            "an error whose value is a table that cannot be shown",
        ),
        (
            "local t = {}\nlocal x = t.a.b",
            2,
            "attempt to index a nil value (field 'a'): there is nothing called a here",
        ),
        ("\nlocal x = 'a' < 1", 2, "attempt to compare string with number"),
        ("\nlocal x = #5", 2, "attempt to get length of a number value"),
        ("\n('x'):rep(-1, {})", 2, "bad argument #3 to 'rep' (string expected, got table)"),
        ("\nstring.rep()", 2, "bad argument #1 to 'rep' (string expected, got nil)"),
        ("\ntable.concat({ {} })", 2, "invalid value (table) at index 1 in table for 'concat'"),
        ("\nmath.floor('x')", 2, "bad argument #1 to 'floor' (number expected, got string)"),
        ("\nsetmetatable(1, {})", 2, "bad argument #1 to 'setmetatable' (table expected, got number)"),
        ("\ntable.sort({ 1, 'a' })", 2, "attempt to compare string with number"),
        ("\ncoroutine.wrap(function()\n local x = nil .. ''\nend)()", 3, "attempt to concatenate a nil value"),
        ("\nstring.gsub('a', 'a', function()\n error('in a callback')\nend)", 3, "in a callback"),
        ("\nlocal ok, e = pcall(error, 'first')\nerror(e, 0)", 3, "first"),
        ("local ok, e = pcall(function()\n error('first')\nend)\n\nerror(e, 0)", 2, "first"),
        (
            "\nlocal f = load('\\n\\nlocal x = nil + 1', '=made')\nf()",
            3,
            "attempt to perform arithmetic on a nil value",
        ),
        ("\nxpcall(function() error('a') end, function(m) error(m .. 'b', 0) end)", 2, "ab"),
    ],
)
def test_a_runtime_error_has_its_line_and_one_sentence(script, text, line, message):
    mistake = script.fail(text)

    assert (mistake.line, mistake.message) == (line, message)
    assert str(mistake) == f"{mistake.chunk}:{line}: {message}"


def test_an_error_in_code_made_at_run_time_names_that_chunk(script):
    mistake = script.fail("load('\\nerror(1 .. 2)', '=riff')()")

    assert (mistake.chunk, mistake.line, mistake.message) == ("riff", 2, "12")


def test_the_traceback_lists_the_players_frames_innermost_first(script):
    script.runtime.load_library("return { each = function(f) f() return 1 end }", "each")

    mistake = script.fail(
        "local function inner()\n error('deep')\nend\nfunction outer()\n local x = each(inner)\nend\nouter()\n"
    )

    assert [frame.line for frame in mistake.traceback] == [2, 5, 7]
    assert mistake.traceback[1:] == (Frame("song.lua", 5, "outer"), Frame("song.lua", 7, "main chunk"))


def test_the_traceback_goes_through_the_scripts_own_coroutines(script):
    mistake = script.fail(
        "local inner = coroutine.wrap(function()\n error('deep')\nend)\n"
        "local outer = coroutine.wrap(function()\n inner()\nend)\nouter()\n"
    )

    assert [frame.line for frame in mistake.traceback] == [2, 5, 7]
    assert mistake.line == 2


def test_the_traceback_of_endless_recursion_is_short(script):
    mistake = script.fail("local function f() return 1 + f() end f()")

    assert mistake.message.startswith("stack overflow")
    assert len(mistake.traceback) == 24


def test_a_tail_call_of_the_chunk_is_told_at_its_last_line(script):
    mistake = script.fail("local x\n\nreturn setmetatable()\n\n")

    assert (mistake.chunk, mistake.line) == ("song.lua", 3)


def test_a_tail_call_of_a_loop_is_told_at_the_line_where_the_loop_begins(script):
    script.run("\n\nkeep(function()\n return setmetatable()\nend)")

    with pytest.raises(LuaMistake) as caught:
        script.runtime.spawn(script.told[0]).resume()

    assert (caught.value.chunk, caught.value.line) == ("song.lua", 3)


def test_a_chunk_named_as_ours_are_is_the_players_all_the_same(script):
    with pytest.raises(LuaMistake) as caught:
        script.runtime.run_chunk("\nerror('here')", "[moonloop world]")

    assert (caught.value.chunk, caught.value.line, caught.value.message) == ("[moonloop world]", 2, "here")


def test_messages_that_the_script_catches_have_the_players_place_too(script):
    printed = script.run(
        "print(pcall(string.rep, 'x', {}))\n"
        "print(pcall(function() string.rep('x', {}) end))\n"
        "print(coroutine.resume(coroutine.create(function() string.rep('x', {}) end)))\n"
        "print(xpcall(function() string.rep('x', {}) end, function(message) return message end))\n"
    )

    said = "bad argument #2 to 'rep' (number expected, got table)"
    assert printed == [f"false\tsong.lua:{line}: {said}" for line in (1, 2, 3, 4)]


def test_a_mistake_in_a_coroutine_has_its_line(script):
    loop = script.loop("wait(1)\n local x = nil + 1")
    loop.resume()

    with pytest.raises(LuaMistake) as caught:
        loop.resume()

    assert (caught.value.chunk, caught.value.line) == ("loop.lua", 2)
    assert loop.is_finished


def test_a_very_long_message_is_cut(script):
    assert len(script.fail("error(('x'):rep(100000), 0)").message) == 2000


def test_a_message_that_is_no_utf8_is_still_text(script):
    assert script.fail(r"error('\xff', 0)").message == "�"


def test_an_error_value_that_pretends_to_be_the_end_of_memory_is_told_as_such(script):
    assert type(script.fail("error('not enough memory', 0)")).__name__ == "MemoryExceeded"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("x = 1\nprint('a'", 2, "')' expected near <eof>"),
        ("for i = 1, 3 do", 1, "'end' expected near <eof>"),
        ("\n\ngoto nowhere", 3, "no visible label 'nowhere' for <goto> at line 3"),
        ("\x1bLua", 0, "attempt to load a binary chunk (mode is 't')"),
    ],
)
def test_a_syntax_error_has_its_line(script, text, line, message):
    mistake = script.fail(text)

    assert type(mistake) is SyntaxMistake
    assert (mistake.line, mistake.message) == (line, message)


@pytest.mark.parametrize(
    ("text", "chunks", "expected"),
    [
        ("kick.lua:2: no", ["kick.lua"], ("kick.lua", 2, "no")),
        ("a: b:2: no", ["a: b"], ("a: b", 2, "no")),
        ("kick.lua:2: a:3: no", ["kick.lua", "a"], ("kick.lua", 2, "a:3: no")),
        ("other.lua:2: no", ["kick.lua"], ("", 0, "other.lua:2: no")),
        ("kick.lua: no", ["kick.lua"], ("", 0, "kick.lua: no")),
        ("kick.lua:x: no", ["kick.lua"], ("", 0, "kick.lua:x: no")),
        ("no", [], ("", 0, "no")),
    ],
)
def test_split_place_takes_only_a_known_chunk_and_a_line(text, chunks, expected):
    assert split_place(text, chunks) == expected


def test_a_mistake_without_a_line_is_its_message_alone():
    assert str(LuaMistake("no")) == "no"
    assert str(LuaMistake("no", "kick.lua", 3)) == "kick.lua:3: no"
