"""Scripts whose loops, handlers or rounds fill their memory with what they keep: they can be run again all the same."""

from __future__ import annotations

import pytest

from engine.core import commands as c
from engine.scripts.supervising.patience import FORGOTTEN

GROW = "for i = 1, 1e4 do kept[#kept + 1] = { i } end"
LOOP = f'synth("s") kept = {{}}\nlive_loop("a", function()\n{GROW} trigger("s") sleep(1/4) end)'
HANDLER = f'kept = {{}}\non("bar", function()\n{GROW} end) on("beat", function()\n{GROW} end)'
FULL = "this needs more than 10 MB of memory and was stopped"


def strict(band, mode="live"):
    band.do(c.AddScript(name="song"), c.SetScriptLevel(name="song", level="strict"))
    if mode != "live":
        band.do(c.SetScriptMode(name="song", mode=mode, loop_min_seconds=0.0, loop_max_seconds=0.0))
    band.engine.submit(c.Play())


def failed(band):
    band.until(lambda: "song" in band.engine.snapshot.scripts and band.status().problem is not None)
    return band.fault()


@pytest.mark.parametrize(("text", "said"), [(LOOP, ""), (HANDLER, "on(")], ids=["loop", "handler"])
def test_script_that_has_filled_its_memory_is_run_in_a_new_worker_and_its_variables_are_forgotten(band, text, said):
    strict(band)
    assert band.run(text).problem is None
    line, message = failed(band)
    assert line >= 3
    assert message.startswith(said)
    assert FULL in message

    band.turn(500)
    assert band.run("print(kept)").problem is None
    assert band.printed()[-2:] == [FORGOTTEN, "nil"]
    assert band.run("kept = 1").problem is None
    assert band.run("print(kept)").problem is None
    assert band.printed()[-1] == "1"


def test_run_that_takes_too_much_by_itself_forgets_nothing(band):
    strict(band)
    assert band.run("kept = 1").problem is None
    assert FULL in band.run("local t = {} for i = 1, 1e6 do t[i] = { i } end").problem.message

    assert band.run("print(kept)").problem is None
    assert band.printed() == ["1"]


def test_rounds_that_fill_their_memory_go_on_in_a_new_worker_and_another_text_is_well(band):
    strict(band, "repeat")
    band.ask(f"kept = kept or {{}}\n{GROW}")
    line, message = failed(band)

    assert line == 2
    assert FULL in message or FORGOTTEN in message
    band.until(lambda: FORGOTTEN in band.fault()[1])
    band.ask("kept = nil print('well')")
    band.until(lambda: band.printed() != [])
    band.until(lambda: band.status().problem is None)
    assert set(band.printed()) == {"well"}
