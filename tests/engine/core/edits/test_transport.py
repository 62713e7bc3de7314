"""What the transport's commands do to the document."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Locate, PlayState
from engine.core.errors import OutOfRange
from tests.engine.core.documents import after


def test_play_asks_to_play_and_nothing_else(studio):
    document = apply(studio, c.Play())

    assert document.transport.state is PlayState.PLAYING
    assert document.transport.locate is studio.transport.locate
    assert document.modules is studio.modules


def test_pause_holds_the_place(studio):
    document = after(studio, c.Play(), c.Pause())

    assert document.transport.state is PlayState.PAUSED
    assert document.transport.locate.number == 0


def test_stop_goes_to_the_first_beat(studio):
    document = after(studio, c.Play(), c.Stop())

    assert document.transport.state is PlayState.STOPPED
    assert document.transport.locate == Locate(1, Fraction(0))


def test_stop_ends_a_pause(studio):
    assert after(studio, c.Play(), c.Pause(), c.Stop()).transport.state is PlayState.STOPPED


@pytest.mark.parametrize("command", [c.Stop(), c.Pause()])
def test_stop_and_pause_change_nothing_when_stopped(studio, command):
    assert apply(studio, command) is studio


@pytest.mark.parametrize(("first", "again"), [(c.Play(), c.Play()), (c.Play(), c.Play(origin="x"))])
def test_play_changes_nothing_when_playing(studio, first, again):
    playing = apply(studio, first)

    assert apply(playing, again) is playing


def test_pause_changes_nothing_when_paused(studio):
    paused = after(studio, c.Play(), c.Pause())

    assert apply(paused, c.Pause()) is paused


def test_reset_goes_to_the_first_beat_and_goes_on_playing(studio):
    document = after(studio, c.Play(), c.Seek(beat=Fraction(7)), c.Reset())

    assert document.transport.state is PlayState.PLAYING
    assert document.transport.locate == Locate(2, Fraction(0))


def test_seek_is_a_new_wish_each_time_even_for_the_same_place(studio):
    document = after(studio, c.Seek(beat=Fraction(3, 2)), c.Seek(beat=Fraction(3, 2)))

    assert document.transport.locate == Locate(2, Fraction(3, 2))


def test_seek_before_the_first_beat_is_refused(studio):
    with pytest.raises(OutOfRange, match=r"a place is beat 0 or later, got -0\.5"):
        apply(studio, c.Seek(beat=Fraction(-1, 2)))


def test_set_tempo_keeps_it_as_a_float(studio):
    assert apply(studio, c.SetTempo(bpm=137)).transport.bpm == 137.0


@pytest.mark.parametrize("bpm", [19.9, 480.5, float("nan"), float("inf")])
def test_set_tempo_refuses_what_is_no_tempo(studio, bpm):
    with pytest.raises(OutOfRange, match=f"the tempo is 20 to 480 beats per minute, got {bpm:g}"):
        apply(studio, c.SetTempo(bpm=bpm))


def test_set_tempo_to_what_it_is_changes_nothing(studio):
    assert apply(studio, c.SetTempo(bpm=120)) is studio


def test_set_signature_sets_beats_per_bar(studio):
    assert apply(studio, c.SetSignature(beats_per_bar=7)).transport.beats_per_bar == 7


@pytest.mark.parametrize("beats", [0, 33])
def test_set_signature_refuses_what_is_no_bar(studio, beats):
    with pytest.raises(OutOfRange, match=f"a bar has 1 to 32 beats, got {beats}"):
        apply(studio, c.SetSignature(beats_per_bar=beats))


def test_set_signature_to_what_it_is_changes_nothing(studio):
    assert apply(studio, c.SetSignature(beats_per_bar=4)) is studio
