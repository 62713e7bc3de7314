"""Onsets beside hostile scripts: a loop plays live, as far ahead as usual, while other scripts hang again and again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import cycle

from benches.effort import Effort
from benches.lua_hostile import INNER, KILLED
from benches.neighbours import Neighbours
from benches.scripts import playing, wait_until
from benches.table import Result
from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.live import UNDER_WAY
from engine.core.snapshot import Snapshot
from engine.core.units import NOW

TICK = 'bpm(240) synth("bass")\nlive_loop("tick", function() trigger("bass") sleep(1/8) end)'
TICKS_A_SECOND = 32
EVIL = (("one", "trusted"), ("two", "standard"))  # scripts that hang, and their levels
BUDGET_SECONDS = 0.5  # of a run
LOOK_SECONDS = 0.01  # between two looks at who has ended


def measure(effort: Effort) -> Iterator[Result]:
    """Yield how many onsets are late without hostile scripts, and beside them."""
    seconds = effort.lasting(30.0)
    neighbours = Neighbours()
    with playing(run_budget_seconds=BUDGET_SECONDS) as engine:
        _begin(engine)
        alone = _late(engine)
        _wait(engine, seconds)
        quiet = _late(engine) - alone
        attacks = _attack(engine, seconds)
        beside = _late(engine) - alone - quiet
        has_failed = engine.snapshot.scripts["song"].problem is not None
    yield Result(
        f"late of {seconds * TICKS_A_SECOND:.0f} onsets, beside {attacks} attacks", "0", f"{beside}",
        beside == 0 and not has_failed, f"{quiet} without; {neighbours.told()}",
        reason="two scripts that hang take both cores, and a loop has a tenth of a second to be played ahead",
    )  # fmt: skip


def _begin(engine: Engine) -> None:
    engine.submit(c.AddScript(name="song"))
    run = engine.submit(c.RunScript(name="song", text=TICK, quantum=NOW))
    wait_until(engine, run.is_done)
    wait_until(engine, lambda snapshot: _is_over(snapshot, "song"))
    for name, level in EVIL:
        engine.submit(c.AddScript(name=name))
        engine.submit(c.SetScriptLevel(name=name, level=level))
    engine.submit(c.Play())
    _wait(engine, 1.0)  # how a start goes is another matter


def _wait(engine: Engine, seconds: float) -> None:
    """Let the music go on for so long."""
    end = engine.glance.frame + round(seconds * engine.rate)
    while engine.glance.frame < end:
        time.sleep(LOOK_SECONDS)  # the music is what is waited for, and it tells nobody where it is


def _attack(engine: Engine, seconds: float) -> int:
    """Have the scripts hang, each again as soon as it was stopped; return how often that was."""
    texts = cycle([*INNER.values(), *(text for _, text in KILLED.values())])
    end = engine.glance.frame + round(seconds * engine.rate)
    attacks = 0
    begun: set[str] = set()
    while engine.glance.frame < end:
        for name, _ in EVIL:
            if name not in begun or _is_over(engine.snapshot, name):
                begun.add(name)
                run = engine.submit(c.RunScript(name=name, text=next(texts), quantum=NOW))
                wait_until(engine, run.is_done)
                attacks += 1
        time.sleep(LOOK_SECONDS)  # so that looking takes nothing from what is measured
    return attacks


def _is_over(snapshot: Snapshot, name: str) -> bool:
    status, script = snapshot.scripts.get(name), snapshot.document.scripts.get(name)
    if status is None or script is None:
        return False
    return status.asked == script.request.number and status.state not in UNDER_WAY


def _late(engine: Engine) -> int:
    return engine.snapshot.scripts["song"].late
