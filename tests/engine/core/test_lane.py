"""The way of one thread into the engine."""

from __future__ import annotations

import threading
from itertools import count

import pytest

from engine.core import commands as c
from engine.core.lane import Lane, LaneFull


def seek(number):
    return c.Seek(beat=number)


def numbers_of(entries):
    return [entry.number for entry in entries]


def test_lane_gives_back_what_was_offered_in_order_and_forgets_it():
    lane = Lane("gui", count(1))
    commands = [seek(number) for number in range(5)]
    tickets = [lane.offer(command) for command in commands]

    entries = lane.take_all()
    assert [entry.command for entry in entries] == commands
    assert [entry.ticket for entry in entries] == tickets
    assert lane.take_all() == []


def test_lane_gives_each_ticket_its_number_and_its_own_name():
    lane = Lane("gui", count(7))

    assert [(ticket.lane, ticket.number) for ticket in (lane.offer(c.Play()), lane.offer(c.Play()))] == [
        ("gui", 7),
        ("gui", 8),
    ]


def test_lanes_that_share_a_counter_tell_who_came_first():
    numbers = count(1)
    gui, scripts = Lane("gui", numbers), Lane("scripts", numbers)
    gui.offer(c.Play())
    scripts.offer(c.Play())
    gui.offer(c.Play())

    assert (numbers_of(gui.take_all()), numbers_of(scripts.take_all())) == ([1, 3], [2])


def test_lane_that_is_full_says_so_and_takes_nothing():
    lane = Lane("gui", count(1), capacity=2)
    lane.offer(c.Play())
    lane.offer(c.Pause())

    with pytest.raises(LaneFull) as caught:
        lane.offer(c.Stop())
    assert str(caught.value) == "the engine is 2 commands behind; wait a moment and do that again"
    assert [type(entry.command) for entry in lane.take_all()] == [c.Play, c.Pause]


def test_lane_that_was_emptied_has_room_again():
    lane = Lane("gui", count(1), capacity=1)
    lane.offer(c.Play())
    lane.take_all()

    assert lane.offer(c.Play()).number == 2


def test_lane_holds_1024_commands_unless_told():
    lane = Lane("gui", count(1))
    for _ in range(1024):
        lane.offer(c.Play())

    assert len(lane) == 1024
    with pytest.raises(LaneFull):
        lane.offer(c.Play())


def test_lane_raises_when_a_second_thread_offers():
    lane = Lane("gui", count(1))
    caught = []

    def offer():
        try:
            lane.offer(c.Play())
        except AssertionError as error:
            caught.append(str(error))

    other = threading.Thread(target=offer)
    other.start()
    other.join()
    assert caught == ['lane "gui" belongs to another thread']
    assert len(lane) == 0
