"""`now` and `timeSince`: one clock for all scripts, that goes on whatever tempo and place do."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import pairwise

import pytest

from engine.core import commands as c
from engine.scripts import protocol as p
from tests.engine.scripts.room import Room


def numbers(texts):
    """What was printed, as numbers."""
    return [float(text) for text in texts]


def test_loop_has_the_seconds_of_its_beats_however_early_it_is_played():
    room = Room()
    room.run('live_loop("l", function() began = began or now() print(timeSince(began), secsSince(began)) sleep(1) end)')
    room.advance(3, line=p.TimeLine(F(0), F(7, 2), F(90)))

    assert numbers(room.printed[1].split("\t")) == pytest.approx([2 / 3, 2 / 3])
    assert numbers(room.printed[2].split("\t")) == pytest.approx([4 / 3, 4 / 3])


def test_run_and_handler_and_console_have_the_seconds_of_the_engine():
    room = Room()
    room.asked(p.Run(1, "print(now(), os.clock()) on('x', function() print(now()) end)", F(0), seconds=4.5), p.Done)
    room.hear(p.Land(1, F(0), F(0)))
    room.asked(p.Happened(1, "x", {}, landed=1, seconds=5.25), p.Handled)
    worked = room.asked(p.Work("ask", "now()", seconds=6.0), p.Worked)

    assert (room.printed, worked.text) == (["4.5\t4.5", "5.25"], "6.0")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("timeSince()", "timeSince: the moment is a number, got nothing"),
        ('secsSince("then")', 'secsSince: the moment is a number, got "then"'),
        (
            "pause(500)",
            (
                "pause: this holds the music's place, and takes nothing; to let half a second pass, "
                "wait(0.5) in repeat mode, clock.sleep(0.5) in a loop"
            ),
        ),
    ],
)
def test_wrong_moment_is_a_mistake_and_so_is_a_pause_of_so_long(text, message):
    assert Room().fault(text) == (1, message)


def test_seconds_between_two_turns_follow_the_tempo_and_never_jump(band):
    band.run('live_loop("l", function() print(now()) sleep(1) end)')
    band.do(c.Play())
    band.play_to(8)
    band.do(c.SetTempo(bpm=240.0))
    band.play_to(20)
    steps = [after - before for before, after in pairwise(numbers(band.printed()))]

    assert steps[:6] == pytest.approx([0.5] * 6)
    assert steps[-6:] == pytest.approx([0.25] * 6)
    assert all(0.2 < step < 0.55 for step in steps)


def test_clock_goes_on_when_the_music_begins_again_from_its_first_beat(band):
    band.run('live_loop("l", function() print(now()) sleep(1) end)')
    for _ in range(2):
        band.do(c.Play())
        band.play_to(4)
        band.do(c.Stop())
        band.turn(4)
    times = numbers(band.printed())

    assert len(times) >= 8
    assert times == sorted(times)


def test_all_scripts_have_the_same_clock(band):
    band.do(c.AddScript(name="tide"), c.SetScriptMode(name="tide", mode="repeat"))
    band.ask("shared.moment = now()", "tide")
    band.until(lambda: "moment" in band.document.shared.values)
    band.run("print(timeSince(shared.moment))")

    assert 0.0 <= numbers(band.printed())[0] < 1.0


@pytest.mark.slow
def test_clock_of_a_script_that_changes_the_tempo_is_the_same_in_every_render(new_band):
    heard = []
    for _ in range(3):
        band = new_band(seed=5)
        band.run('live_loop("l", function() print(now(), os.clock()) bpm(bpm() == 90 and 150 or 90) sleep(1/2) end)')
        band.do(c.Play())
        band.play_to(12)
        heard.append(band.printed())

    assert heard[0] == heard[1] == heard[2]
    assert len(heard[0]) >= 24
