"""Cues go from script to script, each in a process of its own, and are heard at their very beat."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import pairwise

import pytest

from engine.core import commands as c
from engine.core.units import NEXT_BAR
from tests.engine.scripts.live_band import LiveBand

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


def note(number=60):
    return f'trigger("bass", {{ note = {number} }}) '


def notes(band, loop=""):
    return [(due.beat, due.commands[0].note) for due in band.dues(loop)]


WAITS = loop('trigger("bass", { note = sync("go") })', "waits")
GIVES = loop('sleep(4/3) cue("go", 61) sleep(1/2) cue("go", 62) sleep(13/6)', "gives")


@pytest.mark.parametrize(("waits", "gives"), [("a", "b"), ("b", "a")])
def test_cue_is_heard_in_another_script_at_its_very_beat(band, waits, gives):
    band.run(BASS + WAITS, waits)
    band.run(GIVES, gives)
    band.do(c.Play())
    band.play_to(7)

    assert notes(band, "waits") == [(F(4, 3), 61), (F(11, 6), 62), (F(16, 3), 61), (F(35, 6), 62)]
    assert band.engine.snapshot.late_count == 0
    frames = band.sound.onsets("bass")
    assert [later - earlier for earlier, later in pairwise(frames)] == [12_000, 84_000, 12_000]


def test_cues_of_several_scripts_are_taken_in_the_order_of_their_beats(band):
    band.run(BASS + WAITS, "m")
    for number, name in enumerate("azb"):
        band.run(loop(f'sleep({10 - number}/100) cue("go", {60 + number}) sleep(4 - {10 - number}/100)', name), name)
    band.do(c.Play())
    band.play_to(5)

    expected = [(turn + F(10 - number, 100), 60 + number) for turn in (0, 4) for number in (2, 1, 0)]
    assert notes(band, "waits") == expected


def test_cue_passes_through_several_scripts_at_one_beat(band):
    band.run(BASS + loop(f'sync("third") {note()}', "waits"), "a")
    band.run(loop('sync("second") cue("third")'), "b")
    band.run(loop('sync("first") cue("second")'), "c")
    band.run(loop('sleep(1) cue("first") sleep(3)'), "d")
    band.do(c.Play())
    band.play_to(6)

    assert [due.beat for due in band.dues("waits")] == [1, 5]
    assert band.engine.snapshot.late_count == 0


def test_script_that_begins_to_wait_later_hears_the_cues_to_come(band):
    band.run(loop('cue("go", 60) sleep(1)', "gives"), "b")
    band.do(c.Play())
    band.play_to(2)
    band.run(BASS + WAITS, "a", NEXT_BAR)
    band.play_to(7)

    assert [beat for beat, _ in notes(band, "waits")][:3] == [4, 5, 6]


def test_cue_of_a_run_is_heard_in_another_script_where_it_lands(band):
    band.run(BASS + WAITS, "a")
    band.do(c.Play())
    band.play_to(1)
    band.run('cue("go", 70)', "b", NEXT_BAR)
    band.play_to(6)

    assert notes(band, "waits") == [(F(4), 70)]


def test_cue_from_the_console_is_heard_in_time(band):
    band.run(BASS + WAITS, "a")
    band.do(c.Play())
    band.play_to(1)
    band.do(c.Evaluate(ask="x", text='cue("go", 70)'))
    band.play_to(3)

    ((beat, number),) = notes(band, "waits")
    assert (1 < beat < 2, number, beat.denominator <= 96) == (True, 70, True)
    assert len(band.sound.ons) == 1
    assert band.engine.snapshot.late_count == 0


def test_cue_from_the_console_while_nothing_plays_is_refused(band):
    band.do(c.Evaluate(ask="x", text='cue("go")'))
    band.until(lambda: bool(band.engine.snapshot.answers))

    assert "cue: nothing plays, so nobody waits for it; start() first" in band.engine.snapshot.answers[0].text


@pytest.mark.parametrize("at", [0.7, 1.3, 1.6, 2.0])
def test_waiting_goes_on_after_a_pause_as_if_nothing_had_been(band, at):
    band.run(BASS + WAITS, "a")
    band.run(GIVES, "b")
    band.do(c.Play())
    band.play_to(at)
    band.do(c.Pause())
    band.turn(30)
    band.do(c.Play())
    band.play_to(7)

    assert [on.note for on in band.sound.ons] == [61, 62, 61, 62]
    assert band.engine.snapshot.late_count == 0


def test_waiting_begins_anew_when_the_music_does(band):
    band.run(BASS + loop(f'{note(50)} sync("go") {note(60)} sleep(100)', "waits"), "a")
    band.run(GIVES, "b")
    band.do(c.Play())
    band.play_to(3)
    band.do(c.Seek(beat=F(16)))
    band.play_to(19)

    assert [(due.beat, due.commands[0].note) for due in band.dues("waits")] == [
        (F(0), 50), (F(4, 3), 60), (F(16), 50), (F(52, 3), 60),
    ]  # fmt: skip


def test_tempo_may_change_while_somebody_waits(band):
    band.run(BASS + WAITS, "a")
    band.run(GIVES, "b")
    band.do(c.Play())
    band.play_to(1)
    band.do(c.SetTempo(bpm=211.3))
    band.play_to(5.5)

    assert notes(band, "waits") == [(F(4, 3), 61), (F(11, 6), 62), (F(16, 3), 61)]
    assert band.engine.snapshot.late_count == 0


def test_script_that_waits_for_ever_holds_nobody_up(band):
    band.run(loop('sync("never")'), "a")
    band.run(BASS + loop(note() + "sleep(1)", "plays"), "b")
    band.do(c.Play())
    band.play_to(4)

    assert [due.beat for due in band.dues("plays")][:4] == [0, 1, 2, 3]
    assert band.status("a").state == "live"


def test_waiting_script_whose_worker_dies_waits_on(band):
    band.run(BASS + WAITS, "a")
    band.run(GIVES, "b")
    band.do(c.Play())
    band.play_to(2.5)
    band.kill(next(worker for number, worker in enumerate(band.workers.made) if number == 0))
    band.play_to(7)

    assert notes(band, "waits") == [(F(4, 3), 61), (F(11, 6), 62), (F(16, 3), 61), (F(35, 6), 62)]


def test_run_takes_over_a_waiting_script_without_losing_a_cue(band):
    band.run(BASS + WAITS, "a")
    band.run(loop('cue("go", 60) sleep(1/4)', "gives"), "b")
    band.do(c.Play())
    for beat in range(1, 6):
        band.play_to(beat)
        band.ask(BASS + WAITS + f"-- {beat}", "a")
    band.play_to(8)

    assert [beat for beat, _ in notes(band, "waits")][:32] == [F(n, 4) for n in range(32)]
    assert band.engine.snapshot.late_count == 0


def test_two_renders_with_cues_are_the_same(new_band):
    heard = []
    for _ in range(2):
        band = new_band(seed=3)
        band.run(BASS + loop('trigger("bass", { note = sync("go") + rrand(0, 9) }) cue("back", rand())', "waits"), "a")
        band.run(loop('cue("go", 60 + (sync("back") or 0)) sleep(rrand(0.1, 1)) cue("go", 70)', "gives"), "b")
        band.run('at({ 0, 1 }, function() cue("back", rand()) end)', "c")
        band.do(c.Play())
        band.play_to(8)
        heard.append([(due.loop, due.beat, due.commands) for due in band.dues()])

    assert heard[0] == heard[1]
    assert len(heard[0]) > 8


def test_late_task_is_counted_with_its_line(band):
    band.run(BASS + "once(function()\nwhile true do\n" + note() + "\nsleep(1/8) end end)")
    band.do(c.Play())
    band.play_to(4)
    for _ in range(200):  # a second without the scripts
        band.engine.turn()
    band.turn(2)

    assert (band.status().late >= 12, band.status().late_line) == (True, 5)
    assert band.status().tasks == 1


def test_tasks_begin_with_the_music_and_are_heard_from_the_first_beat(band):
    band.run(BASS + f"once(function() {note()} end)")
    assert (band.status().state, band.status().begins_with_music) == ("live", True)
    for _ in range(2):
        band.do(c.Play())
        band.play_to(1)
        band.do(c.Stop())
        band.turn(5)

    assert len(band.sound.ons) == 2
    assert band.engine.snapshot.late_count == 0
    assert (band.status().state, band.status().tasks) == ("idle", 0)


@pytest.mark.slow
def test_cue_is_heard_in_time_while_the_music_plays_live(workers):
    band = LiveBand(workers)
    try:
        band.run(BASS + WAITS, "a")
        band.run(loop('sleep(1/4) cue("go", 60) sleep(1/4)', "gives"), "b")
        band.do(c.Play())
        band.play_to(4)

        assert [beat for beat, _ in notes(band, "waits")][:7] == [F(2 * n + 1, 4) for n in range(7)]
    finally:
        band.close()


def test_tasks_of_a_script_whose_worker_dies_go_on_and_those_that_are_over_stay_so(band):
    done, sleeps = f"once(function() {note(1)} end)\n", f"once(function() sleep(5) {note(2)} sleep(2) {note(3)} end)\n"
    band.run(BASS + done + sleeps + loop("sleep(1)"))
    band.do(c.Play())
    band.play_to(2.5)
    band.kill(band.workers.made[0])
    band.play_to(9)

    assert notes(band) == [(F(0), 1), (F(5), 2), (F(7), 3)]
    assert [on.note for on in band.sound.ons] == [1, 2, 3]


def test_task_that_sleeps_while_the_tempo_changes_keeps_its_beat(band):
    band.run(BASS + f"clock.run(function() clock.sleep(2) {note()} clock.sleep(2) {note()} end)")
    band.do(c.Play())
    band.play_to(1)
    band.do(c.SetTempo(bpm=60))
    band.play_to(7)

    assert [due.beat for due in band.dues()] == [4, 6]


def test_script_of_tasks_alone_is_stopped_and_hushed_like_any_other(band):
    band.run(BASS + f"once(function() while true do {note()} sleep(1/2) end end)")
    band.do(c.Play())
    band.play_to(1)
    band.do(c.Hush())
    band.turn(5)
    heard = len(band.sound.ons)
    band.play_to(4)

    assert (band.status().state, band.status().tasks) == ("stopped", 0)
    assert len(band.sound.ons) <= heard + 1


def test_tasks_of_a_run_that_lands_on_the_bar_begin_there_and_end_those_before(band):
    band.run(BASS + f"once(function() while true do {note(1)} sleep(1) end end)")
    band.do(c.Play())
    band.play_to(1.5)
    band.run(f"{BASS} at({{ 0, 1/2 }}, function() {note(2)} end)", quantum=NEXT_BAR)
    band.play_to(8)

    assert notes(band) == [(F(0), 1), (F(1), 1), (F(2), 1), (F(3), 1), (F(4), 2), (F(9, 2), 2)]
