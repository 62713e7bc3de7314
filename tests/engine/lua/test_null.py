"""`null`: nothing, where nil would leave a gap."""

from __future__ import annotations

import pytest


def test_none_inside_of_containers_is_null_and_by_itself_nil(script):
    script.runtime.install("give", lambda: [1, None, {"x": None}])
    script.runtime.install("nothing", lambda: None)
    script.runtime.install("several", lambda: (None, [None]))

    assert script.value("#give(), give()[2], give()[2] == null, give()[3].x == null, nothing()") == (
        "3\tnull\ttrue\ttrue\tnil"
    )
    assert script.value("(select(1, several())), select(2, several())[1] == null") == "nil\ttrue"


def test_null_is_none_in_python(script):
    script.run("tell(null, { 1, null, 3 }, { x = null, ['é'] = null })")

    assert script.told == [None, [1, None, 3], {"x": None, "é": None}]


def test_null_is_true_and_a_table_and_shows_as_null(script):
    assert script.value("tostring(null), type(null), null and 1, null == null, null == {}, #null") == (
        '"null"\t"table"\t1\ttrue\tfalse\t0'
    )


@pytest.mark.parametrize("change", ["null.x = 1", "rawset(null, 'x', 1)", "setmetatable(null, {})"])
def test_null_cannot_be_changed(script, change):
    script.fail(change)

    script.run("for _ in pairs(null) do print('seen') end tell({ null }, {})")

    assert script.printed == []
    assert script.told == [[None], {}]


def test_null_is_the_same_in_every_run_and_nothing_else_is_it(script):
    script.run("kept = { null }")
    script.runtime.reinstate_library()
    script.run("tell(kept[1] == null, kept) tell({ {}, setmetatable({}, { __tostring = tostring }) })")

    assert script.told == [True, [None], [{}, {}]]


def test_rawset_does_not_ask_a_table_whether_it_equals_null(script):
    assert script.run(
        "local t = setmetatable({}, { __eq = function() return true end }) rawset(t, 'a', 1) print(t.a)"
    ) == ["1"]
