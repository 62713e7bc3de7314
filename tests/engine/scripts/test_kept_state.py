"""The `state` table comes back, and is told when it changed."""

from __future__ import annotations

import pytest

from engine.core.units import Beat
from engine.lua.convert import Handle
from engine.lua.limits import Limits
from engine.lua.runtime import Runtime
from engine.scripts.performing.kept_state import KeptState


@pytest.fixture
def runtime():
    runtime = Runtime(Limits(), output=print)
    yield runtime
    runtime.close()


def test_state_comes_back_as_it_was(runtime):
    kept = KeptState(runtime, '{"count":2,"list":[1,2.5,"x",true]}')
    runtime.run_chunk("assert(state.count == 2 and state.list[2] == 2.5 and #state.list == 4)", "song.lua")

    assert kept.changed() is None


def test_state_is_told_once_when_it_changed_and_in_a_steady_order(runtime):
    kept = KeptState(runtime, "{}")
    runtime.run_chunk("state.b = 1 state.a = { x = 1 }", "song.lua")

    assert kept.changed() == '{"a":{"x":1},"b":1}'
    assert kept.changed() is None


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("state = 5", "state cannot be kept: it is a table, got 5"),
        ("state.f = print", "state cannot be kept: state.f is a function or coroutine, which cannot be used here"),
        ("state.n = 0/0", None),
        ("state = nil", ""),
    ],
)
def test_state_that_cannot_be_kept_is_a_mistake_and_harms_nothing(runtime, text, mistake):
    kept = KeptState(runtime, "{}")
    runtime.run_chunk(text, "song.lua")

    assert kept.changed() is None or mistake is None
    if mistake is not None:
        assert kept.mistake == mistake


@pytest.mark.parametrize(
    ("text", "told", "keep"),
    [
        ("state.tune = a('expression')", "state.tune is a pattern value", "text"),
        ("state.played = { 1, a('module') }", "state.played[2] is a module", "name"),
    ],
)
def test_state_refuses_what_would_come_back_as_a_plain_table(runtime, text, told, keep):
    kept = KeptState(runtime, "{}")
    runtime.define_handle("expression", {})
    runtime.define_handle("module", {})
    runtime.install("a", lambda kind: Handle(kind, "key"))
    runtime.run_chunk(text, "song.lua")

    assert kept.changed() is None
    assert (
        kept.mistake == f"state cannot be kept: {told}, which cannot be kept between sessions; keep its {keep} instead"
    )


def test_large_state_is_looked_at_less_often_and_only_when_the_loops_were_answered_for(runtime):
    kept = KeptState(runtime, '{"list":[' + ",".join(["1"] * 100_000) + "]}")
    told = []
    for beat in range(1, 121):
        runtime.run_chunk(f"state.beat = {beat}", "song.lua")
        told.append(kept.changed_by_loops(Beat(beat)))
        kept.look_if_due(Beat(beat))

    assert [beat for beat, json in enumerate(told, 1) if json] == [5, 33, 61, 89, 117]
    assert '"beat":116' in told[-4]


def test_what_a_late_look_found_is_never_told_after_something_newer(runtime):
    kept = KeptState(runtime, '{"list":[' + ",".join(["1"] * 10_000) + "]}")
    runtime.run_chunk("state.n = 1", "song.lua")
    kept.changed_by_loops(Beat(4))
    kept.look_if_due(Beat(4))

    assert '"n":1' in kept.changed()  # though it had not changed since
    runtime.run_chunk("state.n = 2", "song.lua")
    assert '"n":2' in kept.changed()
    assert kept.changed_by_loops(Beat(5)) is None
