"""Values between Lua and Python, with the path of what cannot cross."""

from __future__ import annotations

import math

import pytest

from engine.lua.convert import Handle, NotPlainData, exact_text, readable_text, require_finite, text_to_lua
from engine.lua.limits import Limits


def test_numbers_booleans_and_texts_keep_their_types(script):
    script.run("tell(1, 1.0, -0.0, true, false, nil, 'x', math.maxinteger, math.mininteger, 2^63, 1e308)")

    assert script.told == [1, 1.0, 0.0, True, False, None, "x", 2**63 - 1, -(2**63), 2.0**63, 1e308]
    assert [type(value).__name__ for value in script.told[:3]] == ["int", "float", "float"]
    assert math.copysign(1, script.told[2]) == -1


def test_infinity_and_nan_cross_and_are_refused_where_that_is_asked(script):
    script.run("tell(1/0, 0/0)")

    assert script.told[0] == math.inf
    assert math.isnan(script.told[1])
    with pytest.raises(NotPlainData, match="volume must be a finite number, got inf"):
        require_finite(script.told[0], "volume")
    assert require_finite(0.5, "volume") == 0.5


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ("{}", {}),
        ("{ 1, 2, 3 }", [1, 2, 3]),
        ("{ { 1 }, {}, { x = { y = 1 } } }", [[1], {}, {"x": {"y": 1}}]),
        ("{ b = 1, a = 2, ['é'] = 3 }", {"a": 2, "b": 1, "é": 3}),
        ("{ [1.0] = 'float keys are whole' }", ["float keys are whole"]),
        ("{ t = true, f = false, s = 'é', n = 1.5 }", {"f": False, "n": 1.5, "s": "é", "t": True}),
        (
            "(function() local t = {} for i = 1, 40 do t['k' .. i] = i end return t end)()",
            {f"k{i}": i for i in range(1, 41)},
        ),
        (
            "setmetatable({ 1 }, { __index = function() error('never asked') end, __len = function() return 9 end })",
            [1],
        ),
        ("(function() local t = { 1 } return { t, t } end)()", [[1], [1]]),
    ],
)
def test_tables_become_lists_or_dicts(script, table, value):
    script.run(f"tell({table})")

    assert script.told == [value]


def test_names_come_in_the_order_of_their_bytes(script):
    script.run("tell({ b = 1, a = 2, ['é'] = 3, C = 4 }, { d = {}, c = {} })")

    assert [list(told) for told in script.told] == [["C", "a", "b", "é"], ["c", "d"]]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("{ 1, 2, name = 3 }", 'value mixes a list with the name "name"; use one or the other'),
        ("{ 1, nil, 3, 4 }", "value[2] is missing from the list (it has an entry 4)"),
        ("{ 1, [3] = 1, [9] = 2 }", "value[2] is missing from the list (it has an entry 9)"),
        ("{ 1, [true] = 2 }", "value has both 1 and true as keys"),
        ("{ 1, [-1] = 2 }", "value is a list that also has the key -1"),
        ("{ 1, [1.5] = 2 }", "value is a list that also has the key 1.5"),
        ("{ 1, [print] = 2 }", "value is a list that also has the key that is a table or function"),
        ("{ [0] = 1 }", "value has the key 0; keys are names, or 1, 2, 3 … without a gap"),
        ("{ [false] = 1 }", "value has the key false; keys are names, or 1, 2, 3 … without a gap"),
        ("{ [{}] = 1 }", "value has the key that is a table or function; keys are names, or 1, 2, 3 … without a gap"),
        ("{ a = { 1, { b = print } } }", "value.a[2].b is a function or coroutine, which cannot be used here"),
        ("print", "value is a function or coroutine, which cannot be used here"),
        ("{ c = coroutine.running() }", "value.c is a function or coroutine, which cannot be used here"),
        (
            "(function() local t = {} t.me = t return t end)()",
            "value contains itself, as value.me",
        ),
        (
            "(function() local t = {} for i = 1, 60 do t[i] = i end return t end)()",
            "value has too many entries (at most 50 in all)",
        ),
        (
            "(function() local t = {} for i = 1, 30 do t[i] = { i } end return t end)()",
            "value[21] has too many entries (at most 50 in all)",
        ),
        ("('x'):rep(2000000)", "value is too long a text"),
        ("{ x = { ('x'):rep(600000), ('y'):rep(600000) } }", "value.x[2] is too long a text"),
    ],
)
def test_what_cannot_cross_is_told_with_its_path(make_script, table, message):
    script = make_script(Limits(crossing_depth=4, crossing_items=50, crossing_bytes=1_000_000))
    script.runtime.install("api", lambda value: None)

    assert script.fail(f"api({table})").message == message


def test_values_of_python_become_new_tables_with_shared_parts_apart(script):
    shared = [1, 2]
    script.runtime.install("api", lambda: {"a": shared, "b": shared, "c": (3, {"d": None}), 5: "five"})

    assert script.run("local t = api() print(t.a[2], t.b[1], t.a == t.b, t.c[1], t.c[2].d == null, t[5])") == [
        "2\t1\tfalse\t3\ttrue\tfive"
    ]


@pytest.mark.parametrize(
    "make",
    [lambda: [None] * 3 + [object()], lambda: {"x": {(1, 2): 3}}, lambda: "x" * 5_000_000, lambda: [[1] * 110_000] * 2],
)
def test_values_of_python_that_lua_must_not_have_are_bugs(script, make):
    script.runtime.install("api", make)

    with pytest.raises(TypeError):
        script.run("api()")


def test_a_value_of_python_that_contains_itself_is_a_bug(script):
    endless = []
    endless.append(endless)
    script.runtime.install("api", lambda: endless)

    with pytest.raises(TypeError, match="contains itself"):
        script.run("api()")


@pytest.mark.parametrize("text", ["", "plain", "é", "🌙", "a\x00b", "日本"])
def test_text_crosses_and_comes_back(text):
    assert exact_text(text_to_lua(text), "x") == readable_text(text_to_lua(text)) == text


def test_bytes_that_are_no_utf8_are_refused_or_replaced():
    with pytest.raises(NotPlainData, match="name is not text: its bytes are no UTF-8"):
        exact_text("a\xff", "name")
    assert readable_text("a\xff") == "a�"
    assert text_to_lua("\ud800") == "?"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (r"api('\xff')", "value is not text: its bytes are no UTF-8"),
        (r"api({ a = { '\xff' } })", "value.a[1] is not text: its bytes are no UTF-8"),
        (r"api({ ['\xff'] = 1 })", "a name in value is not text: its bytes are no UTF-8"),
        (r"api({ 1, ['\xff'] = 1 })", 'value mixes a list with the name "�"; use one or the other'),
    ],
)
def test_a_script_is_told_where_its_text_is_none(script, call, message):
    script.runtime.install("api", lambda value: None)

    assert script.fail(call).message == message


def test_a_handle_of_a_kind_that_lua_does_not_know_is_a_bug(script):
    script.runtime.install("api", lambda: Handle("unknown", "x"))

    with pytest.raises(TypeError, match="unknown"):
        script.run("api()")
