"""Channels and select: what each operation does, and random programs beside a model that is as plain as can be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.lua.library.channel_model import Model, Operation, Program
from tests.engine.lua.library.lab import Lab

CHANNELS = 3


def test_unbuffered_channel_hands_over_only_when_both_are_there(lab):
    body = """
    local c = async.channel()
    async.spawn(function() print("sending") c:send(1) print("sent") end)
    async.yield() print("not yet") print(c:receive()) async.yield()"""

    assert lab.inside(body) == ["sending", "not yet", "1\ttrue", "sent"]


def test_receiver_that_waits_is_woken_by_a_sender(lab):
    body = """
    local c = async.channel()
    async.spawn(function() print(c:receive()) end)
    async.yield() c:send("hello")"""

    assert lab.inside(body) == ["hello\ttrue"]


def test_buffer_keeps_order_and_its_capacity(lab):
    body = """
    local c = async.channel(2)
    print(c:try_send(1), c:try_send(2), c:try_send(3), #c)
    async.spawn(function() c:send(3) print("room") end) async.yield()
    print(c:receive(), c:receive(), c:receive())"""

    assert lab.inside(body)[:2] == ["true\ttrue\tfalse\t2", "1\t2\t3\ttrue"]


def test_waiting_senders_and_receivers_are_served_first_come_first_served(lab):
    body = """
    local c = async.channel()
    for i = 1, 3 do async.spawn(function() c:send(i) end) end async.yield()
    print((c:receive()), (c:receive()), (c:receive()))
    for i = 1, 3 do async.spawn(function() print(i, (c:receive())) end) end async.yield()
    for i = 7, 9 do c:send(i) end"""

    assert lab.inside(body) == ["1\t2\t3", "1\t7", "2\t8", "3\t9"]


def test_closing_lets_the_kept_values_out_and_then_ends_loops_and_waiters(lab):
    body = """
    local c = async.channel(3)
    for i = 1, 3 do c:send(i) end
    c:close() c:close()
    for value in c do print(value) end
    print(c:receive())
    local d = async.channel()
    async.spawn(function() print("waited", d:receive()) end) async.yield()
    d:close()"""

    assert lab.inside(body) == ["1", "2", "3", "nil\tfalse", "waited\tnil\tfalse"]


def test_senders_that_wait_are_told_when_the_channel_closes(lab):
    body = """
    local c = async.channel(0, "notes")
    async.spawn(function() print(pcall(c.send, c, 1)) end)
    async.spawn(function() print(pcall(async.select, { c:sending(2) })) end)
    async.yield() c:close()"""

    assert lab.inside(body) == ['false\tClosedError: cannot send to channel "notes": it is closed'] * 2


@pytest.mark.parametrize("call", ["c:send(nil)", "c:try_send(nil)", "c:sending(nil)"])
def test_nil_cannot_be_sent(lab, call):
    mistake = lab.fail(f'local c = require("async").channel(1)\n{call}')

    assert str(mistake) == "song.lua:2: a channel carries any value but nil"


@pytest.mark.parametrize("capacity", ["-1", "0.5", "'many'"])
def test_capacity_is_a_whole_number(lab, capacity):
    assert "a channel's capacity is a whole number from 0" in str(lab.fail(f'require("async").channel({capacity})'))


def test_false_is_a_value_like_any_other(lab):
    body = """
    local c = async.channel()
    async.spawn(function() c:send(false) c:close() end)
    print(c:receive()) print(c:receive())"""

    assert lab.inside(body) == ["false\ttrue", "nil\tfalse"]


def test_select_takes_what_is_ready_and_serves_all_that_are_in_turn(lab):
    body = """
    local a, b, c = async.channel(9), async.channel(9), async.channel(9)
    for i = 1, 6 do a:send(i) b:send(i) end
    local counts = { 0, 0, 0 }
    for i = 1, 6 do
      local which = async.select{ a:receiving(), b:receiving(), c:receiving() }
      counts[which] = counts[which] + 1
    end
    print(table.concat(counts, " "))"""

    assert lab.inside(body) == ["3 3 0"]


def test_select_leaves_the_other_channels_as_they_were(lab):
    body = """
    local a, b = async.channel(), async.channel()
    async.spawn(function() print(async.select{ a:receiving(), b:receiving() }) end)
    async.yield()
    print(b:try_send("b"), a:try_send("lost"))"""

    assert lab.inside(body) == ["true\tfalse", "2\tb\ttrue"]


def test_select_that_sends_and_receives_on_one_channel_does_not_meet_itself(lab):
    body = """
    local c = async.channel()
    local function meet(name) print(name, async.select{ c:sending(name), c:receiving() }) end
    async.spawn(meet, "first") async.spawn(meet, "second")"""

    assert lab.inside(body) == ["second\t1\tsecond\ttrue", "first\t2\tsecond\ttrue"]


def test_select_times_out_once_and_its_channels_forget_it(lab):
    body = """
    local c = async.channel()
    print(async.select{ c:receiving(), timeout = 2 })
    print(async.now(), c:try_send(1), async.select{ c:receiving(), timeout = 0 })"""

    assert lab.inside(body) == ["timeout", "2.0\tfalse\ttimeout"]


@pytest.mark.parametrize("cases", ["{}", "{ 5 }", "{ {} }"])
def test_select_refuses_what_is_no_case(lab, cases):
    assert "async.select" in str(lab.fail(f'local a = require "async" a.run(function() a.select({cases}) end)'))


# Beside the model -------------------------------------------------------------------------------------------------

channels = st.integers(0, CHANNELS - 1)
values = st.integers(1, 9)
sends = st.tuples(st.just("send"), channels, values)
receives = st.tuples(st.just("receive"), channels)
operations = st.one_of(
    sends,
    receives,
    sends,
    receives,
    st.tuples(st.just("try_send"), channels, values),
    st.tuples(st.just("try_receive"), channels),
    st.tuples(st.just("close"), channels),
    st.tuples(st.just("select"), st.lists(st.one_of(sends, receives), min_size=1, max_size=3), st.booleans()),
    st.just(("yield",)),
    st.tuples(st.just("sleep"), st.sampled_from([0.5, 1.0, 2.0])),
)
programs = st.lists(st.lists(operations, max_size=6), min_size=1, max_size=5)

PLAYER = """
local async = require "async"
function play(capacities, tasks)
  local c, time = {}, 0.0
  for place, capacity in ipairs(capacities) do c[place] = async.channel(capacity) end
  local fake = async.scheduler{ now = function() return time end, sleep = function(s) time = time + s end }
  local ok, failure = pcall(fake.run, fake, function()
    for number, task in ipairs(tasks) do
      async.spawn(function()
        for place, step in ipairs(task) do
          local results = table.pack(pcall(step, c))
          if not results[1] and results[2].name ~= "ClosedError" then error(results[2], 0) end
          print((number - 1) .. "." .. (place - 1) .. " " .. (results[1] and results[2] or "closed"))
        end
      end)
    end
  end)
  local stuck = {}
  for place, waiter in ipairs(ok and {} or failure.waiters) do stuck[place] = string.match(waiter, "task (%d+)") - 2 end
  print("stuck " .. table.concat(stuck, " "))
end
function received(value, is_value) return is_value and "got " .. value or "ended" end
function chosen(place, value, is_value)
  if place == "default" then return "default" end
  return function(sends)
    return "case " .. place - 1 .. " " .. (sends[place] and "sent True" or received(value, is_value))
  end
end
"""


def lua_case(case: Operation) -> str:
    kind, channel, *value = case
    return f"c[{channel + 1}]:sending({value[0]})" if kind == "send" else f"c[{channel + 1}]:receiving()"


def lua_step(operation: Operation) -> str:
    """A function that does the operation and returns what the model says of it."""
    match operation:
        case ("send", channel, value):
            body = f"c[{channel + 1}]:send({value}) return 'sent True'"
        case ("receive", channel):
            body = f"return received(c[{channel + 1}]:receive())"
        case ("try_send", channel, value):
            body = f"return c[{channel + 1}]:try_send({value}) and 'sent True' or 'sent False'"
        case ("try_receive", channel):
            body = f"""local closed_and_empty = c[{channel + 1}].is_closed
            local value, is_value = c[{channel + 1}]:try_receive()
            if not is_value and not closed_and_empty then return "nothing" end
            return received(value, is_value)"""
        case ("close", channel):
            body = f"c[{channel + 1}]:close() return 'shut'"
        case ("select", cases, has_default):
            listed = ", ".join(map(lua_case, cases))
            sends = ", ".join("true" if case[0] == "send" else "false" for case in cases)
            body = f"""local result = chosen(async.select{{ {listed}, default = {str(has_default).lower()} }})
            return type(result) == "string" and result or result{{ {sends} }}"""
        case ("sleep", seconds):
            body = f"async.sleep({seconds}) return 'slept'"
        case _:
            body = "async.yield() return 'yielded'"
    return f"function(c) {body} end"


def lua_program(program: Program, capacities: list[int]) -> str:
    tasks = ", ".join("{ " + ", ".join(map(lua_step, task)) + " }" for task in program)
    return f'local async = require "async" play({{ {", ".join(map(str, capacities))} }}, {{ {tasks} }})'


@pytest.fixture(scope="module")
def player():
    """One lab for all programs."""
    made = Lab()
    made.run(PLAYER)
    yield made
    made.close()


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(program=programs, capacities=st.lists(st.integers(0, 2), min_size=CHANNELS, max_size=CHANNELS))
def test_random_programs_say_and_end_as_the_model_does(player, program, capacities):
    said, stuck = Model(program, capacities).run()

    printed = player.run(lua_program(program, capacities))

    assert printed == [*said, f"stuck {' '.join(map(str, stuck))}"]
