"""Who gets each snapshot."""

from __future__ import annotations

import gc

import pytest

from engine.core.snapshot import Snapshot
from shells.receivers import Receivers


class Shelf:
    """Keeps the versions that it was given."""

    def __init__(self) -> None:
        self.versions: list[int] = []

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.versions.append(snapshot.version)


def fail(failure: Exception) -> None:
    raise failure


def test_receivers_give_each_snapshot_to_all_in_the_order_in_which_they_came():
    receivers, order = Receivers(fail), []
    receivers.add(lambda _: order.append("first"))
    receivers.add(lambda _: order.append("second"))

    receivers.deliver(Snapshot(1))

    assert order == ["first", "second"]


def test_receivers_give_a_latecomer_the_present_snapshot_at_once():
    receivers, shelf = Receivers(fail), Shelf()
    receivers.deliver(Snapshot(7))

    receivers.add(shelf.on_snapshot)

    assert shelf.versions == [7]


def test_receivers_go_on_after_one_that_raises_and_tell_of_it():
    failures, shelf = [], Shelf()
    receivers = Receivers(failures.append)

    def broken(_: Snapshot) -> None:
        raise ValueError("a bug in a shell")

    receivers.add(broken)
    receivers.add(shelf.on_snapshot)
    receivers.deliver(Snapshot(1))
    receivers.deliver(Snapshot(2))

    assert shelf.versions == [1, 2]
    assert [str(failure) for failure in failures] == ["a bug in a shell", "a bug in a shell"]


def test_receivers_give_a_busy_one_the_newest_when_it_has_done():
    receivers, seen = Receivers(fail), []

    def slow(snapshot: Snapshot) -> None:
        seen.append(snapshot.version)
        if snapshot.version == 1:  # as when it runs an event loop of its own, in which more comes
            receivers.deliver(Snapshot(2))
            receivers.deliver(Snapshot(3))

    receivers.add(slow)
    receivers.deliver(Snapshot(1))

    assert seen == [1, 3]


def test_receivers_never_go_back_to_an_older_snapshot():
    receivers, shelf = Receivers(fail), Shelf()
    receivers.add(shelf.on_snapshot)

    receivers.deliver(Snapshot(2))
    receivers.deliver(Snapshot(1))

    assert shelf.versions == [2]


def test_receivers_forget_a_method_whose_object_is_gone():
    receivers, shelf = Receivers(fail), Shelf()
    versions = shelf.versions
    receivers.add(shelf.on_snapshot)
    del shelf
    gc.collect()

    receivers.deliver(Snapshot(1))

    assert versions == []
    assert len(receivers) == 0


def test_receivers_let_one_leave_and_another_come_while_they_deliver():
    receivers, shelf, late = Receivers(fail), Shelf(), Shelf()
    leave = receivers.add(shelf.on_snapshot)

    def change(snapshot: Snapshot) -> None:
        if snapshot.version == 1:
            leave()
            receivers.add(late.on_snapshot)

    receivers.add(change)
    receivers.deliver(Snapshot(1))
    receivers.deliver(Snapshot(2))

    assert shelf.versions == [1]
    assert late.versions == [1, 2]


def test_receivers_refuse_to_deliver_while_a_view_paints():
    receivers = Receivers(fail, is_painting=lambda: True)

    with pytest.raises(AssertionError, match="while a view painted"):
        receivers.deliver(Snapshot(1))
