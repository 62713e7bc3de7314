"""The `state` table of a script is in the document when it matters: at rest, before a worker ends, and for a save."""

from __future__ import annotations

import json
import signal
from itertools import pairwise

import pytest

from engine.core import commands as c
from engine.core.live import Answer
from engine.core.units import NEXT_BAR
from engine.scripts import protocol as p
from tests.engine.scripts.live_band import LiveBand

COUNTS = "live_loop('l', function() state.n = (state.n or 0) + 1 print(state.n) sleep(1/4) end)"
LARGE = "state.list = state.list or {} for i = 1, 20000 do state.list[i] = i end\n"


@pytest.fixture
def live(workers):
    """A band that plays live."""
    band = LiveBand(workers)
    yield band
    band.close()


def counted(band, name="song"):
    """What the document has of the count."""
    return json.loads(band.document.scripts[name].kept).get("n")


def newest(band):
    """What the loop has counted to."""
    return int(band.printed()[-1])


def answer(band, ask="save"):
    """What a wish for the tables came to."""
    band.until(lambda: any(each.ask == ask for each in band.engine.snapshot.answers))
    return next(each for each in band.engine.snapshot.answers if each.ask == ask)


@pytest.mark.parametrize("text", [COUNTS, LARGE + COUNTS])
@pytest.mark.parametrize("end", [c.Stop(), c.Pause(), c.StopScript(name="song"), c.Hush()])
def test_state_is_kept_as_it_is_when_the_music_or_the_script_stops(band, text, end):
    band.run(text)
    band.do(c.Play())
    band.play_to(2.6)
    band.do(end)
    band.turn(2)

    assert counted(band) == newest(band) > 8


def test_state_is_kept_when_the_last_loop_has_ended_by_itself(band):
    band.run(
        "live_loop('l', function() state.n = (state.n or 0) + 1 if state.n == 2 then stop_loop('l') end sleep(1) end)"
    )
    band.do(c.Play())
    band.play_to(2.5)

    assert counted(band) == 2


def test_state_outlives_a_worker_that_dies_just_after_the_stop(band):
    band.run(COUNTS)
    band.do(c.Play())
    band.play_to(2.6)
    band.do(c.Stop())
    band.turn(2)
    before = newest(band)
    band.kill(band.workers.made[-1])
    band.do(c.Play())
    band.until(lambda: band.status().restarts == 1 and newest(band) > before)

    assert int(band.printed()[band.printed().index(str(before)) + 1]) == before + 1


def test_state_of_a_script_that_is_run_in_another_mode_goes_along(band):
    band.run(COUNTS)
    band.do(c.Play())
    band.play_to(2.6)
    before = newest(band)
    band.do(c.SetScriptMode(name="song", mode="repeat"))
    band.ask("print(state.n) state.n = state.n + 100")
    band.until(lambda: newest(band) > before + 100)

    assert newest(band) - newest_before_rounds(band) == 100


def newest_before_rounds(band):
    """What the loop had counted to when the first round began, which says it again."""
    said = list(map(int, band.printed()))
    return next(after for before, after in pairwise(said) if before == after)


def test_state_of_a_script_that_is_run_at_another_level_goes_along(band):
    band.run(COUNTS)
    band.do(c.Play())
    band.play_to(2.6)
    band.do(c.SetScriptLevel(name="song", level="minimal"))
    band.run("print(state.n)", quantum=NEXT_BAR)

    assert newest(band) >= 10


def test_wish_for_states_is_answered_when_the_document_has_them(band):
    band.run(COUNTS, "song")
    band.run(LARGE + COUNTS.replace("'l'", "'m'"), "other")
    band.do(c.Play())
    band.play_to(1.6)
    before = newest(band)
    band.engine.submit(c.AskStates(ask="save"))

    assert answer(band) == Answer("save", "", number=1)
    assert before <= min(counted(band), counted(band, "other")) <= newest(band)
    assert band.engine.snapshot.questions == ()


def test_wish_for_states_is_answered_at_once_when_nothing_was_ever_run(band):
    band.do(c.AddScript(name="song"), c.AskStates(ask="save"))
    band.turn()

    assert answer(band).text == ""


def test_wish_for_states_has_what_the_last_round_left(band):
    band.do(c.AddScript(name="r"), c.SetScriptMode(name="r", mode="repeat", loop_min_seconds=0.0, loop_max_seconds=0.0))
    band.run("for i = 1, 40 do state.n = (state.n or 0) + 1 print(state.n) wait(0.02) end", "r")
    band.turn(200)
    band.engine.submit(c.AskStates(ask="save"))

    assert newest(band) > 5
    assert not answer(band).is_mistake
    assert newest(band) - counted(band, "r") <= 1


def test_worker_that_does_not_answer_holds_up_no_save_and_is_named(live):
    live.run(COUNTS)
    live.run(COUNTS.replace("'l'", "'m'"), "other")
    live.do(c.Play())
    live.wait(lambda: live.engine.glance.beat > 1)
    worker = live.worker()
    live.send_signal(worker, signal.SIGSTOP)
    live.do(c.AskStates(ask="save"))
    told = answer(live)
    live.send_signal(worker, signal.SIGCONT)

    assert (told.is_mistake, told.text) == (
        True,
        'the state of "other" is saved as it was last known, not as it is now: its worker does not answer',
    )
    assert counted(live) >= 1


def test_what_loops_are_asked_for_is_asked_for_once(band):
    band.run(COUNTS)
    band.do(c.Play())
    band.play_to(1)
    sent = []
    send = band.supervisor.send
    band.supervisor.send = lambda worker, message: (sent.append(message), send(worker, message))
    band.do(c.Stop())
    band.turn(100)

    assert len([message for message in sent if isinstance(message, p.Keep)]) == 1
