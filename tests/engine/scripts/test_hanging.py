"""Scripts that hang where nothing can interrupt them: their worker ends itself, says where, and the music goes on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.units import Beat
from tests.engine.scripts.live_band import LiveBand
from tests.engine.scripts.repeat_band import alive

BASS = 'synth("bass")\n'
TICK = BASS + 'live_loop("tick", function() trigger("bass") sleep(1/8) end)\n'
LOOP = "while true do end"
# Keys that all fall into one place of the table: Lua's own C code, which no hook interrupts, is busy with it for long.
COLLIDE = "local m, t = 2^18 - 1 | 0, {} for i = 1, 2^17 + 10 do t[i * m] = true end"
THIS = "this hung where nothing can interrupt it, and its worker was ended"
REPLACED = "hung where nothing can interrupt it, and the script's worker was replaced"

pytestmark = pytest.mark.slow


@pytest.fixture
def live(impatient):
    """A live band whose runs may take a short while; it is closed afterwards."""
    band = LiveBand(impatient, run_budget_seconds=0.2)
    yield band
    band.close()


def playing(band, name="song"):
    """Have the tick heard."""
    band.run(TICK, name)
    band.do(c.Play())
    band.wait(lambda: band.engine.glance.notes_played > 2)


def is_without_gap(band, beats=2):
    """Whether no tick was left out so far, nor doubled, and none is while the music goes on a little."""
    until = band.engine.glance.beat + beats
    band.wait(lambda: any(due.beat > until for due in band.dues("tick")))
    heard = [due.beat for due in band.dues("tick")]
    return heard == [Beat(Fraction(place, 8)) for place in range(len(heard))]


def failed(band, name="song"):
    """Wait until a script has a problem, and return its line and message."""
    band.wait(lambda: band.status(name).problem is not None)
    return band.fault(name)


@pytest.mark.parametrize("level", ["standard", "strict", "trusted"])
def test_run_that_hangs_in_lua_s_own_code_is_ended_at_its_line_and_the_music_goes_on(live, level):
    playing(live)
    live.do(c.AddScript(name="other"), c.SetScriptLevel(name="other", level=level))
    live.ask(f"print('before')\n{COLLIDE}", "other")

    assert failed(live, "other") == (2, THIS)
    assert live.printed() == ["before"]
    assert is_without_gap(live)


def test_run_that_hangs_is_rehearsed_in_a_copy_and_never_heard(live):
    playing(live)
    live.ask(TICK.replace("tick", "tock") + COLLIDE)

    assert failed(live) == (3, THIS)
    assert (live.status().run, live.status().loops) == (1, ("tick",))
    assert is_without_gap(live)


@pytest.mark.parametrize(
    "text",
    [LOOP, "while true do print('flood') end", "pcall(error, nil)\nwhile true do pcall(function() error({}) end) end"],
)
def test_trusted_run_that_never_ends_is_ended_at_its_line(live, text):
    live.do(c.AddScript(name="song"), c.SetScriptLevel(name="song", level="trusted"))
    live.ask(text)
    line, message = failed(live)

    assert message == THIS
    assert line >= 1
    assert live.run(TICK).state == "live"


def test_error_of_a_trusted_script_that_never_turns_into_text_is_ended(live):
    live.do(c.AddScript(name="song"), c.SetScriptLevel(name="song", level="trusted"))
    live.ask("error(setmetatable({}, { __tostring = function() while true do end end }))")

    assert failed(live)[1] == THIS


def test_loop_that_hangs_takes_its_worker_along_and_the_good_text_comes_back(live):
    live.run(f"{TICK}live_loop('bad', function()\nsleep(2)\n{COLLIDE}\nend)")
    player = live.worker()
    live.do(c.Play())

    assert failed(live) == (5, f"a loop {REPLACED}")
    live.wait(lambda: live.status().loops != ())
    assert live.status().run == 1
    live.wait(lambda: not alive([player]))


def test_handler_that_hangs_takes_its_worker_along(live):
    playing(live)
    live.run(f"on('module:added', function()\n{COLLIDE} end)", "other")
    live.do(c.AddModule(type="synth", name="new"))

    assert failed(live, "other") == (2, f"a handler {REPLACED}")
    assert is_without_gap(live)


def test_round_that_hangs_takes_its_worker_along(live):
    playing(live)
    live.do(c.AddScript(name="other"), c.SetScriptMode(name="other", mode="repeat"))
    live.ask(COLLIDE, "other")

    assert failed(live, "other") == (1, f"a round {REPLACED}")
    assert is_without_gap(live)


def test_line_of_the_console_that_hangs_is_answered(live):
    live.engine.submit(c.Evaluate(ask="1", text=COLLIDE))
    live.wait(lambda: any(answer.ask == "1" for answer in live.engine.snapshot.answers))
    (answer,) = (answer for answer in live.engine.snapshot.answers if answer.ask == "1")

    assert (answer.text, answer.is_mistake) == (f"console:1: {THIS}", True)


def test_script_that_hangs_whenever_it_is_brought_back_is_given_up(live):
    live.run(f"{TICK}live_loop('bad', function()\nsleep(1/4)\n{COLLIDE}\nend)")
    live.do(c.Play())
    live.wait(lambda: live.status().run == 0)

    assert live.fault()[1].startswith(f"a loop {REPLACED} 4 times already")
    assert live.run(TICK).state == "live"


@pytest.mark.parametrize("level", ["standard", "trusted"])
def test_stop_ends_what_hangs(workers, level):
    band = LiveBand(workers, run_budget_seconds=60.0)
    try:
        band.do(c.AddScript(name="song"), c.SetScriptLevel(name="song", level=level))
        band.ask(f"print('hanging') {COLLIDE}")
        band.wait(lambda: "hanging" in band.printed())
        band.do(c.Interrupt())

        assert failed(band)[1] == "stopped"
        assert band.run(TICK).state == "live"
    finally:
        band.close()


def test_text_that_is_run_while_a_loop_hangs_plays_without_being_run_again(live):
    live.run(f"{TICK}live_loop('bad', function()\nsleep(1/4)\nprint('hanging')\n{COLLIDE}\nend)")
    live.do(c.Play())
    live.wait(lambda: "hanging" in live.printed())

    status = live.run(TICK)

    assert (status.state, status.problem, status.loops) == ("live", None, ("tick",))
