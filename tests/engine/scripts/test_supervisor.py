"""The supervisor in step with a render, and on its own thread."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.core import commands as c
from engine.core.document import Document
from tests.engine.scripts.band import Band
from tests.engine.scripts.live_band import LiveBand

CHANCE = """
synth("NAME")
live_loop("NAME", function()
  trigger("NAME", { note = rrand(20, 100) })
  sleep(choose{ 1/4, 1/3, 1/2 })
end)
"""
NAMES = ("a", "b", "c", "d")


def opened_session(band):
    """A session of four scripts, each with a loop that plays by chance."""
    document = band.document
    for name in NAMES:
        band.do(c.AddScript(name=name, text=CHANCE.replace("NAME", name)))
    document = band.document
    assert isinstance(document, Document)
    band.do(c.OpenSession(document=document))
    band.until(lambda: all(name in band.engine.snapshot.scripts and band.is_settled(name) for name in NAMES))


def test_a_render_is_the_same_each_time(new_band):
    heard = []
    for _ in range(3):
        band = new_band(seed=3)
        opened_session(band)
        band.do(c.Play())
        band.play_to(12)
        modules = [(module.name, module.number) for module in band.document.modules.values()]
        heard.append((band.sound.ons, sorted(modules), band.dues()))

    assert heard[0] == heard[1] == heard[2]
    assert {on.module for on in heard[0][0]} == set(NAMES)


def test_render_waits_for_a_worker_that_is_slow(band):
    band.run('synth("a") live_loop("a", function() for i = 1, 2000000 do end trigger("a") sleep(1/4) end)')
    band.do(c.Play())
    band.play_to(4)

    assert [due.beat for due in band.dues()][:16] == [Fraction(number, 4) for number in range(16)]
    assert band.engine.snapshot.late_count == 0


def test_first_beat_sounds_with_the_first_frame_after_the_preroll(band):
    band.run('synth("a") live_loop("a", function() trigger("a") sleep(1) end)')
    began = band.engine.glance.frame
    band.do(c.Play())
    band.play_to(0.5)

    assert band.sound.onsets("a") == [began + 8 * 256]


def test_scripts_do_not_hear_each_other_s_globals(band):
    band.run("x = 1", "one")
    band.run("print(x)", "two")

    assert band.printed() == ["nil"]


@pytest.mark.slow
def test_live_band_stops_while_everything_is_under_way(workers):
    for _ in range(5):
        band = LiveBand(workers)
        for name in NAMES:
            band.engine.submit(c.AddScript(name=name))
            band.engine.submit(c.RunScript(name=name, text="while true do end" if name == "a" else CHANCE))
        band.engine.submit(c.Play())
        band.close()


@pytest.mark.slow
def test_live_scripts_play_in_time(workers):
    band = LiveBand(workers)
    try:
        for name in NAMES:
            band.run(CHANCE.replace("NAME", name), name)
        band.do(c.Play())
        band.wait(lambda: band.engine.glance.beat > 4)
        counts = {name: len([due for due in band.dues(name) if due.beat < 4]) for name in NAMES}
        assert all(8 <= count <= 16 for count in counts.values())
    finally:
        band.close()


def test_supervisor_that_never_began_can_be_stopped(workers):
    band = Band(workers)
    band.close()
