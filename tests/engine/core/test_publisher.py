"""When a snapshot is made, what is in it, and who is told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map
from msgspec.structs import replace

from engine.core.book import Book
from engine.core.desk import Desk, with_late, with_problem
from engine.core.live import Answer, DeviceStatus, Question, SampleStatus, ScriptStatus, SessionStatus
from engine.core.publisher import Publisher
from tests.engine.core.documents import studio

NOT_WAITING: Map[int, Fraction] = Map()


@pytest.fixture
def publisher():
    return Publisher()


@pytest.fixture
def book():
    return Book(studio())


def test_publisher_has_a_whole_snapshot_from_the_start(publisher):
    assert publisher.snapshot.version == 0
    assert publisher.snapshot.document is not None


def test_publish_raises_the_version_by_one_and_shares_the_document(publisher, book):
    publisher.publish(book, Desk(), NOT_WAITING, 0)
    assert (publisher.snapshot.version, publisher.snapshot.document) == (1, book.document)
    assert publisher.snapshot.document is book.document


def test_publish_of_what_was_published_makes_no_snapshot(publisher, book):
    desk = Desk()
    publisher.publish(book, desk, NOT_WAITING, 0)
    first = publisher.snapshot
    publisher.publish(replace(book), desk, NOT_WAITING, 0)

    assert publisher.snapshot is first


@pytest.mark.parametrize(
    "desk",
    [
        Desk(scripts=Map({"song": ScriptStatus("song")})),
        Desk(samples=Map({"kick": SampleStatus("kick", "ready")})),
        Desk(device=DeviceStatus("speakers")),
        Desk(session=SessionStatus("a.moonloop")),
        Desk(questions=(Question(1, "a", "1"),)),
        Desk(answers=(Answer("a", "1"),)),
        with_problem(Desk(), "wrong", "code"),
        with_late(Desk(), "song", 1),
    ],
)
def test_publish_makes_a_snapshot_for_whatever_is_new_on_the_desk(publisher, book, desk):
    publisher.publish(book, Desk(), NOT_WAITING, 0)
    publisher.publish(book, desk, NOT_WAITING, 0)

    assert publisher.snapshot.version == 2
    for field in ("scripts", "samples", "device", "session", "problems", "problem_count", "questions", "answers"):
        assert getattr(publisher.snapshot, field) == getattr(desk, field)
    assert publisher.snapshot.late_count == desk.late_count


def test_publish_makes_a_snapshot_for_a_mark_a_waiting_batch_and_a_flight(publisher, book):
    desk = Desk()
    publisher.publish(book, desk, NOT_WAITING, 0)
    publisher.mark("gui", 4)
    publisher.publish(book, desk, NOT_WAITING, 0)
    publisher.publish(book, desk, Map({4: Fraction(8)}), 0)
    publisher.publish(book, desk, publisher.snapshot.waiting, 1)

    newest = publisher.snapshot
    assert (newest.version, newest.marks, newest.waiting, newest.flight) == (4, Map(gui=4), Map({4: Fraction(8)}), 1)


def test_snapshot_has_applied_what_is_marked_and_not_waiting(publisher, book):
    publisher.mark("gui", 4)
    publisher.publish(book, Desk(), Map({3: Fraction(8)}), 0)

    applied = [publisher.snapshot.has_applied("gui", number) for number in (2, 3, 4, 5)]
    assert applied == [True, False, True, False]
    assert not publisher.snapshot.has_applied("scripts", 1)


def test_subscribers_are_told_of_each_snapshot_in_turn_until_they_leave(publisher, book):
    told = []
    leave = publisher.subscribe(lambda snapshot: told.append(("a", snapshot.version)))
    publisher.subscribe(lambda snapshot: told.append(("b", snapshot.version)))
    publisher.publish(book, Desk(), NOT_WAITING, 0)
    leave()
    publisher.publish(book, with_problem(Desk(), "wrong", "code"), NOT_WAITING, 0)
    leave()

    assert told == [("a", 1), ("b", 1), ("b", 2)]


def test_subscriber_finds_the_snapshot_it_is_told_of_to_be_the_newest(publisher, book):
    seen = []
    publisher.subscribe(lambda snapshot: seen.append(publisher.snapshot is snapshot))
    publisher.publish(book, Desk(), NOT_WAITING, 0)

    assert seen == [True]


def test_subscriber_may_leave_or_bring_another_while_it_is_told(publisher, book):
    told = []

    def once(snapshot):
        told.append(snapshot.version)
        leave()
        publisher.subscribe(lambda later: told.append(("later", later.version)))

    leave = publisher.subscribe(once)
    publisher.publish(book, Desk(), NOT_WAITING, 0)
    publisher.publish(book, with_problem(Desk(), "wrong", "code"), NOT_WAITING, 0)

    assert told == [1, ("later", 2)]


def test_one_callable_that_subscribed_twice_is_told_twice_and_leaves_once(publisher, book):
    told = []
    leave = publisher.subscribe(told.append)
    publisher.subscribe(told.append)
    leave()
    publisher.publish(book, Desk(), NOT_WAITING, 0)

    assert [snapshot.version for snapshot in told] == [1]
