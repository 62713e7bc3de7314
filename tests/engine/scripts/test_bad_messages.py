"""What comes over a link that should not: torn, huge, out of order, late. Real worker processes, real ends of links."""

from __future__ import annotations

import signal
from random import Random

import pytest

from engine.core import commands as c
from engine.core.units import Beat
from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import WorkerLink
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.live_band import LiveBand

pytestmark = pytest.mark.slow
SONG = 'bpm(240) synth("bass")\nlive_loop("tick", function() trigger("bass") sleep(1/8) end)\n'


@pytest.fixture
def live(workers):
    """A live band; it is closed afterwards."""
    band = LiveBand(workers)
    yield band
    band.close()


def framed(message):
    """A message as it goes over a link."""
    frame = encode(message)
    return len(frame).to_bytes(4, "little") + frame


def slip_in(worker, sent):
    """Send a worker what its supervisor did not: past the link, which is the supervisor's thread's alone."""
    worker.link._end.sendall(sent)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff\xff\xff\xff" + b"x" * 100,  # announces four gigabytes
        b"\x05\x00\x00\x00\x93abc",  # one byte is missing, and the next message fills it up
        b"\x04\x00\x00\x00\xc1\xc1\xc1\xc1",
        b"\x00\x00\x00\x00",
        b"\x0e\x00\x00\x00\x81\xa7message\xa4Nope",
        Random(4).randbytes(3000),
    ],
    ids=["huge", "torn", "no message", "empty", "unknown", "noise"],
)
def test_worker_that_is_sent_nonsense_ends_and_is_replaced(live, nonsense):
    live.run("x = 1")
    worker = live.worker()
    slip_in(worker, nonsense + framed(p.EndLoops()))
    live.wait(lambda: worker.link.fileno() == -1 and live.is_settled())

    assert live.run("print('well')").state == "idle"
    assert "well" in live.printed()


@pytest.mark.parametrize(
    "message",
    [
        p.Land(99, Beat(0), Beat(0)),
        p.CallOn(7),
        p.Fetched("nobody asked"),
        p.Break(99),
        p.GoOn(5, 0, 0.0, Beat(0)),
        p.Answered("never asked"),
        p.Advance(-5, Beat(8), Beat(2)),
        p.Cued((p.Cue("x", Beat(1 << 40)),)),
    ],
    ids=lambda message: type(message).__name__,
)
def test_message_that_is_out_of_order_harms_nobody(live, message):
    live.run(SONG)
    slip_in(live.worker(), framed(message))

    assert live.run(SONG + "print('well')").state == "live"
    assert "well" in live.printed()


def chatter(end):
    """Be a worker that answers what nobody asked, over and over, and twice what was asked."""
    link = WorkerLink(end)
    answers = [
        p.Done(999, fault=p.Fault("")), p.Done(-1, fault=p.Fault("")), p.Advanced(77, Beat(3)), p.Handled(5),
        p.Worked("no", "no"), p.Rested(3), p.Began(4),
        p.Fed(), p.Using(()), p.Printed((("shout", "\0\n" * 50),), -5), p.Fetch("\0"), p.Ready(),
    ]  # fmt: skip
    while (frame := link.read()) is not None:
        for answer in answers:
            link.send(encode(answer))
        if isinstance(message := p.to_worker.decode(frame), p.Run):
            for _ in range(2):
                link.send(encode(p.Done(message.number, fault=p.Fault("my own", 3))))


def test_answers_that_nobody_asked_for_are_taken_for_nothing():
    strange = KnownWorkers(chatter, can_branch=False)
    band = LiveBand(strange)
    try:
        band.ask("x = 1")
        band.wait(band.is_settled)
        assert band.fault() == (3, "my own")
    finally:
        band.close()
        strange.close()


def test_last_words_of_a_worker_that_was_dismissed_are_not_heard(live):
    live.run(SONG)
    worker = live.worker()
    live.send_signal(worker, signal.SIGSTOP)
    live.supervisor._crew.hear(worker.number + 1000, p.Hung("Run"), 0.0)
    live.send_signal(worker, signal.SIGCONT)

    assert live.run(SONG).problem is None


def test_ten_thousand_prints_a_second_lose_no_line_of_others(live):
    live.run(
        'for i = 1, 200 do live_loop("l" .. i, function() for n = 1, 50 do print(n) end sleep(1) end) end', "flood"
    )
    live.run(SONG)
    live.do(c.Play())
    live.wait(lambda: any("more lines were dropped" in text for text in live.printed()))
    live.run("print('seen all the same')", "other")

    assert "seen all the same" in live.printed()
    assert live.status().problem is None


def test_state_of_a_hundred_thousand_values_is_read_from_lua_and_kept(live):
    live.run("for i = 1, 100000 do state[i] = i end")
    live.run("local sum = 0 for i, v in ipairs(state) do sum = sum + v end print(#state, sum)")

    assert live.printed()[-1] == "100000\t5000050000"
    live.kill(live.worker())
    live.wait(lambda: live.status().problem is not None)
    live.run("print(#state)")
    assert live.printed()[-1] == "100000"
