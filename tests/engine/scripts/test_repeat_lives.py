"""Scripts in repeat mode live, with real processes: they hang, flood, die and are toggled; nothing survives them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from engine.core import commands as c
from engine.scripts.performing import worker as worker_process
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.repeat_band import RepeatBand, _is_there, alive

COUNT = "count = (count or 0) + 1"

pytestmark = pytest.mark.slow


@pytest.fixture
def live(workers):
    """Make live bands; they are closed afterwards."""
    bands = []

    def new(*names, **rules):
        bands.append(RepeatBand(workers, *names, **rules))
        return bands[-1]

    yield new
    for band in bands:
        band.close()


def goes_on(band, name="b", rounds=10):
    """Whether a script comes through more rounds."""
    before = band.status(name).iterations
    band.wait(lambda: band.status(name).iterations >= before + rounds)
    return band.status(name).state == "repeating"


def test_script_that_never_waits_is_stopped_and_its_process_is_gone(live):
    band = live("a", "b")
    band.repeat(COUNT, "b")
    band.repeat("while true do end")
    hung = band.workers.made[-1]
    band.do(c.EnableScript(name="a", is_enabled=False))
    band.wait(lambda: band.has_come_to("a", "stopped"))

    band.wait(lambda: alive([hung]) == [])
    assert hung.process_number
    assert band.status("a").problem is None
    assert goes_on(band)


@pytest.mark.parametrize("command", [c.StopScript(name="a"), c.Interrupt(), c.Panic()])
def test_stop_interrupt_and_panic_end_what_hangs(live, command):
    band = live()
    band.repeat("while true do end")
    band.do(command)
    band.wait(lambda: band.has_come_to("a", "stopped"))
    band.wait(lambda: band.alive() == [])


def test_interrupt_breaks_off_a_line_of_the_console_and_those_behind_it(live):
    band = live()
    band.engine.submit(c.Evaluate(ask="hung", text="while true do end"))
    band.engine.submit(c.Evaluate(ask="behind", text="1"))
    band.turn(20)
    band.do(c.Interrupt())
    band.wait(lambda: len(band.engine.snapshot.answers) == 2)
    assert [(answer.ask, answer.text) for answer in band.engine.snapshot.answers] == [
        ("hung", "stopped"),
        ("behind", "stopped"),
    ]
    band.do(c.Evaluate(ask="after", text="1 + 1"))
    band.wait(lambda: band.engine.snapshot.answers[-1].text == "2")


def test_process_that_answers_nothing_is_ended_too(live):
    band = live()
    band.repeat("wait(0.01)")
    band.send_signal(band.worker(), signal.SIGSTOP)
    band.do(c.StopScript(name="a"))
    band.wait(lambda: band.has_come_to("a", "stopped"))
    band.wait(lambda: band.alive() == [])


def test_two_hundred_toggles_end_in_what_was_wished_last(live):
    band, random = live("a", "b"), Random(1)
    band.repeat(COUNT, "b")
    band.repeat("while true do end")
    for number in range(200):
        band.engine.submit(c.EnableScript(name="a", is_enabled=number % 2 == 1))
        time.sleep(random.uniform(0, 0.05))
    band.turn()
    band.wait(lambda: band.has_come_to("a", "repeating"))
    band.wait(lambda: len(band.alive()) == 2)
    assert goes_on(band)
    band.do(c.EnableScript(name="a", is_enabled=False))
    band.wait(lambda: band.has_come_to("a", "stopped"))
    band.wait(lambda: len(band.alive()) == 1)


@pytest.mark.parametrize("before", [COUNT, "while true do end", "wait(30)"])
def test_last_of_ten_edits_in_a_tenth_of_a_second_is_what_runs(live, before):
    band = live()
    band.repeat(before)
    for number in range(10):
        band.engine.submit(c.RunScript(name="a", text=f"print({number}) wait(0.01)"))
        time.sleep(0.01)
    band.turn()
    band.wait(lambda: band.has_come_to("a", "repeating"))
    seen = len(band.printed())
    band.wait(lambda: len(band.printed()) > seen + 3)

    assert set(band.printed()[seen:]) == {"9"}
    assert band.status("a").run == 11


def test_worker_that_dies_whenever_it_is_started_is_given_up_after_five(live):
    band = live("b", "a")
    band.repeat(COUNT, "b")
    made = len(band.workers.made)
    band.repeat("wait(1)")
    for number in range(1, 6):
        band.wait(lambda number=number: len(band.workers.made) == made + number)
        band.kill(band.worker())
    band.wait(lambda: band.status("a").state == "failed")

    assert len(band.workers.made) == made + 5
    assert "left alone until it is run again" in band.fault("a")[1]
    assert goes_on(band)
    assert band.repeat("wait(1)").restarts == 0


def test_worker_that_dies_in_a_round_is_replaced_and_its_state_is_kept(live):
    band = live()
    band.repeat("state.count = (state.count or 0) + 1")
    band.wait(lambda: band.status("a").iterations > 5)
    before = band.status("a").iterations
    band.kill(band.worker())
    band.wait(lambda: band.status("a").restarts == 1)
    band.wait(lambda: band.status("a").iterations > before + 5)

    assert band.status("a").run == 1
    band.wait(lambda: json.loads(band.document.scripts["a"].kept)["count"] > before)


def test_ten_thousand_prints_a_second_leave_the_others_and_the_snapshots_alone(live):
    band = live("a", "b")
    band.do(c.SetScriptMode(name="a", mode="repeat", loop_min_seconds=0, loop_max_seconds=0))
    band.repeat(f"{COUNT} print(count)", "b")
    before = band.engine.snapshot.version
    frame = band.engine.glance.frame
    band.repeat("for i = 1, 100 do print(i) end")
    band.wait(lambda: band.engine.glance.frame - frame > 2 * 48_000)
    seconds = (band.engine.glance.frame - frame) / 48_000
    lines, _ = band.log.since(0)
    mine = [line.text for line in lines if line.script == "a"]
    others = [line.text for line in lines if line.script == "b"]

    assert band.engine.snapshot.version - before < 10 * 3 * seconds + 20
    assert len(mine) <= 1000
    assert any(text.endswith("more lines were dropped") for text in mine)
    assert others == [str(number) for number in range(1, len(others) + 1)]
    assert len(others) > 20
    assert band.log.count < 3000 * seconds
    assert goes_on(band)


def test_sixty_four_scripts_repeat_at_once_and_end_at_once(live):
    names = [f"s{number}" for number in range(64)]
    band = live(*names)
    for name in names:
        band.engine.submit(c.RunScript(name=name, text="wait(0.2)"))
    band.wait(lambda: all(band.status(name).state == "repeating" for name in names))
    band.wait(lambda: len(band.alive()) == 64)
    band.do(c.Hush())
    band.wait(lambda: all(band.status(name).state == "stopped" for name in names))
    band.wait(lambda: band.alive() == [])


def test_two_scripts_are_each_answered_with_what_is_theirs(live):
    band = live("a", "b")
    for name in ("a", "b"):
        text = f'state.count = (state.count or 0) + 1 print("{name}", state.count)'
        band.repeat(text, name)
    band.wait(lambda: all(band.status(name).iterations > 100 for name in ("a", "b")))

    for name in ("a", "b"):
        numbers = [line.text for line in band.log.since(0)[0] if line.script == name]
        assert numbers == [f"{name}\t{number}" for number in range(1, len(numbers) + 1)]


def start_late(end):
    """Be a worker that takes its time."""
    time.sleep(1.0)
    worker_process.work(end)


def test_worker_that_starts_late_gets_its_text_all_the_same():
    slow = KnownWorkers(start_late, can_branch=False)
    band = RepeatBand(slow)
    try:
        band.ask(COUNT, "a")
        band.turn()
        band.wait(lambda: band.status("a").state == "starting")
        band.wait(lambda: band.status("a").iterations > 3)
        assert band.status("a").restarts == 0
    finally:
        band.close()
        slow.close()


def test_nothing_survives_the_end_of_the_band(workers):
    band = RepeatBand(workers, "a", "b", "c")
    band.repeat("while true do end")
    band.repeat(COUNT, "b")
    band.repeat("wait(100)", "c")
    band.send_signal(band.worker(), signal.SIGSTOP)
    assert len(band.alive()) == 3
    band.close()
    gone = time.monotonic() + 5.0
    while band.alive():
        assert time.monotonic() < gone, "a worker was left over"
        time.sleep(0.01)


def test_nothing_survives_an_application_that_is_killed(tmp_path):
    script = tmp_path / "main.py"
    script.write_text(
        "import time\n"
        "from tests.engine.scripts.band import KnownWorkers\n"
        "from tests.engine.scripts.repeat_band import RepeatBand\n"
        "if __name__ == '__main__':\n"
        "    workers = KnownWorkers()\n"
        "    band = RepeatBand(workers, 'a', 'b')\n"
        "    band.repeat('while true do end')\n"
        "    band.repeat('wait(100)', 'b')\n"
        "    print(*band.alive(), workers._ancestor.process.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment) as run:
        assert run.stdout is not None
        processes = [int(number) for number in run.stdout.readline().split()]
        run.kill()
    assert len(processes) == 3
    gone = time.monotonic() + 5.0
    while any(_is_there(process) for process in processes):
        assert time.monotonic() < gone, "a worker was left over"
        time.sleep(0.01)
