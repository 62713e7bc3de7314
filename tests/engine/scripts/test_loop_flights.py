"""Live loops and the transport: they begin anew, go on after a pause, and late events are counted, never burst."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


def note(number=60):
    return f'trigger("bass", {{ note = {number} }}) '


def notes(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


def test_loops_begin_anew_when_the_music_begins_anew(band):
    band.run(BASS + loop(note(1) + "sleep(1) " + note(2) + "sleep(2)"))
    band.do(c.Play())
    band.play_to(2)
    band.do(c.Stop())
    band.turn(10)
    band.do(c.Play())
    band.play_to(3.5)

    again = [due for due in band.dues() if due.flight == band.engine.glance.flight]
    assert notes(again) == [(F(0), 1), (F(1), 2), (F(3), 1)]


def test_loops_begin_on_a_bar_after_a_seek(band):
    band.run(BASS + loop(note() + "sleep(3)"))
    band.do(c.Seek(beat=F(6)), c.Play())
    band.play_to(12)

    assert [due.beat for due in band.dues()][:2] == [8, 11]


@pytest.mark.parametrize("at", [2.0, 2.2, 2.45, 2.49, 2.97, 3.0])
def test_loops_go_on_after_a_pause_as_if_nothing_had_been(band, at):
    band.run(BASS + loop(note(1) + "sleep(3/2) " + note(2) + "sleep(1)"))
    band.do(c.Play())
    band.play_to(at)
    band.do(c.Pause())
    band.turn(30)
    band.do(c.Play())
    band.play_to(8)

    frames = band.sound.onsets("bass")
    assert [on.note for on in band.sound.ons] == [1, 2, 1, 2, 1, 2, 1]
    assert band.engine.snapshot.late_count == 0
    assert len(set(frames)) == 7


def test_text_that_lands_while_the_music_pauses_is_heard_when_it_goes_on(band):
    band.run(BASS + loop(note(1) + "sleep(1)"))
    band.do(c.Play())
    band.play_to(1.5)
    band.ask(BASS + loop(note(2) + "sleep(1)") + loop(note(3) + "sleep(4)", "new"))
    band.until(lambda: band.status().state == "waiting")
    band.do(c.Pause())
    band.until(band.is_settled)
    band.do(c.Play())
    band.play_to(5.9)

    assert [on.note for on in band.sound.ons] == [1, 1, 2, 2, 2, 3, 2]
    assert band.engine.snapshot.problems == ()


def test_text_that_runs_while_the_music_plays_begins_on_the_bar_with_no_burst(band):
    band.do(c.Play())
    band.play_to(9)
    band.run(BASS + loop(note() + "sleep(1)"), quantum=None)
    band.play_to(14.5)

    assert [due.beat for due in band.dues()] == [12, 13, 14]
    assert band.engine.snapshot.late_count == 0


def test_late_events_are_counted_with_their_line_and_never_played_in_a_burst(band):
    band.run(BASS + loop(note() + "\nsleep(1/8)"))
    band.do(c.Play())
    band.play_to(4)
    played = len(band.sound.ons)
    for _ in range(200):  # a second without the scripts
        band.engine.turn()
    band.turn(2)

    status = band.status()
    assert status.late >= 12
    assert status.late_line == 4
    assert band.engine.snapshot.late_count == status.late
    assert len(band.sound.ons) - played <= 4
