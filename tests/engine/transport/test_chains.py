"""What sequencers play of chains: patterns one after another, and edits of the chain while it plays."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.document import ChainEntry
from tests.engine.transport.band import Band, entries


@pytest.fixture
def band():
    """Patterns of a beat each, `a` of one step, `b` of two, `long` of four beats."""
    band = Band()
    band.has("a", "x", rate=1)
    band.has("b", "xx", rate=2)
    band.has("long", "xxxx", rate=1)
    return band


def test_patterns_play_one_after_another_as_often_as_they_say(band):
    band.chains("a", ("b", 2))

    assert band.heard_until(4) == [(0, 10), (1, 10), (F(3, 2), 20), (2, 10), (F(5, 2), 20), (3, 10)]


def test_equal_neighbours_play_twice_and_are_told_apart(band):
    band.chains("a", "a", "b")
    band.until(F(3, 2))

    assert band.tracks.playing["seq"].entry == 1
    assert band.patterns_until(F(11, 2)) == "b a a b"


def test_patterns_of_different_lengths_follow_each_other_exactly(band):
    band.ask(c.SetStepsPerBeat(pattern="a", steps_per_beat=F(3)))
    band.chains("a", "b")

    assert band.beats_until(2) == [0, F(1, 3), F(5, 6), F(4, 3), F(5, 3)]


def test_an_entry_that_is_off_is_passed_over_and_stays(band):
    band.chains("a", "b")
    band.ask(c.SetEntry(chain="song", index=0, entry=ChainEntry("a", is_enabled=False)))

    assert band.patterns_until(3) == "b b b"
    assert len(band.document.chains["song"].entries) == 2


def test_a_chain_that_is_off_leaves_the_sequencer_its_own_pattern(band):
    band.sets("pattern", "long")
    band.chains("a")
    assert band.patterns_until(2) == "a a"

    band.ask(c.EnableChain(chain="song", is_enabled=False))
    assert band.heard_until(4) == [(2, 30), (3, 40)]

    band.ask(c.EnableChain(chain="song", is_enabled=True))
    assert band.patterns_until(6) == "a a"

    band.sets("chainEnabled", False)
    assert band.patterns_until(8) == "long long"


def test_a_chain_with_nothing_to_play_leaves_the_sequencer_its_own_pattern(band):
    band.sets("pattern", "a")
    band.chains()

    assert band.patterns_until(1) == "a"


def test_an_entry_put_in_front_keeps_the_place(band):
    band.chains("a", "b", "long")
    band.until(F(3, 2))
    band.ask(c.InsertEntry(chain="song", entry=ChainEntry("a"), index=0))

    assert band.tracks.playing["seq"].entry == 2
    assert band.patterns_until(F(13, 2)) == "long long long long a"


def test_what_plays_ends_its_turn_when_its_entry_goes_and_what_followed_follows(band):
    band.chains("a", "long", "b")
    band.until(F(5, 2))
    band.ask(c.RemoveEntry(chain="song", index=1))

    assert band.heard_until(6) == [(3, 30), (4, 40), (5, 10), (F(11, 2), 20)]


def test_fewer_repeats_take_hold_with_the_turn(band):
    band.chains(("a", 4), "b")
    band.until(F(3, 2))
    band.ask(c.SetEntry(chain="song", index=0, entry=ChainEntry("a", 2)))

    assert band.patterns_until(F(7, 2)) == "b a"


def test_a_restart_comes_with_the_next_turn(band):
    band.chains("a", "long", "b")
    band.until(F(5, 2))
    band.ask(c.RestartChain(chain="song"))

    assert band.patterns_until(F(13, 2)) == "long long a long"


def test_a_pattern_that_goes_is_left_at_its_next_step(band):
    band.chains("long", "b")
    band.until(F(3, 2))
    band.ask(c.RemovePattern(name="long"))

    assert band.heard_until(4) == [(2, 10), (F(5, 2), 20), (3, 10), (F(7, 2), 20)]


def test_a_ratio_counts_the_turns_of_its_pattern(band):
    step = band.document.patterns["a"].steps[0]
    band.chains(("a", 3), "b")
    band.ask(c.SetStep(pattern="a", index=0, step=type(step)(1.0, 10.0, ratio=(1, 2))))

    assert [beat for beat, note in band.heard_until(12) if beat not in (3, F(7, 2), 7, F(15, 2), 11, F(23, 2))] == [
        0, 2, 5, 8, 10,
    ]  # fmt: skip


def test_two_sequencers_on_one_chain_have_a_place_each(band):
    band.chains("a", "b", "long")
    band.until(F(3, 2))
    band.ask(c.AddModule(type="sequencer", name="two", values=(("chain", "song"),)))
    band.until(F(7, 4))
    band.ask(c.AddChain(name="other", entries=entries("long")))
    band.sets("chain", "other", sequencer="two")
    band.until(F(5, 2))

    assert {name: (now.pattern, now.entry) for name, now in band.tracks.playing.items()} == {
        "seq": ("long", 2),
        "two": ("long", 0),
    }


@pytest.mark.parametrize(
    ("beat", "pattern", "entry", "repeat", "turn"),
    [
        (0, "a", 0, 0, 0),
        (1, "b", 1, 0, 0),
        (2, "b", 1, 1, 1),
        (5, "long", 2, 0, 0),
        (7, "a", 0, 0, 1),
        (23, "b", 1, 1, 7),
    ],
)
def test_a_jump_goes_to_where_the_chain_would_be_had_it_played_from_the_start(band, beat, pattern, entry, repeat, turn):
    band.chains("a", ("b", 2), "long")
    band.at = F(beat)
    band.until(band.at + F(1, 8))

    assert tuple(band.tracks.playing["seq"]) == (pattern, band.tracks.playing["seq"].step, turn, entry, repeat)


def test_a_jump_plays_on_as_if_there_had_been_none():
    straight, jumped = Band(), Band()
    for each in (straight, jumped):
        each.has("a", "x.o", rate=F(7, 3))
        each.has("b", "xxo.x", rate=-5)
        each.chains(("a", 3), "b", ("a", 2))
    straight.until(100)
    jumped.at = F(100)

    assert jumped.until(120) == straight.until(120)


def test_another_name_of_the_chain_or_of_its_patterns_is_not_heard(band):
    band.chains("long", "b")
    band.until(F(3, 2))
    band.ask(c.RenamePattern(name="long", new_name="tall"), c.RenameChain(name="song", new_name="tune"))

    assert band.patterns_until(F(11, 2)) == "tall tall b tall"


def test_an_edit_before_it_plays_does_not_move_the_start(band):
    band.chains("b", "long")
    band.ask(c.InsertEntry(chain="song", entry=ChainEntry("a"), index=0))

    assert band.patterns_until(3) == "a b long"
