"""Scripts in repeat mode in step with a render: the same each time, in seconds of the engine, with real workers."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from engine.core import commands as c

RATE, BLOCK = 48_000, 256


def repeating(band, text, name="r", least=0.1, most=0.2):
    """Have a text repeat."""
    band.do(
        c.AddScript(name=name),
        c.SetScriptMode(name=name, mode="repeat", loop_min_seconds=least, loop_max_seconds=most),
    )
    band.ask(text, name)


def seconds_pass(band, seconds):
    """Turn for so long."""
    band.turn(round(seconds * RATE / BLOCK))


@pytest.mark.slow
def test_render_with_rounds_by_chance_is_the_same_each_time(new_band):
    heard = []
    for _ in range(3):
        band = new_band(seed=5)
        band.do(c.AddModule(type="synth", name="bass"))
        for name in ("r", "s"):
            repeating(band, 'trigger("bass", { note = rrand(20, 100) }) wait(0.05, 0.2)', name)
        seconds_pass(band, 4)
        heard.append(band.sound.ons)

    assert heard[0] == heard[1] == heard[2]
    assert 20 < len(heard[0]) < 80


def test_rounds_go_on_whether_the_transport_plays_or_not(band):
    repeating(band, "print(os.clock())", least=0.25, most=0.25)
    seconds_pass(band, 1)
    band.do(c.Play())
    seconds_pass(band, 1)
    band.do(c.Stop())
    seconds_pass(band, 1)
    times = [float(text) for text in band.printed()]

    assert len(times) in (12, 13)
    assert all(0.25 <= after - before < 0.25 + 2 * BLOCK / RATE for before, after in pairwise(times))


def test_waits_do_not_drift(band):
    repeating(band, "print(os.clock()) for i = 1, 20 do wait(0.05) print(os.clock()) end", least=60, most=60)
    seconds_pass(band, 1.2)
    times = [float(text) for text in band.printed()]

    assert len(times) == 21
    assert times[-1] - times[0] == pytest.approx(1.0, abs=0.001)


def test_round_that_computes_long_holds_up_a_render_and_not_its_time(band):
    repeating(band, "for i = 1, 3000000 do end print(os.clock())", least=0.25, most=0.25)
    seconds_pass(band, 1)

    assert [round(float(text) - float(band.printed()[0]), 1) for text in band.printed()] == [0.0, 0.3, 0.5, 0.8]


def test_script_sees_what_it_did_itself_in_the_next_round(band):
    band.do(c.AddModule(type="synth", name="bass", values=(("cutoff", 100.0),)))
    repeating(band, 'setParam("bass", "cutoff", getParam("bass", "cutoff") + 1)', least=0, most=0)
    seconds_pass(band, 0.25)
    rounds = band.status("r").iterations

    assert rounds > 15
    assert band.values("bass")["cutoff"] - 100.0 == pytest.approx(rounds, abs=20)


def test_script_sees_what_others_did_in_the_next_round(band):
    repeating(band, "print(bpm())", least=0, most=0)
    seconds_pass(band, 0.1)
    band.do(c.SetTempo(bpm=77.0))
    seconds_pass(band, 0.05)

    assert band.printed()[0] == "120.0"
    assert band.printed()[-1] == "77.0"


def test_what_cannot_be_done_is_told_at_its_line_and_the_next_round_begins(band):
    repeating(band, 'count = (count or 0) + 1\nif count == 2 then setParam("nobody", "cutoff", 1) end print(count)')
    seconds_pass(band, 1)

    assert band.printed()[:3] == ["1", "3", "4"]
    assert any(each.place is not None and each.place.line == 2 for each in band.engine.snapshot.problems)


@pytest.mark.parametrize("hushes", ["hush()", 'exec("hush")'])
def test_hush_in_a_round_ends_what_repeats_from_its_next_wait_on_like_everything_else(band, hushes):
    band.run('live_loop("l", function() sleep(1) end)')
    text = (
        f"count = (count or 0) + 1 print(count) if count == 3 then {hushes} print('to here') wait(0) print('never') end"
    )
    repeating(band, text)
    band.until(lambda: band.printed()[-1:] == ["to here"])
    seconds_pass(band, 1)

    assert band.printed() == ["1", "2", "3", "to here"]
    assert (band.status("r").state, band.status("song").loops) == ("stopped", ())

    band.ask("print('again')", "r")
    band.until(lambda: band.printed()[-1] == "again")


def test_hush_in_a_text_that_is_run_once_ends_every_script_and_not_the_text(band):
    repeating(band, "print(1)")
    band.until(lambda: band.printed() != [])
    band.do(c.RunOnce(ask="once", text="hush() wait(0.1) return 'on'", name="r"))
    band.until(lambda: bool(band.engine.snapshot.answers))

    assert band.engine.snapshot.answers[-1].text == "on"
    band.until(lambda: band.status("r").state == "stopped")


def test_state_is_kept_twice_a_second_at_most_and_the_newest_when_it_stops(band):
    repeating(band, "state.count = (state.count or 0) + 1", least=0, most=0)
    kept = set()
    for _ in range(20):
        seconds_pass(band, 0.05)
        kept.add(band.document.scripts["r"].kept)
    rounds = band.status("r").iterations
    band.do(c.StopScript(name="r"))
    band.turn(2)

    assert 2 <= len(kept) <= 4
    assert rounds <= json.loads(band.document.scripts["r"].kept)["count"] <= rounds + 20


def test_opened_session_has_its_enabled_scripts_repeat_and_the_others_not(band):
    for name, is_enabled in (("on", True), ("off", False)):
        band.do(
            c.AddScript(name=name, text=f'print("{name}")'),
            c.SetScriptMode(name=name, mode="repeat"),
            c.EnableScript(name=name, is_enabled=is_enabled),
        )
    band.do(c.OpenSession(document=band.document))
    seconds_pass(band, 0.5)
    assert set(band.printed()) == {"on"}
    band.do(c.EnableScript(name="off", is_enabled=True))
    seconds_pass(band, 0.5)

    assert set(band.printed()) == {"on", "off"}


# --- texts that are run once ---


def answers(band, *texts, **how):
    """Have texts run once, and return what they came to."""
    for number, text in enumerate(texts):
        band.engine.submit(c.RunOnce(ask=str(number), text=text, **how))
    band.until(lambda: len(band.engine.snapshot.answers) == len(texts))
    return {answer.ask: (answer.text, answer.is_mistake) for answer in band.engine.snapshot.answers}


def test_text_run_once_is_answered_with_what_it_returns_or_where_it_failed(band):
    assert answers(band, 'return 1, "a", true, nil', "", "x = = 1", '\nerror("no")', name="tool") == {
        "0": ("1\ta\ttrue\tnil", False),
        "1": ("", False),
        "2": ("tool.lua:1: unexpected symbol near '='", True),
        "3": ("tool.lua:2: no", True),
    }
    assert band.engine.snapshot.answers[-1].line == 2


def test_each_text_run_once_has_a_fresh_state_and_is_begun_in_order(band):
    assert answers(band, "x = 1 print(x) wait(0.1)", "print(x)") == {"0": ("", False), "1": ("", False)}
    assert band.printed() == ["1", "nil"]


@pytest.mark.slow
def test_text_run_once_may_wait_a_minute_and_no_longer(band):
    came = answers(band, 'wait(30) wait(29) return "done"', "wait(61)", "wait(30) wait(31)")

    assert came["0"] == ("done", False)
    assert came["1"] == came["2"] == ("a text that is run once ends within 60 s, its waits included", True)


def test_what_a_text_run_once_does_can_be_undone(band):
    answers(band, 'synth("bass")', name="tool")
    assert "bass" in band.document.modules
    assert band.engine.snapshot.outlook.undo == "run tool once"


@pytest.mark.slow
def test_text_run_once_that_hangs_is_stopped_and_the_next_is_run(new_band):
    band = new_band(run_budget_seconds=0.2)

    assert answers(band, "\nwhile true do end", "return 2", name="tool") == {
        "0": ("tool.lua:2: this took longer than 0.2 s and was stopped", True),
        "1": ("2", False),
    }


def test_interrupt_breaks_off_texts_that_are_run_once(band):
    for number in range(3):
        band.engine.submit(c.RunOnce(ask=str(number), text="wait(50)"))
    band.turn(20)
    band.do(c.Interrupt())
    band.turn(2)

    assert [(answer.text, answer.is_mistake) for answer in band.engine.snapshot.answers] == [("stopped", True)] * 3


def test_refused_change_of_a_text_run_once_is_its_answer(band):
    assert answers(band, 'exec("add synth bass") exec("undo")')["0"][1]
    assert "bass" not in band.document.modules
