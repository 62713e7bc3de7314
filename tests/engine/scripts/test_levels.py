"""A script's level of security: it holds from the next run on, and what plays goes on until that has landed."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from engine.core.units import NEXT_BAR

TICK = 'synth("bass")\nlive_loop("tick", function() trigger("bass") sleep(1/2) end)\n'


def set_level(band, level: str) -> None:
    band.do(c.SetScriptLevel(name="song", level=level))


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("minimal", "function\tfunction\tfunction"),
        ("standard", "nil\tfunction\tnil"),
        ("strict", "nil\tnil\tnil"),
        ("trusted", "nil\tfunction\tnil"),
    ],
)
def test_run_has_what_its_scripts_level_gives(band, level, shown):
    band.do(c.AddScript(name="song"))
    set_level(band, level)
    band.run("print(type(io and io.open), type(load), type(os.remove))")

    assert band.printed() == [shown]


def test_level_changed_holds_from_the_next_run_on(band):
    band.run("print(type(load))")
    set_level(band, "strict")
    band.turn(5)
    band.run("print(type(load))")
    set_level(band, "standard")
    band.run("print(type(load))")

    assert band.printed() == ["function", "nil", "function"]


def test_loops_play_on_without_a_gap_while_the_level_changes(band):
    band.run(TICK)
    band.do(c.Play())
    band.play_to(5)
    set_level(band, "strict")
    band.play_to(6)
    band.ask(TICK.replace("1/2", "1/4") + "print(type(load))", quantum=NEXT_BAR)
    band.play_to(12)

    assert band.printed() == ["nil"]
    assert band.engine.snapshot.late_count == 0
    beats = [due.beat for due in band.dues() if due.beat < 12]
    assert beats == [F(n, 2) for n in range(16)] + [8 + F(n, 4) for n in range(16)]


def test_run_that_fails_at_the_new_level_leaves_what_plays(band):
    band.run(TICK)
    band.do(c.Play())
    band.play_to(2)
    set_level(band, "strict")
    band.run("load('return 1')()")
    band.play_to(6)

    line, message = band.fault()
    assert (line, message.startswith("attempt to call a nil value (global 'load')")) == (1, True)
    assert [due.beat for due in band.dues()][:12] == [F(n, 2) for n in range(12)]


def test_worker_that_dies_is_replaced_at_the_level_of_what_played(band):
    band.run("load('return 1')()\n" + TICK)
    band.do(c.Play())
    band.play_to(2)
    set_level(band, "strict")
    band.kill(band.workers.made[-1])
    band.until(lambda: band.status().problem is not None)
    band.until(lambda: band.status().loops == ("tick",))

    assert band.status().state != "running"


def test_bound_on_instructions_is_told_at_its_line(band):
    band.do(c.AddScript(name="song"))
    set_level(band, "strict")
    band.run("local n = 0\nwhile true do\n  n = n + 1\nend")

    line, message = band.fault()
    assert line in {2, 3}
    assert message == "this took more than 1,000,000 instructions and was stopped"


def test_session_that_is_not_saved_has_no_place_for_files(band):
    band.do(c.AddScript(name="song"))
    set_level(band, "minimal")
    band.run("local f <close> = io.open('notes.txt', 'w')")

    assert band.fault() == (1, "there is no folder for this script's files yet; save the session first")


@pytest.mark.slow
def test_trusted_script_that_hangs_is_ended_with_its_process_and_the_other_plays_on(new_band):
    band = new_band(run_budget_seconds=0.2)
    band.run(TICK, "other")
    band.do(c.Play(), c.AddScript(name="song"))
    set_level(band, "trusted")
    band.run("while true do end")

    assert band.fault()[1].startswith("this hung where nothing can interrupt it")
    band.run("print('alive')")
    assert band.printed() == ["alive"]
    assert band.status("other").loops == ("tick",)
