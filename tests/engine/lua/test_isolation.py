"""Whatever one script of a pool does, the next sees nothing of it: random pairs of vandals and one who looks at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings

from engine.core.errors import EngineError
from engine.lua.factory import RuntimeFactory
from engine.lua.limits import Limits
from engine.lua.pool import RuntimePool
from tests.depth import cases
from tests.engine.lua.vandals import ACTS, OBSERVER, VANDALS, install

LIMITS = Limits(run_seconds=0.05, memory_bytes=48 << 20, headroom_bytes=16 << 20)


@pytest.fixture(scope="module")
def pool():
    pool = RuntimePool(RuntimeFactory(limits=LIMITS, install=install), most=2, is_tended=False)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def expected():
    """What the observer sees in a runtime that was never used."""
    runtime = RuntimeFactory(limits=LIMITS, install=install).make()
    lines = []
    runtime.output = lines.append
    runtime.run_chunk(OBSERVER, "observer.lua")
    runtime.close()
    assert len(lines) > 100
    return lines


def observed(pool: RuntimePool) -> list[str]:
    lines = []
    with pool.lease(output=lines.append) as runtime, runtime.budget(5.0):
        runtime.run_chunk(OBSERVER, "observer.lua")
    return lines


def vandalise(pool: RuntimePool, text: str) -> None:
    with suppress(EngineError), pool.lease() as runtime:
        runtime.run_chunk(text, "vandal.lua")


@pytest.mark.parametrize("act", ACTS)
def test_no_trace_of_a_vandal_is_seen(pool, expected, act):
    vandalise(pool, act)

    assert observed(pool) == expected


@pytest.mark.slow
@settings(max_examples=cases(500), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vandal=VANDALS)
def test_no_trace_of_hundreds_of_random_vandals_is_seen(pool, expected, vandal):
    vandalise(pool, vandal)

    assert observed(pool) == expected


def test_runtimes_are_used_again_after_vandals(pool, expected):
    before = pool.statistics()
    for act in ACTS[:5]:
        vandalise(pool, act)

    assert observed(pool) == expected
    assert pool.statistics().reused >= before.reused + 5
    assert pool.statistics().tampered == before.tampered == 0
