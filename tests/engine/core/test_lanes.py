"""The lanes of all producers together."""

from __future__ import annotations

import threading

from engine.core import commands as c
from engine.core.lanes import Lanes


def in_thread(work, name=None):
    made = []
    thread = threading.Thread(target=lambda: made.append(work()), name=name)
    thread.start()
    thread.join()
    return made[0]


def test_own_lane_is_one_for_each_thread_and_named_after_it():
    lanes = Lanes()

    assert lanes.own() is lanes.own()
    assert lanes.own().name == threading.current_thread().name
    assert in_thread(lambda: lanes.own().name, name="scripts") == "scripts"


def test_two_threads_of_one_name_have_two_lanes():
    lanes = Lanes()

    assert [in_thread(lambda: lanes.own().name, name="loader") for _ in range(3)] == ["loader", "loader 2", "loader 3"]


def test_open_lanes_of_one_thread_are_producers_of_their_own():
    lanes = Lanes()

    assert [lanes.open(name).name for name in ("scripts", "gui", "gui")] == ["scripts", "gui", "gui 2"]


def test_take_all_merges_the_lanes_in_the_order_in_which_commands_were_offered():
    lanes = Lanes()
    gui, scripts = lanes.open("gui"), lanes.open("scripts")
    for lane in (gui, scripts, scripts, gui):
        lane.offer(c.Play())

    assert [entry.ticket.lane for entry in lanes.take_all()] == ["gui", "scripts", "scripts", "gui"]
    assert lanes.take_all() == []


def test_has_unread_until_everything_was_taken():
    lanes = Lanes()
    lane = lanes.open("gui")
    assert not lanes.has_unread

    lane.offer(c.Play())
    assert lanes.has_unread

    lanes.take_all()
    assert not lanes.has_unread
