"""The thread that turns the engine."""

from __future__ import annotations

import threading

from engine.core import commands as c
from engine.core.engine import Engine
from engine.core.thread import EngineThread
from tests.engine.core.documents import studio
from tests.engine.recording_sound import RecordingSound

PATIENCE_SECONDS = 10  # how long a test waits before it gives up; nothing is measured by it


class Steps:
    """A pace that lets the engine turn as often as it is told to, and remembers what it was given."""

    def __init__(self) -> None:
        self._permits = threading.Semaphore(0)
        self._written = threading.Semaphore(0)
        self.shapes: list[tuple[int, ...]] = []
        self.threads: set[str] = set()
        self.is_closed = False

    def write(self, block) -> None:
        self.shapes.append(block.shape)
        self.threads.add(threading.current_thread().name)
        self._written.release()
        self._permits.acquire(timeout=PATIENCE_SECONDS)

    def close(self) -> None:
        self.is_closed = True

    def let_turn(self, times: int) -> None:
        for _ in range(times):
            self._permits.release()

    def wait_for_blocks(self, count: int) -> None:
        for _ in range(count):
            assert self._written.acquire(timeout=PATIENCE_SECONDS)


def test_engine_thread_turns_the_engine_as_often_as_its_pace_asks():
    steps, crashes = Steps(), []
    engine = Engine(RecordingSound(), document=studio())
    engine.start(EngineThread(steps, crashes.append))
    ticket = engine.submit(c.SetTempo(bpm=99.0))
    steps.let_turn(2)
    steps.wait_for_blocks(3)

    assert ticket.is_done(engine.snapshot)
    assert steps.threads == {"engine"}
    steps.let_turn(1)
    engine.stop()
    assert set(steps.shapes) == {(2, 256)}
    assert steps.is_closed
    assert crashes == []


def test_engine_thread_that_meets_a_bug_is_silent_first_and_tells_then():
    steps, crashed = Steps(), threading.Event()
    told = []

    def on_crash(crash):
        told.append((crash, steps.is_closed, threading.current_thread().name))
        crashed.set()

    def has_a_bug():
        raise ZeroDivisionError("a bug")

    sound = RecordingSound(on_render=has_a_bug)
    engine = Engine(sound, document=studio())
    engine.start(EngineThread(steps, on_crash))

    assert crashed.wait(PATIENCE_SECONDS)
    assert [(type(crash), was_closed, name) for crash, was_closed, name in told] == [
        (ZeroDivisionError, True, "engine")
    ]
    engine.stop()
    assert sound.is_closed
