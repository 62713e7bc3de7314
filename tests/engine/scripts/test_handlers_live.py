"""Handlers while time passes by itself: real processes, the engine and the supervisor on threads of their own."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from engine.core import commands as c
from tests.engine.scripts.live_band import LiveBand

pytestmark = pytest.mark.slow
BASS = 'bass = synth("bass")\n'
LOOP = 'live_loop("l", function() bass:trigger{} sleep(1/2) end)\n'
BUSY = "for n = 1, 30 do on('module:added', function() local x = 0 for i = 1, 300000 do x = x + i end end) end\n"


@pytest.fixture
def live(workers):
    """A live band; it is closed afterwards."""
    band = LiveBand(workers)
    yield band
    band.close()


def has_gaps(dues):
    beats = [due.beat for due in dues]
    return beats != [beats[0] + F(place, 2) for place in range(len(beats))]


def test_spinning_handler_is_stopped_and_the_loops_of_others_go_on(live):
    live.run(BASS + LOOP)
    live.run("on('module:added', function() while true do end end)", "zzz")
    live.do(c.Play())
    live.do(c.AddModule(type="synth", name="new"))
    live.wait(lambda: live.status("zzz").problem is not None)
    assert "this took longer than 2 s and was stopped" in live.fault("zzz")[1]

    assert len(live.dues("l")) >= 4
    assert not has_gaps(live.dues("l"))
    assert live.status().problem is None


def test_run_lands_while_many_handlers_are_being_called_a_few_at_a_time(live):
    live.run(BASS + LOOP + BUSY + "on('module:added', { priority = 999 }, function() print('all') end)")
    live.do(c.Play())
    live.do(c.AddModule(type="synth", name="new"))
    live.run(BASS + LOOP + "on('module:added', function(_, e) print('new text', e.name) end)")
    live.do(c.AddModule(type="synth", name="newer"))
    live.wait(lambda: "new text\tnewer" in live.printed())

    assert live.printed().count("all") <= 1
    assert live.status().problem is None
    assert not has_gaps(live.dues("l"))
