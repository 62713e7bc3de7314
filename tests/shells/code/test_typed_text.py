"""Who wrote the text that a snapshot shows."""

from __future__ import annotations

from immutables import Map

from engine.core.snapshot import Snapshot
from engine.core.ticket import Ticket
from shells.code.typed_text import TypedText


def snapshot_with(number: int) -> Snapshot:
    """A snapshot in which everything up to `number` of the GUI's lane was applied."""
    return Snapshot(number, marks=Map({"gui": number}))


def test_text_that_was_not_sent_is_to_be_sent():
    typed = TypedText("a")

    assert not typed.is_to_be_sent("a")
    assert typed.is_to_be_sent("ab")


def test_text_that_the_engine_did_not_take_is_still_to_be_sent():
    typed = TypedText("a")
    typed.sent("ab", None)

    assert typed.is_to_be_sent("ab")


def test_echo_of_what_was_sent_is_no_news_however_much_was_typed_since():
    typed = TypedText("a")
    typed.sent("ab", Ticket("gui", 1))

    assert not typed.is_news("ab", snapshot_with(1))


def test_older_text_is_no_news_while_a_newer_one_is_on_its_way():
    typed = TypedText("a")
    typed.sent("ab", Ticket("gui", 1))
    typed.sent("abc", Ticket("gui", 2))

    assert not typed.is_news("ab", snapshot_with(1))
    assert not typed.is_news("abc", snapshot_with(2))


def test_text_that_somebody_else_wrote_is_news_once():
    typed = TypedText("a")

    assert typed.is_news("other", snapshot_with(1))
    assert not typed.is_news("other", snapshot_with(2))
    assert not typed.is_to_be_sent("other")


def test_text_that_somebody_wrote_over_what_was_sent_is_news():
    typed = TypedText("a")
    typed.sent("ab", Ticket("gui", 1))

    assert typed.is_news("opened", snapshot_with(3))
