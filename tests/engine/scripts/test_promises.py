"""Promises of scripts: their callbacks belong to the turn that made them due, wherever that is."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from tests.engine.scripts.room import Room

OPENING = 'local promise = require "promise" synth("bass") '
NOTE = 'promise.resolve("c3"):and_then(function(pitch) trigger("bass", { note = pitch }) end)'
UNHANDLED = "a promise was rejected, and nothing handles it: "


@pytest.fixture
def room():
    return Room()


def notes(commands):
    """How many notes are played."""
    return sum(isinstance(each, c.Trigger) for each in commands)


def test_what_callbacks_of_a_run_ask_for_leaves_with_the_run(room):
    done = room.run(OPENING + "promise.resolve(120):and_then(bpm) state.x = promise.resolve(1):and_then(print) and 1")

    assert done.fault is None
    assert room.document.transport.bpm == 120
    assert room.printed == ["1"]


def test_what_callbacks_of_a_loop_do_is_due_at_the_beat_of_its_turn(room):
    room.run(f'{OPENING}live_loop("l", function() {NOTE} sleep(1/2) end)')
    dues = room.advance(2).dues

    assert [(float(due.beat), notes(due.commands)) for due in dues] == [(0.0, 1), (0.5, 1), (1.0, 1), (1.5, 1)]


def test_rejection_in_a_loop_is_told_once_a_turn_with_its_line(room):
    room.run(f'{OPENING}live_loop("l", function()\npromise.reject("lost") sleep(1) end)')
    advanced = room.advance(2)

    assert room.printed == [f"kick.lua:2: {UNHANDLED}lost"] * 2
    assert advanced.faults == ()


def test_endless_callbacks_of_a_loop_are_its_mistake_at_their_line(room):
    room.run(
        OPENING + 'live_loop("l", function() trigger("bass")\nlocal function again()\n'
        "return promise.resolve():and_then(again) end again() sleep(1) end)"
    )
    advanced = room.advance(1)

    assert advanced.dues == ()
    assert [(fault.loop, fault.line in (2, 3)) for fault in advanced.faults] == [("l", True)]
    assert "took longer than 0.5 s" in advanced.faults[0].message


def test_callbacks_of_a_handler_are_done_with_it(room):
    room.run(f'{OPENING}on("module:added", function() {NOTE} promise.reject("lost") end)')
    handled = room.tell("module:added", "kick")

    assert notes(handled.batch.commands) == 1
    assert room.printed == [f"kick.lua:1: {UNHANDLED}lost"]


def test_callbacks_of_a_line_of_the_console_are_done_with_it(room):
    worked = room.evaluate('require("promise").resolve(99):and_then(bpm)')

    assert [type(each) for each in worked.batch.commands] == [c.SetTempo]


def test_callbacks_of_a_round_are_done_where_it_waits_and_where_it_ends(room):
    room.run(OPENING)
    room.repeat(f'local promise = require "promise" {NOTE} wait(1) {NOTE} {NOTE}\npromise.reject("lost")')
    first, second = room.go_on(), room.go_on()

    assert (notes(first.commands), notes(second.commands)) == (1, 2)
    assert room.printed == [f"kick.lua:2: {UNHANDLED}lost"]


def test_callback_in_a_round_cannot_wait(room):
    room.repeat('require("promise").resolve():and_then(function() wait(1) end)')
    rested = room.go_on()

    assert (rested.waits, rested.fault) == (None, None)
    assert "a callback of a promise cannot wait" in room.printed[0]


def test_callbacks_of_a_run_that_fails_do_nothing(room):
    room.run("kept = require('promise')")
    room.run("kept.resolve('never'):and_then(print) error('no')")
    room.run("kept.resolve('next'):and_then(print)")

    assert room.printed == ["next"]
