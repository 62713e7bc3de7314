"""The pool of runtimes: lending, giving back, what is thrown away, sizes, threads and the end."""

from __future__ import annotations

import gc
import threading
import time

import pytest

from engine.core.errors import NotAllowed
from engine.lua.factory import RuntimeFactory
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, LuaMistake
from engine.lua.pool import PoolExhausted, RuntimePool

QUICK = Limits(run_seconds=0.02, memory_bytes=48 << 20, headroom_bytes=16 << 20)


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def new_pool():
    pools = []

    def new(factory=None, **options):
        options.setdefault("is_tended", False)
        pools.append(RuntimePool(factory or RuntimeFactory(), **options))
        return pools[-1]

    yield new
    for pool in pools:
        pool.close(0.0)


def printed_in(pool, text: str) -> list[str]:
    lines = []
    with pool.lease(output=lines.append) as runtime:
        runtime.run_chunk(text, "short.lua")
    return lines


def test_what_one_script_leaves_the_next_one_does_not_see(new_pool):
    pool = new_pool()
    assert printed_in(pool, "x = 1 state.n = 2 string.shout = print print(x)") == ["1"]

    assert printed_in(pool, "print(x, state.n, string.shout, ('x').shout)") == ["nil\tnil\tnil\tnil"]
    assert pool.statistics().made == 1


def test_method_that_a_script_gives_to_strings_works_in_it(new_pool):
    assert printed_in(new_pool(), "function string.shout(s) return s:upper() .. '!' end print(('ho'):shout())") == [
        "HO!"
    ]


def test_api_works_in_each_world_and_so_do_methods_of_its_tables(new_pool):
    told = []

    def install(runtime):
        runtime.install("tell", told.append)
        runtime.install("clock:setBPM", told.append)

    pool = new_pool(RuntimeFactory(install=install))
    for turn in range(3):
        printed_in(pool, f"tell({turn}) clock:setBPM({turn}) clock.setBPM = nil tell = nil")

    assert told == [0, 0, 1, 1, 2, 2]


def test_texts_that_run_first_run_anew_in_each_world(new_pool):
    pool = new_pool(
        RuntimeFactory(first_texts=[("first", "count = 0 function up() count = count + 1 return count end")])
    )

    assert [printed_in(pool, "print(up(), up())") for _ in range(3)] == [["1\t2"]] * 3
    assert pool.statistics().tampered == 0


def test_functions_that_the_host_kept_are_gone_with_the_world(new_pool):
    kept = []
    pool = new_pool(RuntimeFactory(install=lambda r: r.install("keep", kept.append, takes_functions=True)))
    with pool.lease() as runtime:
        runtime.run_chunk("secret = 1 keep(function() return secret end)", "a.lua")
        assert runtime.call(kept[0]) == (1,)

    with pool.lease() as runtime, pytest.raises(Exception, match="no such function"):
        runtime.call(kept[0])


def test_level_of_the_factory_is_the_level_of_its_runtimes(new_pool):
    assert printed_in(new_pool(RuntimeFactory("strict")), "print(load, io)") == ["nil\tnil"]


@pytest.mark.parametrize(
    "tamper",
    [
        lambda p: p["globals"]["string"].__setitem__("upper", p["globals"]["print"]),
        lambda p: p["globals"]["math"].__setitem__("evil", 1),
        lambda p: p["globals"].__setitem__("evil", 1),
        lambda p: p["globals"].__delitem__("pcall"),
        lambda p: p["environment_of_strings"]("evil", 1),
        lambda p: p["environment_of_strings"]("__index", None),
    ],
)
def test_runtime_whose_library_was_tampered_with_is_thrown_away(new_pool, tamper):
    pool = new_pool()
    with pool.lease() as runtime:
        prelude = runtime._prelude
        prelude["environment_of_strings"] = _strings_setter(runtime)
        tamper(prelude)

    assert (pool.statistics().tampered, pool.statistics().idle) == (1, 0)
    assert printed_in(pool, "print(('x'):upper(), evil, math.evil)") == ["X\tnil\tnil"]


def _strings_setter(runtime):
    """As if a script had got hold of the metatable of strings."""
    metatable = runtime._lua.eval("...", runtime._prelude["strings"])
    return metatable.__setitem__


def test_mistake_of_a_script_says_nothing_against_its_runtime(new_pool):
    pool = new_pool()
    for _ in range(3):
        with pytest.raises(LuaMistake), pool.lease() as runtime:
            runtime.run_chunk("error('no')", "a.lua")

    assert (pool.statistics().made, pool.statistics().worn) == (1, 0)


def test_runtime_that_had_to_be_stopped_by_force_goes_to_quarantine_and_is_ended_later(new_pool):
    clock = Clock()
    pool = new_pool(RuntimeFactory(limits=QUICK), quarantine_seconds=60, clock=clock)
    with pytest.raises(BudgetExceeded), pool.lease() as runtime:
        runtime.run_chunk("while true do end", "a.lua")

    assert (pool.statistics().quarantined, pool.statistics().worn, pool.statistics().ended) == (1, 1, 0)
    clock.seconds = 61.0
    pool.tend()
    assert (pool.statistics().quarantined, pool.statistics().ended, pool.statistics().idle) == (0, 1, 1)
    with pytest.raises(NotAllowed, match="closed"):
        runtime.run_chunk("", "a.lua")


def test_pool_that_is_all_lent_says_so_after_the_deadline_and_lends_what_comes_back(new_pool):
    pool = new_pool(most=2)
    first, second = pool.acquire(), pool.acquire()
    with pytest.raises(PoolExhausted, match="all 2 Lua runtimes are in use, and none was free within 0 s"):
        pool.acquire(0.0)
    waiting = []
    thread = threading.Thread(target=lambda: waiting.append(pool.acquire(10.0)))
    thread.start()
    pool.release(first)
    thread.join()

    assert pool.statistics().exhausted == 1
    pool.release(waiting[0])
    pool.release(second)
    pool.release(second)  # again is nothing
    assert (pool.statistics().lent, pool.statistics().idle) == (0, 2)


def test_lease_that_was_given_back_shows_no_runtime(new_pool):
    pool = new_pool()
    lease = pool.acquire()
    pool.release(lease)

    with pytest.raises(NotAllowed, match="given back"):
        _ = lease.runtime


def test_closed_pool_ends_all_and_lends_nothing(new_pool):
    pool = new_pool(least=3)
    lease = pool.acquire()
    assert pool.close(0.0) == 1
    pool.release(lease)

    statistics = pool.statistics()
    assert (statistics.made, statistics.ended, statistics.idle, statistics.lent) == (3, 3, 0, 0)
    assert pool.close() == 0
    with pytest.raises(NotAllowed, match="the pool of Lua runtimes is closed"):
        pool.acquire()


def test_closing_waits_for_a_runtime_that_is_being_made(new_pool):
    making, may_go_on = threading.Event(), threading.Event()
    factory = RuntimeFactory()
    pool, lent, still_out = new_pool(factory), [], []
    first = pool.acquire()
    make = factory.make

    def make_slowly():
        making.set()
        assert may_go_on.wait(60)
        return make()

    factory.make = make_slowly
    borrower = threading.Thread(target=lambda: lent.append(pool.acquire()))
    borrower.start()
    assert making.wait(60)
    pool.release(first)
    closer = threading.Thread(target=lambda: still_out.append(pool.close(60.0)))
    closer.start()
    closer.join(0.2)
    assert closer.is_alive()

    may_go_on.set()
    borrower.join()
    pool.release(lent.pop())
    closer.join()
    assert still_out == [0]
    assert pool.statistics().ended == 2


def test_closing_stops_what_still_runs_when_the_timeout_is_over(new_pool):
    pool = new_pool(RuntimeFactory(limits=Limits(run_seconds=60)))
    begun, ended = threading.Event(), []

    def run():
        try:
            with pool.lease(output=lambda _: begun.set()) as runtime:
                runtime.run_chunk("print() while true do end", "a.lua")
        except LuaMistake as mistake:
            ended.append(mistake.message)

    thread = threading.Thread(target=run)
    thread.start()
    begun.wait()
    assert pool.close(0.0) == 1
    thread.join()

    assert ended == ["stopped"]
    assert pool.statistics().made == pool.statistics().ended


def test_idle_runtimes_end_after_a_while_down_to_the_least(new_pool):
    clock = Clock()
    pool = new_pool(least=1, most=5, idle_seconds=600, clock=clock)
    for lease in [pool.acquire() for _ in range(5)]:
        pool.release(lease)
    pool.tend()
    assert pool.statistics().idle == 5
    clock.seconds = 601.0
    pool.tend()

    assert pool.statistics().idle == 1


def test_tended_pool_makes_the_next_one_ahead(new_pool):
    pool = new_pool(is_tended=True, most=4)
    lease = pool.acquire()
    give_up = time.monotonic() + 10
    while pool.statistics().idle < 1 and time.monotonic() < give_up:
        threading.Event().wait(0.001)

    assert (pool.statistics().idle, pool.statistics().lent) == (1, 1)
    pool.release(lease)


def test_pool_whose_first_text_fails_cannot_be_made():
    with pytest.raises(LuaMistake, match="first:1: no"):
        RuntimePool(RuntimeFactory(first_texts=[("first", "error('no')")]))


def test_sizes_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="from 3 to 2"):
        RuntimePool(RuntimeFactory(), least=3, most=2)


@pytest.mark.parametrize("rounds", [15, pytest.param(300, marks=pytest.mark.slow)])
def test_threads_share_a_pool_and_never_see_each_other(new_pool, rounds):
    pool = new_pool(least=2, most=3, is_tended=True)
    seen, most_at_once = [], []

    def work(number):
        for turn in range(rounds):
            lines = []
            with pool.lease(deadline_seconds=30, output=lines.append) as runtime:
                most_at_once.append(pool.statistics().lent)
                runtime.run_chunk(f"print(mine, state.n) mine, state.n = {number}, {turn} print(mine, state.n)", "t")
            seen.append(lines == ["nil\tnil", f"{number}\t{turn}"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [True] * (6 * rounds)
    assert max(most_at_once) <= 3
    statistics = pool.statistics()
    assert (statistics.leases, statistics.lent, statistics.tampered) == (6 * rounds, 0, 0)
    assert statistics.made - statistics.ended == statistics.idle + statistics.quarantined


@pytest.mark.parametrize("rounds", [100, pytest.param(3000, marks=pytest.mark.slow)])
def test_runtime_that_is_lent_again_and_again_does_not_grow(new_pool, rounds):
    pool = new_pool(most=1)
    sizes = []
    for turn in range(rounds):
        with pool.lease() as runtime:
            sizes.append(runtime.memory_bytes)
            runtime.run_chunk(
                f"local t = {{}} for i = 1, 500 do t[i] = {{ i }} end kept_{turn} = t"
                " local c = coroutine.wrap(function() coroutine.yield() end) c()"
                " setmetatable(_G, { __index = function() end }) state.t = t",
                f"turn{turn}.lua",
            )

    assert pool.statistics().made == 1
    assert max(sizes[rounds // 2 :]) < sizes[2] * 1.1


@pytest.mark.slow
def test_a_thousand_runtimes_are_alive_at_once_and_each_is_small(make_script):
    gc.collect()
    factory = RuntimeFactory()
    runtimes = [factory.make() for _ in range(1000)]
    try:
        for number, runtime in enumerate(runtimes):
            runtime.run_chunk(f"mine = {number}", "a.lua")
        assert [runtime.read_global("mine") for runtime in runtimes] == list(range(1000))
        assert max(runtime.memory_bytes for runtime in runtimes) < 1 << 20
        assert len([thread for thread in threading.enumerate() if thread.name == "lua-watch"]) == 1
    finally:
        for runtime in runtimes:
            runtime.close()
