"""Loops wait for bars, beats and cues, and go on at exactly that beat, whoever was told first."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import permutations

import pytest

from engine.scripts.cues import MOST_NAMES, MOST_OF_A_NAME, Cues
from engine.scripts.protocol import NEVER, Cue, Cued, Land
from tests.engine.scripts.room import Room

BASS = 'synth("bass")\n'


def loop(body, name="l"):
    return f'live_loop("{name}", function()\n{body}\nend)\n'


def note(number=60):
    return f'trigger("bass", {{ note = {number} }}) '


def notes(dues):
    return [(due.beat, due.commands[0].note) for due in dues]


def cue(name, beat, value=None, **more):
    return Cue(name, F(beat), value, **{"script": "other", "loop": "l", **more})


@pytest.fixture
def room():
    return Room()


# --- bars and beats ---


@pytest.mark.parametrize(
    ("what", "beats"),
    [
        ('"beat"', [1, 2, 3, 4, 5, 6, 7]),
        ('"bar"', [4]),
        ('"bars(2)"', []),
        ("3", [3, 6]),
        ("1/3", [F(n, 3) for n in range(1, 24)]),
    ],
)
def test_sync_waits_for_the_next_multiple_after_now(room, what, beats):
    room.run(BASS + loop(f"sync({what}) {note()}"))

    assert room.beats(8) == beats


def test_sync_with_the_bar_follows_the_metre(room):
    room.run("signature(3)" + BASS + loop(f'sync("bar") {note()}'))

    assert room.beats(8) == [3, 6]


# --- cues within a script ---


def test_loop_goes_on_at_the_beat_of_its_cue_with_its_value(room):
    room.run(
        BASS
        + loop('local what, at = sync("drop") trigger("bass", { note = what.note + at })', "waits")
        + loop('sleep(4/3) cue("drop", { note = 40 }) sleep(2/3) cue("drop", { note = 50 }) sleep(6)', "gives")
    )

    assert notes(room.advance(8).dues) == [(F(4, 3), 40 + 4 / 3), (F(2), 52)]


def test_loop_takes_a_cue_of_the_beat_at_which_it_begins_to_wait_once(room):
    room.run(BASS + loop('sleep(1) cue("go") sleep(1)', "a") + loop(f'sync("go") {note()}', "b"))

    assert room.beats(6) == [1, 3, 5]


def test_several_cues_of_one_beat_are_each_taken_once(room):
    room.run(
        BASS
        + loop('for i = 61, 63 do cue("go", i) end sleep(2)', "a")
        + loop('trigger("bass", { note = sync("go") })', "b")
    )

    assert notes(room.advance(3).dues) == [(beat, number) for beat in (0, 2) for number in (61, 62, 63)]


def test_all_who_wait_hear_a_cue(room):
    waits = "".join(loop(f'sync("go") {note(60 + number)}', f"w{number}") for number in range(3))
    room.run(BASS + waits + loop('sleep(1) cue("go") sleep(100)', "gives"))

    assert sorted(notes(room.advance(4).dues)) == [(F(1), 60), (F(1), 61), (F(1), 62)]


def test_loop_can_wait_for_the_turns_of_another(room):
    room.run(BASS + loop("sleep(3/2)", "drums") + loop(f'sync("drums") {note()} sleep(1/8)', "bass"))

    assert room.beats(4) == [0, F(3, 2), 3]


def test_cue_of_a_run_is_given_where_it_lands(room):
    room.run(BASS + loop(f'sync("go") {note()}') + 'cue("go")', beat=F(4))

    assert room.beats(8, start=4) == [4]


def test_cue_of_a_step_that_fails_is_not_given(room):
    room.run(BASS + loop('cue("go") error("no")', "a") + loop(f'sync("go") {note()}', "b"))

    assert room.beats(4) == []


def test_loop_does_not_hear_itself_and_does_not_spin(room):
    room.run(BASS + loop(f'cue("go") sync("go") {note()}'))
    advanced = room.advance(100)

    assert (advanced.dues, advanced.faults, advanced.next_wake) == ((), (), NEVER)


@pytest.mark.slow
def test_loops_that_cue_each_other_at_one_beat_are_caught_with_their_line(room):
    room.run(loop('cue("ping")\nsync("pong")', "a") + loop('sync("ping")\ncue("pong")', "b"))
    faults = [fault for _ in range(20) for fault in room.advance(1).faults]

    assert [(fault.line, fault.message) for fault in faults] == [
        (3, 'live_loop "a" sleeps too little and was ended'),
        (6, 'live_loop "b" sleeps too little and was ended'),
    ]


def test_loop_that_waits_for_ever_costs_nothing(room):
    room.run(loop('sync("never")'))

    assert room.advance(1).next_wake == NEVER
    assert room.advance(2).wants == ("never",)


def test_waiting_loop_swaps_at_its_next_turn(room):
    room.run(BASS + loop(f'sync("go") {note(1)}'))
    room.advance(1)
    room.run(BASS + loop(f'sync("go") {note(2)}'), beat=F(2))
    room.hear(Cued((cue("go", 3), cue("go", 4))))

    assert notes(room.advance(8).dues) == [(F(3), 1), (F(4), 2)]


def test_waiting_loop_that_is_no_longer_said_still_hears_cues_until_the_text_lands(room):
    room.run(BASS + loop(f'sync("go") {note()}'))
    room.advance(1)
    room.run(BASS, beat=F(4))
    room.hear(Cued((cue("go", 3), cue("go", 5))))
    advanced = room.advance(8)

    assert ([due.beat for due in advanced.dues], advanced.loops, advanced.next_wake) == ([3], (), None)


def test_waiting_loop_goes_on_waiting_over_a_pause_and_begins_anew_after_a_seek(room):
    room.run(BASS + loop(f'{note(1)} sync("go") {note(2)} sleep(100)'))
    room.advance(1, flight=1)
    room.advance(2, flight=2, start=1, goes_on=True)
    room.hear(Cued((cue("go", 3),)))
    assert notes(room.advance(4, flight=2).dues) == [(F(3), 2)]

    assert notes(room.advance(12, flight=3, start=8).dues) == [(F(8), 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cue()", "cue: the name is a text, got nothing"),
        ('cue("bar")', 'cue: sync("bar") waits for the music; give the cue another name'),
        ('cue("x", print)', "value is a function or coroutine, which cannot be used here"),
        (
            'cue("x", { s = synth("s") })',
            "cue: the value.s is a module, which another script does not have; send its name instead",
        ),
        ('cue("x", ("y"):rep(70000))', 'cue "x": the value has more than 64 kB; send its name instead'),
    ],
)
def test_mistake_with_a_cue_is_told_at_its_line(room, text, message):
    assert room.fault("\n" + text) == (2, message)


def test_flood_of_cues_is_refused_at_its_line(room):
    room.run(loop('for i = 1, 300 do\ncue("x", i) end sleep(1)'))
    advanced = room.advance(1)

    assert [(fault.line, fault.message) for fault in advanced.faults] == [
        (3, 'cue: more than 256 at one beat; "x" is one too many')
    ]


# --- cues of other scripts ---


def test_waiting_loop_goes_on_at_the_beat_of_a_cue_though_its_worker_was_played_past_it(room):
    room.run(BASS + loop(f'sync("go") {note(1)} sleep(1/2) {note(2)}', "waits") + loop(note(9) + "sleep(1)", "plays"))
    room.advance(4)
    room.hear(Cued((cue("go", F(7, 2)),)))

    assert notes(room.advance(5).dues) == [(F(7, 2), 1), (F(4), 2), (F(4), 9)]


def test_result_does_not_depend_on_the_order_in_which_cues_are_told():
    cues = (cue("go", 2, 1), cue("go", 3, 2), cue("go", 3, 3, loop="m"), cue("go", 3, 4, script="third"))
    heard = []
    for order in permutations(cues):
        room = Room()
        room.run(BASS + loop('trigger("bass", { note = sync("go") })'))
        room.advance(1)
        for each in order:
            room.hear(Cued((each,)))
        heard.append(notes(room.advance(4).dues))

    assert heard[0] == [(F(2), 1), (F(3), 2), (F(3), 3), (F(3), 4)]
    assert all(each == heard[0] for each in heard)


def test_cue_that_is_told_twice_is_taken_once(room):
    room.run(BASS + loop(f'sync("go") {note()}'))
    room.advance(1)
    room.hear(Cued((cue("go", 2), cue("go", 2))))

    assert room.beats(4) == [2]


def test_what_is_given_is_told_to_other_scripts(room):
    room.run(loop('sleep(1) cue("go", { 1, 2 }) sleep(1)', "gives"))

    assert [(each.name, each.beat, each.value) for each in room.advance(3).cues] == [
        ("gives", 0, None), ("go", 1, [1, 2]), ("gives", 2, None),
    ]  # fmt: skip


def test_what_another_worker_has_given_already_is_not_told_again(room):
    room.run(loop('cue("go") sleep(1)', "gives"))

    assert [each.beat for each in room.advance(3, since=F(2)).cues] == [2, 2]


def test_worker_that_takes_over_does_not_take_a_cue_twice():
    text = BASS + loop('trigger("bass", { note = sync("go") + rrand(0, 9) })')
    whole, lost, new = Room(), Room(), Room()
    cues = [cue("go", beat, 40 + beat) for beat in range(1, 8)]
    for room in (whole, lost):
        room.run(text)
        room.advance(1)
        room.hear(Cued(tuple(cues[:3])))
        assert len(room.beats(4)) == 3
    places = lost.advance(4).places
    new.document = lost.document
    new.feed()
    new.run(text, lands=False)
    new.hear(Land(1, F(4), F(4), places, goes_on=True))
    new.hear(Cued(tuple(cues)))
    whole.hear(Cued(tuple(cues[3:])))

    assert notes(new.advance(8, start=4, goes_on=True, since=F(4)).dues) == notes(whole.advance(8).dues)


# --- the memory ---


def test_memory_for_cues_is_bounded():
    cues = Cues()
    for number in range(2 * MOST_NAMES):
        cues.keep(cue(f"name{number}", 0))
    for beat in range(2 * MOST_OF_A_NAME):
        cues.keep(cue("go", beat))

    assert len(list(cues.of("go"))) == MOST_OF_A_NAME
    assert next(cues.of("go")).beat == MOST_OF_A_NAME
    assert list(cues.of("name0")) == []
    assert len(cues._given) == MOST_NAMES
