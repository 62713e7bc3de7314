"""Tasks run once, on exact beats, each with a chance of its own, and end with what began them."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.apply import apply
from engine.scripts import protocol as p
from engine.scripts.performing.tasks import MOST_TASKS
from tests.engine.scripts.room import Room

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


def note(number=60):
    return f'trigger("bass", {{ note = {number} }}) '


def notes(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


def faults(advanced):
    return [(fault.line, fault.message) for fault in advanced.faults]


@pytest.fixture
def room():
    return Room()


# --- once and at ---


def test_once_runs_where_the_run_lands_and_may_sleep(room):
    room.run(BASS + f"once(function() {note(1)} sleep(1/3) {note(2)} end)", beat=F(4))

    assert notes(room.advance(8, start=4).dues) == [(F(4), 1), (F(13, 3), 2)]
    assert room.advance(16).dues == ()


def test_at_runs_so_many_beats_from_where_the_run_lands(room):
    room.run(BASS + f"at(2.5, function() {note()} end)", beat=F(4))

    assert room.beats(16, start=4) == [F(13, 2)]


def test_at_with_a_list_tells_the_beats_and_which(room):
    room.run(BASS + 'at({ 0, 1/3, 2.5 }, function(beats, index) trigger("bass", { note = 60 + index }) end)')

    assert notes(room.advance(4).dues) == [(F(0), 61), (F(1, 3), 62), (F(5, 2), 63)]


def test_at_in_a_loop_counts_from_the_loops_beat(room):
    room.run(BASS + loop(f"sleep(1) at({{ 0, 1/2 }}, function() {note()} end) sleep(3)"))

    assert room.beats(6) == [F(1), F(3, 2), F(5), F(11, 2)]


def test_task_with_a_mistake_ends_and_tells_its_line(room):
    room.run(BASS + f"once(function() {note(1)} sleep(1)\nerror('no') end)\nonce(function() sleep(2) {note(2)} end)")
    advanced = room.advance(4)

    assert faults(advanced) == [(3, "no")]
    assert notes(advanced.dues) == [(F(0), 1), (F(2), 2)]


def test_due_of_a_task_has_the_line_at_which_it_waits(room):
    room.run(BASS + f"once(function()\n{note()}\nsleep(1)\n{note()}\nend)")

    assert [due.line for due in room.advance(2).dues] == [4, 2]


def test_tasks_of_an_earlier_run_end_where_the_next_one_lands(room):
    room.run(BASS + f"once(function() while true do {note(1)} sleep(1) end end)")
    room.advance(1)
    room.run(BASS + f"once(function() {note(2)} end)", beat=F(3))

    assert notes(room.advance(8).dues) == [(F(1), 1), (F(2), 1), (F(3), 2)]
    assert room.advance(9).tasks == 0


def test_tasks_of_a_loop_that_stays_go_on_over_a_run(room):
    text = BASS + loop(f"at({{ 1, 3 }}, function() {note()} end) sleep(4)")
    room.run(text)
    room.advance(1)
    room.run(text, beat=F(2))

    assert room.beats(8) == [1, 3, 5, 7]


def test_tasks_end_with_the_loop_that_began_them(room):
    room.run(
        BASS
        + loop(f"at({{ 1, 3 }}, function() {note()} end) sleep(100)", "a")
        + loop("sleep(2) stop_loop('a') sleep(100)", "b")
    )

    assert room.beats(8) == [1]


def test_run_that_fails_begins_no_task(room):
    assert room.fault(BASS + f"once(function() {note()} end) error('no')") == (2, "no")

    assert room.advance(4).dues == ()


def test_step_that_fails_begins_no_task(room):
    room.run(BASS + loop(f"once(function() {note()} end) error('no')"))

    assert room.advance(4).dues == ()


def test_tasks_begin_anew_when_the_music_does(room):
    room.run(BASS + f"at(1, function() {note()} end)")

    assert room.beats(4, flight=1) == [1]
    assert room.beats(12, flight=2, start=8) == [9]


def test_task_goes_on_after_a_pause(room):
    room.run(BASS + f"once(function() sleep(3) {note()} end)")

    assert room.beats(2, flight=1) == []
    assert room.beats(4, flight=2, start=2, goes_on=True) == [3]


# --- clock ---


def test_clock_run_passes_on_what_it_is_given_whatever_it_is(room):
    room.run(
        BASS
        + "local voice = setmetatable({ count = 0 }, { __index = { play = function(self, by)\n"
        + "  self.count = self.count + by trigger('bass', { note = self.count }) end } })\n"
        + "clock.run(voice.play, voice, 3) clock.run(voice.play, voice, 4)\n"
        + "clock.run(function(...) print(select('#', ...)) end, nil, nil)"
    )

    assert [number for _, number in notes(room.advance(1).dues)] == [3, 7]
    assert room.printed == ["2"]


def test_clock_sync_waits_for_the_next_multiple_moved_by_the_offset(room):
    room.run(
        BASS
        + f"clock.run(function() sleep(1/8) for i = 1, 3 do clock.sync(1/4) {note()} end\n"
        + f"for i = 1, 2 do clock.sync(4, -1) {note()} end end)"
    )

    assert room.beats(16) == [F(1, 4), F(1, 2), F(3, 4), 3, 7]


@pytest.mark.parametrize(("tempo", "beats"), [(120, F(1, 5)), (137.5, F(11, 48)), (90, F(3, 20))])
def test_clock_sleep_is_so_many_seconds_at_the_tempo(room, tempo, beats):
    room.run(BASS + f"bpm({tempo}) clock.run(function() while true do {note()} clock.sleep(0.1) end end)")

    assert room.beats(1)[:4] == [0, beats, 2 * beats, 3 * beats]


def test_clock_sleep_begun_at_a_tempo_keeps_it(room):
    room.run(BASS + f"bpm(120) clock.run(function() {note()} clock.sleep(1) {note()} clock.sleep(1) {note()} end)")
    room.advance(1)
    room.document = apply(room.document, c.SetTempo(bpm=60))
    room.feed()

    assert room.beats(8) == [2, 3]


def test_clock_cancel_ends_a_task(room):
    room.run(
        BASS
        + f"local id = clock.run(function() while true do {note()} sleep(1) end end)\n"
        + "local never = clock.run(function() error('no') end) clock.cancel(never)\n"
        + loop("sleep(5/2) clock.cancel(id) sleep(100)")
    )

    assert room.beats(8) == [0, 1, 2]
    assert room.advance(9).faults == ()


def test_task_can_cancel_itself(room):
    room.run(BASS + f"local id id = clock.run(function() {note()} clock.cancel(id) sleep(1) {note()} end)")

    assert room.beats(4) == [0]


def test_cancelling_what_is_over_does_nothing(room):
    room.run(BASS + loop(f"local id = clock.run(function() {note()} end) sleep(1) clock.cancel(id)"))

    assert room.beats(2) == [0, 1]


def test_task_that_was_cancelled_does_not_begin_anew_with_the_music(room):
    room.run(BASS + f"local id id = once(function() {note(2)} clock.cancel(id) end) once(function() {note(1)} end)")

    assert [number for _, number in notes(room.advance(1, flight=1).dues)] == [2, 1]
    assert [number for _, number in notes(room.advance(1, flight=2).dues)] == [1]


@pytest.mark.parametrize("where", ["once(function() sleep(5/2) hush() end)", loop("sleep(5/2) hush() sleep(1)", "h")])
def test_hush_ends_tasks_for_good(room, where):
    room.run(BASS + f"once(function() while true do {note()} sleep(1) end end) {where}")

    assert room.beats(8, flight=1) == [0, 1, 2]
    assert room.beats(8, flight=2) == []


def test_hush_at_the_top_spares_the_tasks_below(room):
    room.run(BASS + f"once(function() {note(1)} end) hush() once(function() {note(2)} end)")

    assert notes(room.advance(1).dues) == [(F(0), 2)]


def test_clock_tells_beat_and_tempo(room):
    room.run(
        "bpm(90) clock.run(function() sleep(3/2)\n"
        "print(clock.get_beats(), clock.get_tempo(), clock.get_beat_sec(3)) end)"
    )
    room.advance(2)

    assert room.printed == ["1.5\t90.0\t2.0"]


def test_clock_is_still_the_clock_with_colons(room):
    room.run("clock:setBPM(77) print(clock:getBPM(), clock.get_tempo())")

    assert room.printed == ["77.0\t77.0"]


# --- mistakes ---


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("once()", "once: the argument is a function, got nothing"),
        ("at(1)", "at: the second argument is a function, got nothing"),
        ("at('soon', function() end)", 'at: the beats must be a number, got "soon"'),
        ("at({ 1, -1 }, function() end)", "at: the beats are 0 to 4096, got -1"),
        ("clock.run(5)", "clock.run: the first argument is a function, got 5"),
        ("clock.run(5, 6)", "clock.run: the first argument is a function, got 5"),
        ("clock.cancel()", "clock.cancel: what clock.run returned is a number, got nothing"),
        ("clock.cancel(7)", "clock.cancel: there is no task 7; clock.run returns the number of one"),
    ],
)
def test_mistake_with_a_task_is_told_at_its_line(room, text, message):
    assert room.fault("\n" + text) == (2, message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("clock.sleep(0)", "clock.sleep: the seconds are above 0 and up to 2048, got 0"),
        ("clock.sync(-4)", "clock.sync: the beats are above 0 and up to 4096, got -4"),
        ("clock.sync(4, 'x')", 'clock.sync: the offset is a number, got "x"'),
    ],
)
def test_mistake_in_a_task_is_told_at_its_line(room, text, message):
    room.run(f"clock.run(function()\n{text}\nend)")

    assert faults(room.advance(1)) == [(2, message)]


def test_task_that_lets_no_time_pass_is_ended_with_its_line(room):
    room.run("clock.run(function()\nwhile true do\nsleep(1/1000000) end end)")
    while not (advanced := room.advance(1)).faults:
        pass  # an advance takes a quarter of a second at most

    assert faults(advanced) == [(3, "this task sleeps too little and was ended")]
    assert advanced.tasks == 0


def test_tasks_that_begin_each_other_at_one_beat_are_caught_with_their_line(room):
    room.run(BASS + f"local function again() {note()}\nat(0, again) end\nagain()")
    advanced = room.advance(1)

    assert faults(advanced) == [(3, "at: tasks begin each other at one beat without end; let time pass in between")]
    assert advanced.tasks == 0


def test_tasks_that_double_at_one_beat_come_to_an_end(room):
    room.run("local function again()\nonce(again) once(again) end\nagain()")
    while not (advanced := room.advance(1)).faults:
        pass  # an advance takes a quarter of a second at most

    assert f"once: {MOST_TASKS} tasks are under way already; let some end, or clock.cancel them" in [
        message for _, message in faults(advanced)
    ]


def test_too_many_tasks_are_refused_at_their_line(room):
    assert room.fault(f"for i = 1, {MOST_TASKS} do once(function() end) end\nonce(function() end)") == (
        2,
        f"once: {MOST_TASKS} tasks are under way already; let some end, or clock.cancel them",
    )


def test_console_has_no_tasks(room):
    for word in ("once(print)", "at(1, print)", "clock.run(print)"):
        assert "a task belongs to a script" in room.evaluate(word).text


# --- chance ---


def test_chance_of_a_task_does_not_depend_on_loops_and_other_words():
    heard = []
    for others in (
        "",
        loop("rand() once(function() rand() end) sleep(1/8)", "other") + "once(function() rand() end)\n",
    ):
        room = Room()
        room.run(BASS + others + 'at({ 0, 1, 2 }, function() trigger("bass", { note = rrand(20, 100) }) end)')
        heard.append([number for _, number in notes(room.advance(8).dues)])

    assert heard[0] == heard[1]
    assert len(set(heard[0])) == 3


# --- when the worker is lost ---


def test_task_of_a_run_goes_on_where_it_was_in_another_worker():
    text = (
        BASS
        + f"once(function() sleep(1) {note(1)} sleep(2) {note(2)} sleep(4) {note(3)} end)\n"
        + f"once(function() {note(9)} end)"
    )
    lost, new = Room(), Room()
    lost.run(text)
    places = lost.advance(2).places
    new.document = lost.document
    new.feed()
    done = new.asked(p.Run(1, text, F(2), is_again=True), p.Done)
    new.hear(p.Land(done.number, F(2), F(4), places, goes_on=True))
    advanced = new.advance(8, start=2, goes_on=True, since=F(2))

    assert notes(advanced.dues) == [(F(3), 2), (F(7), 3)]
