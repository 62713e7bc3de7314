"""Handles: plain tables in Lua, Handle values in Python."""

from __future__ import annotations

import pytest

from engine.core.errors import EngineError
from engine.lua.convert import Handle


@pytest.fixture
def studio(script):
    """A script that has samplers, and what was done with them."""
    done = []

    def set_(key, parameter, value):
        if value == 7:
            raise EngineError(f'sampler "{key}": volume is 0 to 2, got 7')
        done.append((key, parameter, value))

    script.runtime.define_handle("module", {"set": set_, "other": lambda key, other: done.append((key, other))})
    script.runtime.define_handle("pattern", {})
    script.runtime.install("sampler", lambda name: Handle("module", name))
    script.runtime.install("connect", lambda *ends: done.append(ends))
    script.runtime.install("both", lambda: [Handle("module", "a"), {"deep": Handle("pattern", "p")}])
    script.done = done
    return script


def test_methods_get_the_key_and_the_other_arguments(studio):
    studio.run("local kick = sampler('kick é') kick:set('volume', 0.5) kick:other(sampler('b'))")

    assert studio.done == [("kick é", "volume", 0.5), ("kick é", Handle("module", "b"))]


def test_handles_cross_as_handles_also_inside_tables(studio):
    studio.run("local a = sampler('a') connect(a, { a, to = nil }, { x = { a } })")

    a = Handle("module", "a")
    assert studio.done == [(a, [a], {"x": [a]})]


def test_handles_inside_results_are_handles_in_lua(studio):
    assert studio.value("tostring(both()[1]), tostring(both()[2].deep)") == '"module "a""\t"pattern "p""'.replace(
        '""', '\\""'
    ).replace('"module "a', '"module \\"a').replace('"pattern "p', '"pattern \\"p')


def test_the_same_thing_is_the_same_table(studio):
    assert (
        studio.value("sampler('a') == sampler('a'), sampler('a') == sampler('b'), type(sampler('a'))")
        == 'true\tfalse\t"table"'
    )


def test_a_refusal_in_a_method_is_told_at_the_players_line(studio):
    mistake = studio.fail("local kick = sampler('kick')\nkick:set('volume', 7)")

    assert str(mistake) == 'song.lua:2: sampler "kick": volume is 0 to 2, got 7'


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("kick.set('volume', 1)", "call set with a colon, on a module: handle:set(...)"),
        ("kick.set({}, 'volume', 1)", "call set with a colon, on a module: handle:set(...)"),
        ("kick:set('volume')", "module:set takes 2 arguments, got 1"),
        ("kick:set('volume', print)", "value is a function or coroutine, which cannot be used here"),
        ("kick.volume = 1", "a module has no field volume to assign to; use its methods"),
        (
            "kick:sett('volume', 1)",
            "attempt to call a nil value (method 'sett'): there is no function called sett; did you mean \"set\"?",
        ),
    ],
)
def test_wrong_uses_say_what_to_do(studio, call, message):
    assert studio.fail(f"local kick = sampler('kick')\n{call}").message == message


def test_nothing_of_a_handle_can_be_seen_or_changed(studio):
    assert studio.run(
        """
        local kick = sampler('kick')
        for k in pairs(kick) do print('seen', k) end
        print(getmetatable(kick), pcall(setmetatable, kick, {}), kick, kick.set == sampler('b').set)
        rawset(kick, 'x', 1)
        connect(kick)
        """
    ) == ['false\tfalse\tmodule "kick"\ttrue']
    assert studio.done == [(Handle("module", "kick"),)]


def test_defining_a_kind_again_replaces_its_methods_in_handles_that_exist(studio):
    studio.run("kick = sampler('kick')")
    studio.runtime.define_handle("module", {"louder": lambda key: f"{key} louder"})

    assert studio.value("kick:louder(), kick.set") == '"kick louder"\tnil'
