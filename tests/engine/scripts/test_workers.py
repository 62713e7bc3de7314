"""Worker processes start as copies of one that is ready, and copy themselves with all that their script has made."""

from __future__ import annotations

import selectors
import subprocess
import sys
from pathlib import Path

import pytest

from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.supervising.hand import NOTHING_FED, START
from engine.scripts.supervising.workers import Workers
from tests.engine.core.documents import studio
from tests.engine.scripts.band import Band, KnownWorkers

LONGEST_SECONDS = 20.0


def heard(worker, wanted):
    """Wait for a message of a kind."""
    with selectors.DefaultSelector() as selector:
        selector.register(worker.link, selectors.EVENT_READ)
        while selector.select(LONGEST_SECONDS):
            for frame in worker.link.receive():
                message = p.from_worker.decode(frame)
                if isinstance(message, wanted):
                    return message
    raise AssertionError(f"no {wanted.__name__} came")


def told(worker, *messages):
    for message in messages:
        worker.link.send(encode(message))


def evaluated(worker, text):
    told(worker, p.Work("ask", text))
    return heard(worker, p.Worked).text


def adopted(workers):
    worker = workers.hire()
    told(worker, p.Adopt("song", 1, 5.0, 0.5, (), "{}"))
    return worker


def test_copy_has_what_the_script_made_and_goes_its_own_way(workers):
    worker = adopted(workers)
    assert evaluated(worker, "x = { 1 }") == ""
    copy = workers.branch(worker)
    assert heard(copy, p.Ready).process != 0
    evaluated(copy, "x[1] = 2")

    assert (evaluated(worker, "x[1]"), evaluated(copy, "x[1]")) == ("1", "2")
    worker.end()
    assert evaluated(copy, "x[1]") == "2"
    copy.end()


def test_copy_stops_what_never_ends(workers):
    worker = workers.hire()
    told(worker, p.Adopt("song", 1, 0.1, 0.5, (), "{}"))
    copy = workers.branch(worker)

    assert evaluated(copy, "while true do end") == "console:1: this took longer than 0.1 s and was stopped"
    worker.end()
    copy.end()


def test_copies_of_copies_go_on(workers):
    worker = adopted(workers)
    for number in range(10):
        evaluated(worker, f"n = {number}")
        copy = workers.branch(worker)
        heard(copy, p.Ready)
        worker.end()
        worker = copy

    assert evaluated(worker, "n") == "9"
    worker.end()


def test_run_is_broken_off_whether_it_has_begun_or_not(workers):
    worker = adopted(workers)
    told(worker, feed_between(NOTHING_FED, studio()), p.Run(1, "x = 1", START), p.Break(1))
    heard(worker, p.Done)
    told(worker, p.Run(2, "while true do end", START), p.Break(2))
    assert heard(worker, p.Done).fault.message == "stopped"
    told(worker, p.Run(3, 'print("begun") while true do end', START))
    heard(worker, p.Printed)
    told(worker, p.Break(3))
    assert heard(worker, p.Done).fault == p.Fault("stopped", 1)
    told(worker, p.Run(4, "x = 2", START))
    assert heard(worker, p.Done).fault is None
    worker.end()


def test_ancestor_that_died_is_replaced(workers):
    own = Workers()
    first = own.hire()
    heard(first, p.Ready)
    own._ancestor.process.kill()
    own._ancestor.process.join()
    second = own.hire()

    assert evaluated(second, "1 + 1") == "2"
    for worker in (first, second):
        worker.end()
    own.close()


@pytest.mark.slow
def test_workers_import_neither_the_main_module_nor_what_is_slow(tmp_path):
    script = tmp_path / "main.py"
    script.write_text(
        "import sys\n"
        "print('imported', __name__)\n"
        "if __name__ == '__main__':\n"
        "    from tests.engine.scripts.test_workers import Workers, evaluated, heard, p, adopted\n"
        "    workers = Workers()\n"
        "    worker = adopted(workers)\n"
        "    heard(worker, p.Ready)\n"
        "    worker.end()\n"
        "    workers.close()\n"
    )
    root = Path(__file__).parents[3]
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(root)}
    )

    assert run.stdout == "imported __main__\n"
    imports = "import sys, engine.scripts.performing.worker; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", imports], capture_output=True, text=True, check=True, cwd=root)
    assert not {"numpy", "signalflow", "PySide6", "soundfile", "sounddevice"} & set(loaded.stdout.split())


@pytest.mark.slow
def test_without_copies_runs_are_in_the_worker_itself():
    workers = KnownWorkers(can_branch=False)
    band = Band(workers, run_budget_seconds=0.3)
    text = 'synth("bass")\nlive_loop("tick", function() trigger("bass") sleep(1/2) end)'
    try:
        assert band.run(text).state == "live"
        assert band.run("x = \nwhile true do end").state == "failed"
        assert band.run("while true do end").run == 1
        assert band.fault() == (1, "this took longer than 0.3 s and was stopped")
        assert band.run(text + "\n-- again").state == "live"
        assert len(workers.made) == 1
    finally:
        band.close()
        workers.close()
