"""The one thread that watches all runtimes of a process."""

from __future__ import annotations

import os
import threading

import pytest

from engine.lua.interrupt import Deadline
from engine.lua.limits import Limits
from engine.lua.mistakes import BudgetExceeded, Stopped
from engine.lua.watch import Watch

QUICK = Limits(run_seconds=0.03, turn_seconds=0.03)


def watching() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "lua-watch"]


def test_watch_arms_what_runs_once_it_is_due_and_nothing_else():
    deadline, armed = Deadline(), []
    was_armed = threading.Event()
    watch = Watch(deadline, lambda address: (armed.append(address), was_armed.set()))

    deadline.begin(60.0)
    watch.begin(1)
    watch.end()
    deadline.begin(-1.0)
    watch.begin(2)
    assert was_armed.wait(10)
    watch.end()
    watch.close()

    assert set(armed) == {2}


def test_a_stop_that_is_asked_for_reaches_the_right_one_of_two():
    deadlines, armed = [Deadline(), Deadline()], []
    was_armed = threading.Event()
    watches = [Watch(deadline, lambda address: (armed.append(address), was_armed.set())) for deadline in deadlines]
    for address, (deadline, watch) in enumerate(zip(deadlines, watches, strict=True), 1):
        deadline.begin(60.0)
        watch.begin(address)
    deadlines[1].stop_requested = True
    watches[1].look_now()
    assert was_armed.wait(10)
    for watch in watches:
        watch.end()
        watch.close()

    assert set(armed) == {2}


def test_many_runtimes_have_one_watching_thread_and_it_ends_with_the_last(make_script):
    before = watching()
    scripts = [make_script() for _ in range(20)]

    assert len(watching()) == max(1, len(before))
    for script in scripts:
        script.runtime.close()
        script.runtime.close()  # again is nothing
    assert watching() == before


def test_runtimes_that_run_at_once_are_each_stopped_at_their_own_time(make_script):
    scripts = [make_script(QUICK if number % 2 else Limits(run_seconds=60)) for number in range(8)]
    mistakes = {}

    def run(number):
        mistakes[number] = scripts[number].fail("local n = 0 while true do n = n + 1 end")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads[1::2]:
        thread.join()
    assert sorted(mistakes) == [1, 3, 5, 7]
    for script in scripts[::2]:
        script.runtime.request_stop()
    for thread in threads:
        thread.join()

    assert {type(mistakes[number]) for number in (1, 3, 5, 7)} == {BudgetExceeded}
    assert {type(mistakes[number]) for number in (0, 2, 4, 6)} == {Stopped}


def test_a_busy_neighbour_thread_does_not_use_up_a_scripts_time(make_script):
    script = make_script(Limits(run_seconds=60))
    deadline = Deadline()
    deadline.begin(60.0)

    worker = threading.Thread(target=script.run, args=("for i = 1, 3e6 do local x = i * i end",))
    worker.start()
    worker.join()

    assert deadline.used_seconds < 0.02


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_copy_watches_anew_and_the_original_goes_on(make_script):
    script = make_script(QUICK)
    if (child := os.fork()) == 0:
        try:
            script.runtime.watch_anew()
            is_stopped = type(script.fail("while true do end")) is BudgetExceeded and len(watching()) == 1
            os._exit(0 if is_stopped else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert type(script.fail("while true do end")) is BudgetExceeded


def test_who_does_not_end_though_it_must_is_told_on_once_with_all_that_runs(monkeypatch):
    monkeypatch.setattr("engine.lua.watch.HUNG_SECONDS", 0.0)
    deadline, told = Deadline(), []
    was_told = threading.Event()
    watch = Watch(deadline, None, lambda addresses: (told.append(addresses), was_told.set()))
    deadline.begin(60.0)
    watch.begin(1)
    watch.add(2)
    deadline.request_stop()
    watch.look_now()
    while not was_told.is_set():
        sum(range(10_000))  # takes processor time, as what hangs does
    watch.end()
    watch.leave()
    deadline.end()
    watch.close()

    assert told == [(1, 2)]
    assert deadline.overdue_seconds == 0.0


def test_nothing_is_told_on_before_it_has_to_end():
    deadline = Deadline()
    deadline.begin(60.0)

    assert deadline.overdue_seconds < 0
    deadline.request_stop()
    assert deadline.overdue_seconds < 1
