"""A script that ticks, for tests of what goes on beside it, and whether every tick was where it should be."""

from __future__ import annotations

from itertools import pairwise

from tests.engine.scripts.band import RATE, Band

TICK = 'bpm(240) synth("bass", { attack = 0 })\nlive_loop("tick", function() trigger("bass") sleep(1/8) end)\n'
TICK_FRAMES = RATE // 32


def require_ticks(band: Band, least: int) -> None:
    """There were ticks enough, each one where it belongs, and the script has no problem.

    The first one is made when the music begins: on a busy machine it may miss its beat, and then the engine counts it.
    """
    frames = [note.frame for note in band.sound.ons]
    gaps = [after - before for before, after in pairwise(frames)]
    assert len(frames) >= least
    assert set(gaps[1:]) == {TICK_FRAMES}
    assert gaps[0] == TICK_FRAMES or (gaps[0] < TICK_FRAMES and band.status().late > 0)
    assert band.status().problem is None
