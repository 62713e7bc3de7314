"""Calls of Python from Lua: how many arguments, of which types, and what happens when Python calls back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.core.errors import EngineError
from engine.lua.convert import Handle
from engine.lua.levels import LEVELS
from engine.lua.plain import Floats


def four(a=0, b=0, c=0, d=0):
    return [a, b, c, d]


FUNCTIONS = {
    "none": lambda: "none",
    "one": lambda a=0: [a],
    "two": lambda a=0, b=0: [a, b],
    "three": lambda a=0, b=0, c=0: [a, b, c],
    "four": four,
    "rest": lambda *values: list(values),
}


@pytest.fixture
def caller(script):
    """A script that can call functions of every number of arguments, which return what they got."""
    for name, function in FUNCTIONS.items():
        script.runtime.install(name, function)
    return script


@pytest.mark.parametrize("value", ["1", "1.5", "'x'", "'é'", "true", "{ 1 }", "('x'):rep(20000)"])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_argument_of_any_kind_arrives_in_its_place(caller, value, count):
    for name in ("one", "two", "three", "four")[count - 1 :]:
        for place in range(count):
            given = ", ".join(value if at == place else "7" for at in range(count))
            caller.told.clear()
            caller.run(f"tell({value}) tell({name}({given}))")
            wanted, got = caller.told
            assert got == [wanted if at == place else 7 for at in range(count)] + [0] * (len(got) - count)


def test_nil_at_the_end_is_none_and_elsewhere_is_nothing(caller):
    caller.run("tell(three(1, nil), three(nil, 2), three(nil, nil, nil), rest(1, nil))")

    assert caller.told == [[1, 0, 0], [None, 2, 0], [0, 0, 0], [1, None]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("none(1)", "none takes 0 arguments, got 1"),
        ("none(1, 2)", "none takes 0 arguments, got 2"),
        ("one(1, 2)", "one takes 0 to 1 arguments, got 2"),
        ("one(nil, false)", "one takes 0 to 1 arguments, got 2"),
        ("two(1, 2, 3)", "two takes 0 to 2 arguments, got 3"),
        ("three(1, 2, 3, 4)", "three takes 0 to 3 arguments, got 4"),
        ("four(1, 2, 3, 4, 5)", "four takes 0 to 4 arguments, got 5"),
    ],
)
def test_too_many_arguments_are_refused(caller, call, message):
    assert caller.fail(call).message == message


@pytest.mark.parametrize(
    "result",
    [None, True, 3, 2.5, "x", "é", b"\xff", [1, None], (1, "two"), Handle("module", "kick"), "x" * 20_000],
    ids=lambda result: f"{result!r:.12}",
)
@pytest.mark.parametrize("count", range(5))
def test_each_kind_of_result_arrives_whatever_the_number_of_arguments(script, count, result):
    script.runtime.define_handle("module", {})
    parameters = [lambda: result, lambda a: result, lambda a, b: result, lambda a, b, c: result]
    script.runtime.install("give", parameters[count] if count < 4 else lambda *values: result)
    script.runtime.install("hear", lambda *values: script.told.extend(values), takes_bytes=True)

    script.run(f"hear(give({', '.join('1' * count)}))")

    assert script.told == (list(result) if isinstance(result, tuple) else [result] if result is not None else [None])


@pytest.mark.parametrize("count", range(5))
def test_a_refusal_is_told_at_the_line_and_a_bug_comes_out_whole(script, count):
    def refuse(*_):
        raise EngineError("no: é")

    def fail(*_):
        raise KeyError("a bug")

    for name, function in (("refuse", refuse), ("break_", fail)):
        fixed = [lambda f=function: f(), lambda a, f=function: f(), lambda a, b, f=function: f()]
        script.runtime.install(name, fixed[count] if count < 3 else function)
    given = ", ".join("1" * count)

    assert str(script.fail(f"\nrefuse({given})")) == "song.lua:2: no: é"
    assert script.run(f"print(pcall(refuse, {given or 'nil'}))") == ["false\tsong.lua:1: no: é"]
    with pytest.raises(KeyError, match="a bug") as caught:
        script.run(f"pcall(break_, {given or 'nil'})")
    assert caught.traceback[-1].name == "fail"


def typed(name: str, count: int = 1, level: float | None = None, on: bool = False, options: dict[str, Any] = {}) -> Any:  # noqa: B006
    return [name, count, on, options]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("typed(1)", "typed: name is a text, got 1"),
        ("typed('x', 1.5)", "typed: count is a whole number, got 1.5"),
        ("typed('x', true)", "typed: count is a whole number, got true"),
        ("typed('x', 1, 2, 'yes')", 'typed: on is true or false, got "yes"'),
        ("typed('x', 1, 2, true, { 1 })", "typed: options must be a table with names, got a table"),
    ],
)
def test_annotated_types_are_checked(script, call, message):
    script.runtime.install("typed", typed)

    assert script.fail(call).message == message


def test_a_whole_float_is_a_whole_number_where_that_is_annotated(script):
    script.runtime.install("typed", typed)

    script.run("tell(typed('x', 2.0, 3, true, {}))")

    assert script.told == [["x", 2, True, {}]]
    assert type(script.told[0][1]) is int


def test_a_list_of_numbers_arrives_as_one_array(script):
    heard = []

    def hear(name: Any, samples: Floats) -> int:
        heard.append(samples)
        return len(samples)

    script.runtime.install("hear", hear)
    script.run("local t = {} for i = 1, 401 do t[i] = i / 2 end print(hear('x', t), hear('x', {}), hear('x', { 1 }))")

    assert script.printed == ["401\t0\t1"]
    assert [list(samples) for samples in heard] == [[i / 2 for i in range(1, 402)], [], [1.0]]
    assert script.fail("hear('x', { 1, 'b' })").message == "samples[2] is no number"
    assert script.fail("hear('x', 'abcdefgh')").message == "samples is a list of numbers, got a string"


def test_calling_back_into_the_lua_that_calls_is_refused_as_a_bug(script):
    script.runtime.install("nest", lambda: script.runtime.run_chunk("print('inner')", "inner"))

    with pytest.raises(RuntimeError, match="Lua runs already"):
        script.run("nest()")
    assert script.run("print('alive')") == ["alive"]


@pytest.fixture
def teller(script):
    """A script with functions that answer nothing, unless told to, and what they were told."""
    got: list[Any] = []

    def tell_one(a: Any) -> None:
        return got.append((a,))

    def tell_two(a: Any, b: Any) -> None:
        return got.append((a, b))

    def tell_three(a: Any, b: Any, c: Any) -> None:
        return got.append((a, b, c))

    for function in (tell_one, tell_two, tell_three):
        script.runtime.install(function.__name__, function)
    return script, got


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("'x'", "x"),
        ("'é'", "é"),
        ("false", False),
        ("{ 1 }", [1]),
        ("('x'):rep(5000)", "x" * 5000),
    ],
    ids=lambda value: f"{value!r:.12}",
)
def test_a_function_that_answers_nothing_gets_each_argument_in_its_place(teller, count, given, wanted):
    script, got = teller
    name = ("tell_one", "tell_two", "tell_three")[count - 1]

    for place in range(count):
        script.run(f"print({name}({', '.join(given if at == place else str(at) for at in range(count))}))")

    assert got == [tuple(wanted if at == place else at for at in range(count)) for place in range(count)]


def test_nil_in_the_middle_arrives_as_nothing(teller):
    script, got = teller

    script.run("tell_two(nil, 2) tell_three(nil, nil, 3) tell_three('x', nil, 0/0 ~= 0/0)")

    assert got == [(None, 2), (None, None, 3), ("x", None, True)]


@pytest.mark.parametrize("answer", [0, 7, 0.5, False, "text", [1, 2], Handle("module", "kick")], ids=repr)
def test_what_a_function_answers_that_says_it_answers_nothing_arrives_all_the_same(script, answer):
    def tell(a: Any, b: Any) -> None:
        return answer  # type: ignore[no-any-return]

    script.runtime.define_handle("module", {})
    script.runtime.install("give", tell)
    script.runtime.install("hear", lambda *values: script.told.extend(values))

    script.run("hear(give('x', 2))")

    assert script.told == [answer]


def test_what_goes_wrong_in_a_function_that_answers_nothing_is_told_at_the_line_or_comes_out_whole(script):
    def refuse(a: Any, b: Any) -> None:
        raise EngineError("no: é")

    def fail(a: Any, b: Any) -> None:
        raise KeyError("a bug")

    script.runtime.install("refuse", refuse)
    script.runtime.install("break_", fail)

    assert str(script.fail("\nrefuse('x', 2)")) == "song.lua:2: no: é"
    assert script.run("print(pcall(refuse, 'x', 2))") == ["false\tsong.lua:1: no: é"]
    with pytest.raises(KeyError, match="a bug"):
        script.run("pcall(break_, 1, 2)")
    assert script.run("print(pcall(refuse, 1, 2))") == ["false\tsong.lua:1: no: é"]


def test_who_is_stopped_before_it_could_look_leaves_no_answer_for_the_next(make_script):
    at_first_hook = replace(LEVELS["strict"].limits, instructions=1)  # which runs at the 50th instruction
    script = make_script(at_first_hook)

    def refuse(a: Any, b: Any) -> None:
        raise EngineError("no")

    def tell(a: Any, b: Any) -> None: ...

    script.runtime.install("refuse", refuse)
    script.runtime.install("quiet", tell)
    for before in range(60):
        assert script.fail("x = 1 " * before + "refuse(1, 2)").message != "no"
        script.run("quiet(1, 2)")


def test_many_texts_are_told_apart_however_long_a_script_runs(teller):
    script, got = teller

    script.run("for i = 1, 2000 do tell_two('text ' .. i, 'Ü' .. i) end")

    assert got == [(f"text {number}", f"Ü{number}") for number in range(1, 2001)]
