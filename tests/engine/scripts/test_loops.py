"""Live loops play on exact beats, swap at their turns, and keep what worked."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.scripts import protocol as p
from tests.engine.scripts.room import Room

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


def note(number=60):
    return f'trigger("bass", {{ note = {number} }}) '


def notes(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


@pytest.fixture
def room():
    return Room()


# --- beats ---


def test_loop_plays_on_exact_beats(room):
    room.run(BASS + loop(note() + "sleep(1/3)"))

    assert room.beats(2) == [F(0), F(1, 3), F(2, 3), F(1), F(4, 3), F(5, 3)]
    assert room.beats(3) == [F(2), F(7, 3), F(8, 3)]


def test_loop_sleeps_what_a_person_means(room):
    room.run(BASS + loop(note() + "sleep(0.1)"))

    assert room.beats(1) == [F(tenth, 10) for tenth in range(10)]


def test_several_loops_take_turns_in_order(room):
    room.run(BASS + loop(note(1) + "sleep(1)", "a") + loop("sleep(0.5) " + note(2) + "sleep(0.5)", "b"))

    assert notes(room.advance(2).dues) == [(F(0), 1), (F(1, 2), 2), (F(1), 1), (F(3, 2), 2)]


def test_due_tells_script_loop_line_and_flight(room):
    room.run(BASS + 'live_loop("l", function()\n' + note() + "\nsleep(1)\nend)")
    (due,) = room.advance(1, flight=7).dues

    assert (due.script, due.loop, due.line, due.flight, due.origin) == ("kick", "l", 4, 7, "script:kick")


def test_loop_tells_when_it_goes_on(room):
    room.run(BASS + loop(note() + "sleep(4)"))

    assert room.advance(1).next_wake == 4
    assert room.advance(4).next_wake == 4
    assert room.advance(5).next_wake == 8


@pytest.mark.slow
def test_dues_are_rational_over_a_hundred_bars_with_changes_of_tempo(new_band):
    band = new_band()
    band.run("bpm(480)" + BASS + loop(note() + "sleep(1/3)", "third") + loop(note() + "sleep(3/4)", "dotted"))
    band.do(c.Play())
    band.play_to(100)
    band.do(c.SetTempo(bpm=311.7))
    band.play_to(150)
    band.do(c.SetTempo(bpm=480))
    band.play_to(400)

    assert [due.beat for due in band.dues("third")][:1200] == [F(n, 3) for n in range(1200)]
    assert [due.beat for due in band.dues("dotted")][:533] == [F(3 * n, 4) for n in range(533)]
    assert band.engine.snapshot.late_count == 0


# --- other versions ---


def test_redefined_loop_swaps_at_its_next_turn(room):
    room.run(BASS + loop(note(1) + "sleep(1) " + note(2) + "sleep(2)"))
    room.advance(F(1, 2))
    room.run(BASS + loop(note(3) + "sleep(3)"), beat=F(2))

    assert notes(room.advance(7).dues) == [(F(1), 2), (F(3), 3), (F(6), 3)]


def test_redefined_loop_does_not_swap_before_its_text_lands(room):
    room.run(BASS + loop(note(1) + "sleep(1)"))
    room.advance(1)
    room.run(BASS + loop(note(2) + "sleep(1)"), beat=F(4))

    assert [number for _, number in notes(room.advance(6).dues)] == [1, 1, 1, 2, 2]


def test_loop_that_is_no_longer_said_ends_where_the_text_lands(room):
    room.run(BASS + loop(note() + "sleep(1)"))
    room.advance(1)
    done = room.run(BASS, lands=False)
    room.land(done, F(4))

    assert room.beats(8) == [1, 2, 3]
    assert room.advance(9).loops == ()


def test_new_loop_begins_on_the_beat_at_which_it_lands(room):
    room.run(BASS + loop(note(1) + "sleep(1)", "a"))
    room.advance(1)
    room.run(BASS + loop(note(1) + "sleep(1)", "a") + loop(note(2) + "sleep(4)", "b"), beat=F(4))

    assert [beat for beat, number in notes(room.advance(9).dues) if number == 2] == [4, 8]


def test_loop_that_is_said_again_before_it_ended_never_stops(room):
    room.run(BASS + loop(note(1) + "sleep(1)"))
    room.advance(1)
    gone, back = room.run(BASS, lands=False), room.run(BASS + loop(note(2) + "sleep(1)"), lands=False)
    room.land(gone, F(4))
    room.land(back, F(4))

    assert [number for _, number in notes(room.advance(6).dues)] == [1, 1, 1, 2, 2]


def test_loop_made_in_a_loop_begins_at_once(room):
    room.run(BASS + loop("sleep(1) live_loop('inner', function() " + note() + "sleep(1) end) sleep(100)"))

    assert room.beats(4) == [1, 2, 3]


def test_old_loop_sees_the_old_document_until_the_text_lands(room):
    room.run(BASS + loop(note() + "sleep(1)"))
    room.advance(1)
    done = room.run('synth("lead")' + loop('trigger("lead") sleep(1)'), lands=False)
    room.hear(p.Land(done.number, F(2), F(2)))
    advanced = room.advance(4)

    assert advanced.faults == ()
    assert [due.commands[0].module for due in advanced.dues] == ["bass", "lead", "lead"]


def test_hand_made_changes_are_seen_by_a_text_that_waits(room):
    done = room.run(BASS, lands=False)
    room.document = apply(room.document, c.AddModule(type="synth", name="mine"))
    room.feed()

    assert room.run('setParam("mine", "volume", 0.5) setParam("bass", "volume", 0.5)', lands=False).fault is None
    assert done.fault is None


# --- mistakes ---


def test_loop_that_raises_keeps_its_previous_function(room):
    room.run(BASS + loop(note(1) + "sleep(1)"))
    room.advance(1)
    room.run(BASS + loop(note(2) + "sleep(1/2) " + note(3) + "\nerror('no')"), beat=F(1))
    advanced = room.advance(6)

    assert [(fault.loop, fault.line, fault.message) for fault in advanced.faults] == [("l", 4, "no")]
    assert notes(advanced.dues) == [(F(1), 2), (F(4), 1), (F(5), 1)]


def test_loop_that_raises_before_it_was_heard_loses_no_beat(room):
    room.run(BASS + loop(note(1) + "sleep(1)"))
    room.advance(1)
    room.run(BASS + loop(note(2) + "error('no')"), beat=F(1))

    assert notes(room.advance(3).dues) == [(F(1), 1), (F(2), 1)]


def test_loop_that_raises_now_and_then_begins_again_with_a_bar(room):
    room.run(BASS + loop(note() + "sleep(1) count = (count or 0) + 1 if count == 2 then error('once') end"))

    assert room.beats(9) == [0, 1, 4, 5, 6, 7, 8]


def test_loop_that_never_works_again_ends(room):
    room.run(BASS + loop("count = (count or 0) + 1 if count > 1 then error('always') end " + note() + "sleep(1)"))
    advanced = room.advance(100)

    assert [due.beat for due in advanced.dues] == [0]
    assert len(advanced.faults) == 4
    assert advanced.loops == ()


def test_loop_without_a_version_that_worked_ends(room):
    room.run(BASS + loop(note() + "sleep(1) error('no')"))
    advanced = room.advance(4)

    assert ([due.beat for due in advanced.dues], advanced.loops, advanced.next_wake) == ([0], (), None)


def test_other_loops_go_on_when_one_raises(room):
    room.run(BASS + loop("error('no')", "bad") + loop(note() + "sleep(1)", "good"))

    assert room.beats(3) == [0, 1, 2]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (note(), 2, 'live_loop "l" never sleeps: let time pass in it, sleep(1)'),
        ("", 2, 'live_loop "l" never sleeps: let time pass in it, sleep(1)'),
        ("if beat() < 0 then sleep(1) end", 2, 'live_loop "l" never sleeps: let time pass in it, sleep(1)'),
        ("while true do sleep(1/1000000) end", 3, 'live_loop "l" sleeps too little and was ended'),
        ("x = 1\nwhile true do end", 4, "this took longer than 0.5 s and was stopped"),
        ("sleep(0)", 3, "sleep: the beats are above 0 and up to 4096, got 0"),
        ("sleep(-1)", 3, "sleep: the beats are above 0 and up to 4096, got -1"),
        ("sleep(0/0)", 3, "sleep: the beats must be a finite number, got nan"),
        ("sleep(1/0)", 3, "sleep: the beats must be a finite number, got inf"),
        ("sleep(5000)", 3, "sleep: the beats are above 0 and up to 4096, got 5000"),
        ("sleep('long')", 3, 'sleep: the beats must be a number, got "long"'),
        ("sleep()", 3, "sleep: the beats must be a number, got nothing"),
        ('sleep(1) trigger("kik")', 3, 'there is no module "kik"; did you mean "kick"?'),
    ],
)
@pytest.mark.slow
def test_mistake_in_a_loop_has_its_line_and_ends_it(room, body, line, message):
    room.run('synth("bass") sampler("kick")\n' + loop(body))
    while not (advanced := room.advance(2)).faults:
        pass  # an advance takes a quarter of a second at most

    assert [(fault.line, fault.message) for fault in advanced.faults] == [(line, message)]
    assert advanced.loops == ()


def test_loop_that_takes_long_answers_in_parts(room):
    busy = "local n = 0 for i = 1, 3000000 do n = n + 1 end "
    room.run(BASS + loop(note() + busy + "sleep(1/100)"))
    advanced = room.advance(1)

    assert 0 < advanced.next_wake < 1
    assert room.advance(1).dues[0].beat == advanced.next_wake


# --- stopping ---


def test_stop_loop_ends_a_loop_where_it_is_said(room):
    stops = loop("sleep(2) stop_loop('a') sleep(100)", "b")
    room.run(BASS + loop(note() + "sleep(1/2)", "a") + stops)

    assert room.beats(8) == [0, F(1, 2), 1, F(3, 2), 2]


def test_loop_can_stop_itself(room):
    room.run(BASS + loop(note() + "stop_loop('l')"))

    assert room.beats(8) == [0]
    assert room.advance(9).faults == ()


def test_run_that_fails_after_stop_loop_stops_nothing(room):
    room.run(BASS + loop(note() + "sleep(1)"))
    room.advance(1)
    assert room.run("stop_loop('l') error('no')").fault.message == "no"

    assert room.beats(3) == [1, 2]


def test_stop_loop_of_an_unknown_loop_names_the_nearest(room):
    assert room.fault(loop("sleep(1)", "bassline") + 'stop_loop("basline")') == (
        4,
        'there is no live loop "basline"; did you mean "bassline"?',
    )


def test_hush_at_the_top_spares_the_loops_below(room):
    done = room.run("hush()\n" + BASS + loop(note() + "sleep(1)"))

    assert done.loops == ("l",)
    assert room.beats(2) == [0, 1]


def test_hush_ends_the_loops_of_all_scripts(band):
    text = BASS + loop(note() + "sleep(1)")
    band.run(text, "one")
    band.run(text, "two")
    band.do(c.Play())
    band.play_to(2)
    band.run("hush()", "one")
    band.turn(5)

    assert (band.status("one").loops, band.status("two").loops) == ((), ())
    assert band.status("two").state == "stopped"
    assert band.engine.glance.is_playing


# --- chance ---


def test_chance_is_the_same_for_the_same_seed_in_two_processes(new_band):
    text = BASS + loop("trigger('bass', { note = rrand(20, 100) }) sleep(rrand(0.1, 1))", "a")
    text += loop("trigger('bass', { note = choose{ 1, 2, 3, 4, 5 } }) sleep(1/4)", "b")
    heard = []
    for seed in (5, 5, 6):
        band = new_band(seed=seed)
        band.run(text)
        band.do(c.Play())
        band.play_to(8)
        heard.append([(due.loop, due.beat, due.commands) for due in band.dues()])

    assert heard[0] == heard[1] != heard[2]


def test_chance_of_a_loop_does_not_depend_on_the_others():
    heard = []
    for others in ("", loop("rand() sleep(1/8)", "other")):
        room = Room()
        room.run(BASS + others + loop("trigger('bass', { note = rrand(20, 100) }) sleep(1)", "mine"))
        heard.append([due.commands[0].note for due in room.advance(8).dues])

    assert heard[0] == heard[1]
    assert len(set(heard[0])) == 8
