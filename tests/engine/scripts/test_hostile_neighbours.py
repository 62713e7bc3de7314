"""Hostile scripts, one after the other beside a script that plays: of all that, the music notices nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.core import commands as c
from engine.sound.graph import SignalFlowSound
from engine.sound.samples import SampleStore
from tests.engine.lua.hostile_runner import snippets
from tests.engine.scripts.band import BLOCK, RATE, Band
from tests.engine.scripts.live_band import LiveBand
from tests.engine.scripts.ticking import TICK, require_ticks

FOLDER = Path(__file__).parents[1] / "lua" / "hostile"
COLLIDE = "local m, t = 2^18 - 1 | 0, {} for i = 1, 2^17 + 10 do t[i * m] = true end"
FEW, MANY = 12, 40  # attacks in one test
PATIENT = {"run_budget_seconds": 0.05, "look_ahead_seconds": 1.0}  # so that a busy machine is not what is tested
KILLED = ["while true do end", "while true do pcall(function() while true do end end) end", COLLIDE]

pytestmark = pytest.mark.slow


def attacks(count: int, first: int = 0) -> list[str]:
    """So many of the corpus, from all of its files."""
    texts = [snippet.text for path in sorted(FOLDER.glob("*.lua")) for snippet in snippets(path)]
    return texts[first :: len(texts) // count][:count]


def attack_with(band: Band, texts: list[str]) -> None:
    """Run one text after the other, each until it has ended somehow, and see that the script can be run again."""
    for text in texts:
        band.run(text, "evil")
    assert band.run("answer = 1 + 1", "evil").state == "idle"


@pytest.mark.parametrize(("level", "first"), [("minimal", 0), ("standard", 1), ("strict", 2)])
def test_music_is_where_it_is_without_hostile_neighbours(workers, level, first):
    band = LiveBand(workers, **PATIENT)
    try:
        assert band.run(TICK).problem is None
        band.do(c.AddScript(name="evil"), c.SetScriptLevel(name="evil", level=level), c.Play())
        attack_with(band, attacks(MANY, first))
        require_ticks(band, least=32)
    finally:
        band.close()


def test_music_is_where_it_is_while_the_workers_of_trusted_neighbours_are_ended(workers):
    band = LiveBand(workers, **PATIENT)
    try:
        assert band.run(TICK).problem is None
        band.do(c.AddScript(name="evil"), c.SetScriptLevel(name="evil", level="trusted"), c.Play())
        for text in KILLED:
            band.run(text, "evil")
            assert "its worker was ended" in band.fault("evil")[1]
        attack_with(band, [])
        require_ticks(band, least=32)
    finally:
        band.close()


class SoundingBand(Band):
    """A band that is heard, and keeps every block."""

    def __init__(self, *arguments: object, **rules: object) -> None:
        super().__init__(*arguments, **rules)  # type: ignore[arg-type]
        self.blocks: list[np.ndarray] = []

    def turn(self, times: int = 1) -> None:
        """Keep what is heard."""
        for _ in range(times):
            self.supervisor.meet()
            self.blocks.append(np.array(self.engine.turn()))


def rendered(workers, texts: list[str], frames: int) -> bytes:
    """The first so many frames of the music, with these texts run beside it."""
    band = SoundingBand(workers, sound=SignalFlowSound(RATE, BLOCK, SampleStore()), run_budget_seconds=0.05)
    try:
        assert band.run(TICK).problem is None
        band.do(c.AddScript(name="evil"))
        band.engine.submit(c.Play())
        band.blocks.clear()
        attack_with(band, texts)
        while sum(block.shape[1] for block in band.blocks) < frames:
            band.turn()
        return np.concatenate(band.blocks, axis=1)[:, :frames].tobytes()
    finally:
        band.close()


def test_render_is_the_same_to_the_byte_with_hostile_neighbours(workers):
    frames = 2 * RATE
    alone = rendered(workers, [], frames)

    assert np.frombuffer(alone, np.float32).any()
    assert rendered(workers, [*attacks(FEW), COLLIDE], frames) == alone
