"""Workers that die, hang, flood or babble are contained and replaced, and the music goes on; real processes, live."""

from __future__ import annotations

import os
import signal
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest

from engine.core import commands as c
from engine.core.units import NEXT_BAR, NOW
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import WorkerLink
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.live_band import LiveBand

BASS = 'bpm(240) synth("bass")\n'
TICK = BASS + 'live_loop("tick", function() trigger("bass") sleep(1/8) end)\n'
HANG = '-- the line after this one\nprint("hanging") while true do end'

pytestmark = pytest.mark.slow


@pytest.fixture
def live(workers):
    """Make live bands; they are closed afterwards."""
    bands = []

    def new(**rules):
        bands.append(LiveBand(workers, **rules))
        return bands[-1]

    yield new
    for band in bands:
        band.close()


def playing(band):
    """Have the tick heard."""
    band.run(TICK)
    band.do(c.Play())
    band.wait(lambda: band.engine.glance.notes_played > 2)
    return band


def goes_on(band, beats=1):
    """Whether no tick is missed, and none doubled, for a while from the next beat but one on."""
    first = ceil(band.engine.glance.beat) + 1
    flight = band.engine.glance.flight
    band.wait(lambda: any(due.beat >= first + beats and due.flight == flight for due in band.dues("tick")))
    heard = [due.beat for due in band.dues("tick") if due.flight == flight and first <= due.beat < first + beats]
    return heard == [first + Fraction(number, 8) for number in range(8 * beats)]


def hanging(band):
    """Have a run hang."""
    band.ask(HANG)
    band.wait(lambda: "hanging" in band.printed())


def test_hanging_run_does_not_silence_its_own_script(live):
    band = playing(live(run_budget_seconds=0.6))
    hanging(band)
    first = band.engine.glance.beat
    band.wait(lambda: band.status().state == "failed")

    heard = sorted({due.beat for due in band.dues("tick") if due.beat >= first})
    assert heard[-1] - heard[0] >= 1
    assert all(after - before == heard[1] - heard[0] for before, after in pairwise(heard))
    assert band.fault() == (2, "this took longer than 0.6 s and was stopped")
    assert band.status().loops == ("tick",)


def test_stop_breaks_a_hanging_run_at_its_line(live):
    band = playing(live())
    hanging(band)
    band.do(c.Interrupt())
    band.wait(lambda: band.status().state == "failed")

    assert band.fault() == (2, "stopped")
    assert band.status().run == 1
    assert goes_on(band)


def test_newest_text_replaces_one_that_hangs(live):
    band = playing(live())
    hanging(band)
    status = band.run(TICK + "-- again")

    assert (status.state, status.run, status.problem) == ("live", 3, None)


def test_first_run_that_hangs_can_be_stopped_and_run_again(live):
    band = live()
    hanging(band)
    band.do(c.Interrupt())
    band.wait(lambda: band.status().state == "failed")

    assert band.fault() == (2, "stopped")
    assert band.run(TICK).state == "live"


def test_hanging_loop_is_stopped_and_the_others_go_on(live):
    band = live()
    band.run(TICK + 'live_loop("bad", function()\nsleep(1/4)\nwhile true do end\nend)')
    band.do(c.Play())
    band.wait(lambda: band.status().state == "failed")

    assert band.fault() == (5, "this took longer than 0.5 s and was stopped")
    band.wait(lambda: band.status().loops == ("tick",))
    assert goes_on(band)


def test_worker_killed_while_live_is_replaced_and_its_loops_go_on_where_they_were(live):
    band = playing(live())
    band.kill(band.worker())
    band.wait(lambda: band.status().problem is not None)

    assert band.fault() == (0, "the script's worker ended, and was replaced")
    band.wait(lambda: band.status().loops == ("tick",))
    assert band.status().run == 1
    assert goes_on(band)


def test_worker_killed_while_idle_is_replaced(live):
    band = live()
    band.run("count = 1 state.count = 1")
    band.kill(band.worker())
    band.wait(lambda: band.status().problem is not None)
    band.wait(lambda: band.status().state == "failed")
    status = band.run("print(count, state.count)")

    assert (status.state, band.printed()) == ("idle", ["1\t1"])


def test_worker_killed_during_a_run_ends_the_run_alone(live):
    band = playing(live())
    hanging(band)
    band.kill(band.worker())
    band.wait(lambda: band.status().state == "failed")

    assert band.fault() == (0, "the worker of this run ended")
    assert band.status().run == 1
    assert goes_on(band)


def test_player_killed_during_a_run_is_replaced_when_the_run_is_over(live):
    band = playing(live(run_budget_seconds=0.3))
    player = band.worker()
    hanging(band)
    band.kill(player)
    band.wait(lambda: band.status().state == "failed")

    band.wait(lambda: band.status().loops == ("tick",))
    assert band.status().run == 1
    assert goes_on(band)


def test_worker_killed_before_its_run_landed_plays_the_run_after_all(live):
    band = playing(live())
    band.ask(TICK.replace('"tick"', '"tock"'), quantum=NEXT_BAR)
    band.wait(lambda: band.status().state == "waiting")
    band.kill(band.worker())
    band.wait(lambda: band.status().run == 2)
    band.wait(lambda: band.status().loops == ("tock",))
    beat = band.engine.glance.beat
    band.wait(lambda: any(due.beat > beat for due in band.dues("tock")))


def test_worker_that_keeps_dying_is_given_up_with_the_reason(live):
    band = live()
    band.run(TICK)
    for _ in range(4):
        made = len(band.workers.made)
        band.kill(band.worker())
        band.wait(lambda made=made: len(band.workers.made) > made)
    band.kill(band.worker())
    band.wait(lambda: band.status().run == 0)

    reason = "the script's worker ended, and was replaced 4 times already; it is left alone until it is run again"
    assert band.status().state == "failed"
    assert band.fault() == (0, reason)
    assert band.run(TICK).state == "live"


def test_worker_that_stops_reading_holds_up_nobody(live):
    band = playing(live())
    worker = band.worker()
    band.send_signal(worker, signal.SIGSTOP)
    band.run('synth("other")', "other")
    band.wait(lambda: band.status().problem is not None)

    assert band.fault() == (0, "a loop hung, and the script's worker was replaced")
    assert band.status("other").run == 1
    assert goes_on(band)


def test_panic_ends_the_workers(live):
    band = playing(live())
    worker = band.worker()
    band.do(c.Panic())
    band.wait(lambda: band.status().state == "stopped")

    assert worker.link.fileno() == -1
    assert not band.engine.glance.is_playing
    assert band.run(TICK).state == "live"


def test_toggled_script_ends_as_it_was_wished_last(live):
    band = live()
    band.run(TICK)
    for number in range(30):
        band.engine.submit(c.StopScript(name="song"))
        if number % 3:
            band.turn()
        band.engine.submit(c.RunScript(name="song", text=TICK, quantum=NOW))
    band.turn()
    band.wait(band.is_settled)

    assert (band.status().state, band.status().loops) == ("live", ("tick",))
    band.do(c.StopScript(name="song"))
    band.wait(lambda: band.status().state == "stopped")
    assert (band.status().loops, band.status().run) == ((), 0)


def test_flood_of_prints_is_cut_and_counted_and_nothing_else_is_lost(live):
    band = live()
    flood = 'live_loop("flood", function() for i = 1, 1000 do print(i) end sleep(1/8) end)\n'
    band.run(TICK + flood)
    band.do(c.Play())
    band.wait(lambda: band.engine.glance.beat > 4)
    lines, _ = band.log.since(0)

    assert len(lines) <= 2000
    assert any(line.text.endswith("more lines were dropped") for line in lines)
    band.wait(lambda: len({due.beat for due in band.dues("tick") if due.beat < 4}) == 32)


# --- workers that are not ours ---


def babble(end):
    """Be a worker that sends what is no message."""
    link = WorkerLink(end)
    while (frame := link.read()) is not None:
        if isinstance(p.to_worker.decode(frame), p.Run):
            link.send(b"\x93this is not a message")


def boast(end):
    """Be a worker that announces a message of a gigabyte."""
    link = WorkerLink(end)
    while (frame := link.read()) is not None:
        if isinstance(p.to_worker.decode(frame), p.Run):
            end.sendall(b"\xff\xff\xff\x7fmuch")


def tear(end):
    """Be a worker that ends in the midst of a message."""
    link = WorkerLink(end)
    while (frame := link.read()) is not None:
        if isinstance(p.to_worker.decode(frame), p.Run):
            frame = encode(p.Done(1, fault=p.Fault("torn")))
            end.sendall(len(frame).to_bytes(4, "little") + frame[:-2])
            os._exit(3)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [(babble, "sent what is no message"), (boast, "announced a message of 2047 MB"), (tear, "ended with code 3")],
)
def test_worker_that_sends_nonsense_is_ended_with_the_reason(entry, reason):
    strange = KnownWorkers(entry, can_branch=False)
    band = LiveBand(strange)
    try:
        band.ask("x = 1")
        band.wait(lambda: band.status().state == "failed")
        assert band.fault() == (0, f"the script's worker {reason}, and was replaced")
    finally:
        band.close()
        strange.close()
