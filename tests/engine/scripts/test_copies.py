"""A script sees the document as it is at the beat at which it acts."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.errors import UnknownName
from engine.scripts.feed import feed_between
from engine.scripts.performing.copies import Copies
from tests.engine.core.documents import after, studio

LEAD = c.AddModule(type="synth", name="lead")


@pytest.fixture
def copies():
    copies = Copies()
    copies.feed(feed_between(Document(), studio()))
    return copies


def coming(copies, number=1, *commands):
    document = copies.newest
    for command in commands:
        document = apply(document, command)
    copies.keep(number, commands, document)


def test_run_that_comes_is_seen_by_the_next_run_and_not_by_loops(copies):
    coming(copies, 1, LEAD)

    assert "lead" in copies.newest.modules
    assert "lead" not in copies.at(F(100)).modules


def test_run_that_comes_is_seen_from_its_beat_on(copies):
    coming(copies, 1, LEAD)
    copies.land(1, F(4))

    assert ["lead" in copies.at(F(beat)).modules for beat in (3, 4, 5)] == [False, True, True]


def test_what_hands_do_meanwhile_is_seen_in_both(copies):
    coming(copies, 1, LEAD)
    copies.land(1, F(4))
    copies.feed(feed_between(studio(), after(studio(), c.SetTempo(bpm=90))))

    assert [copies.at(F(beat)).transport.bpm for beat in (0, 8)] == [90, 90]
    assert "lead" in copies.at(F(8)).modules


def test_run_that_no_longer_fits_stays_as_it_was_made(copies):
    coming(copies, 1, c.SetParameter(module="bass", parameter="volume", value=0.25))
    copies.land(1, F(4))
    copies.feed(feed_between(studio(), after(studio(), c.RemoveModule(name="bass"))))

    assert copies.at(F(4)).modules["bass"].values["volume"] == 0.25


def test_run_that_landed_is_what_is_fed(copies):
    coming(copies, 1, LEAD)
    copies.land(1, F(4))
    copies.feed(feed_between(studio(), after(studio(), c.SetTempo(bpm=90)), landed=1))

    assert "lead" not in copies.at(F(8)).modules


def test_loop_changes_what_it_sees(copies):
    coming(copies, 1, LEAD)
    copies.land(1, F(4))
    copies.change(F(5), c.SetParameter(module="lead", parameter="volume", value=0.5))
    copies.feed(feed_between(studio(), after(studio(), c.SetTempo(bpm=90))))

    assert copies.at(F(5)).modules["lead"].values["volume"] == 0.5
    with pytest.raises(UnknownName):
        copies.change(F(3), c.Trigger(module="lead"))
