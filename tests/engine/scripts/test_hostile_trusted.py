"""Trusted scripts that attack, in real worker processes, several at a time: nobody else notices anything."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

import pytest

from engine.core import commands as c
from engine.core.live import UNDER_WAY
from tests.engine.lua import hostile_runner
from tests.engine.scripts import hostile_room
from tests.engine.scripts.band import Band
from tests.engine.scripts.live_band import LiveBand
from tests.engine.scripts.ticking import TICK, require_ticks

FOLDER = Path(__file__).parent
EVIL = ("one", "two", "three")  # scripts that attack at the same time
LEAST = 100  # attacks
EACH = 4  # of the attacks that there are, every fourth is made here
# What takes the music away is nothing that a script may not do; it has tests of its own.
BY_DESIGN = ("hush()", "panic()", "script delete", "with every odd value", "transport.play", "setBPM", "bpm", "seek")

pytestmark = pytest.mark.slow


def texts_of(module: Any, folder: Path) -> list[str]:
    """Every fourth attack in the files of a folder, which `module` reads."""
    texts = [snippet.text for path in sorted(folder.glob("*.lua")) for snippet in module.snippets(path)]
    return [text for text in texts if not any(word in text for word in BY_DESIGN)][::EACH]


BARE = texts_of(hostile_runner, FOLDER.parent / "lua" / "hostile")
PERFORMED = texts_of(hostile_room, FOLDER / "hostile")


@pytest.fixture
def live(impatient):
    """A band in which a script plays, and some that attack are there."""
    band = LiveBand(impatient, run_budget_seconds=0.03, look_ahead_seconds=1.0)
    assert band.run(TICK).problem is None
    for name in EVIL:
        band.do(c.AddScript(name=name), c.SetScriptLevel(name=name, level="trusted"))
    band.do(c.Play())
    yield band
    band.close()


def attack_with(band: Band, texts: list[str]) -> list[str]:
    """Run each text in one of the scripts, as soon as it is free; returns what was told of them."""
    waiting, told = deque(texts), []
    busy: dict[str, str] = {}  # script -> its text
    while waiting or busy:
        for name in EVIL:
            if name in busy and is_over(band, name):
                problem = band.status(name).problem
                told.append("" if problem is None else problem.message)
                del busy[name]
            if name not in busy and waiting:
                busy[name] = waiting.popleft()
                band.ask(busy[name], name)
        band.turn()
    return told


def is_over(band: Band, name: str) -> bool:
    """Whether what was asked of a script last has come to an end."""
    status = band.engine.snapshot.scripts.get(name)
    asked = band.document.scripts[name].request.number
    return status is not None and status.asked == asked and status.state not in UNDER_WAY


def require_well(band: Band) -> None:
    """The music was where it is without any attack, and each script that attacked can be run."""
    for name in EVIL:
        assert band.run(f'print("{name} is well")', name).problem is None
        assert f"{name} is well" in band.printed()
    require_ticks(band, least=100)


@pytest.mark.parametrize("texts", [BARE, PERFORMED], ids=["bare", "performed"])
def test_trusted_attacks_end_and_nobody_else_notices(live, texts):
    told = attack_with(live, texts)

    assert len(told) == len(texts)
    assert any("its worker was ended" in message for message in told)
    require_well(live)


def test_attacks_are_many():
    assert len(BARE) + len(PERFORMED) > LEAST
