"""`run`: plays a session or a script without a window until it is told to stop, and prints what matters."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from app.log import write_crash
from app.rig import LiveRig, Terms, freeze_garbage, scripts_are_settled, wait_until
from app.score import InputMistake, Score, read_score
from engine.core import commands as c
from engine.core.live import DeviceStatus
from engine.core.snapshot import Snapshot

LOOK_SECONDS = 0.1  # how often there is something to print


def play(path: str, seconds: float | None, terms: Terms) -> None:
    """Play `path` for `seconds`, or until Ctrl+C.

    Raises:
        InputMistake: something went wrong while it played; all of it was told when it happened.
        RuntimeError: a part of Moonloop broke down.
    """
    score = read_score(path)
    for warning in score.warnings:
        _tell(f"{path}: {warning}")
    stop = threading.Event()
    bugs: list[BaseException] = []

    def on_crash(bug: BaseException, where: str) -> None:
        write_crash(bug, where)
        bugs.append(bug)
        stop.set()

    rig = LiveRig(terms._replace(folders=(score.folder,)), on_crash)
    with _ended_by_signals(stop):
        rig.start()
        freeze_garbage()
        try:
            went_wrong = _Session(rig, score, stop).play(seconds)
        finally:
            rig.stop()
    if bugs:
        raise RuntimeError("the music had to stop") from bugs[0]
    if went_wrong:
        raise InputMistake(went_wrong)


class _Session:
    """One performance, and what was printed of it."""

    def __init__(self, rig: LiveRig, score: Score, stop: threading.Event) -> None:
        self._rig, self._score, self._stop = rig, score, stop
        self._printed = 0  # lines of the log
        self._told = 0  # problems
        self._late = 0
        self._device = DeviceStatus()

    def play(self, seconds: float | None) -> str:
        """Play until the end; returns a sentence when something went wrong on the way."""
        engine = self._rig.engine
        ticket = engine.submit(c.OpenSession(document=self._score.document, path=self._score.path))
        wait_until(engine, lambda now: ticket.is_done(now) and _is_ready(now), self._stop)
        self._print_news()
        if self._told and self._score.script:
            return f"{self._score.path} does not run; correct it and run it again"
        engine.submit(c.Play())
        give_up = None if seconds is None else monotonic() + seconds
        while not self._stop.is_set() and (give_up is None or monotonic() < give_up):
            self._stop.wait(LOOK_SECONDS if give_up is None else min(LOOK_SECONDS, max(0.0, give_up - monotonic())))
            self._print_news()
        return f"{self._score.path} played with {_counted(self._told, 'problem')}" if self._told else ""

    def _print_news(self) -> None:
        lines, missed = self._rig.log.since(self._printed)
        if missed:
            _tell(f"{_counted(missed, 'line')} of output came too fast to be shown")
        for line in lines:
            print(f"{line.script}: {line.text}", flush=True)
            self._printed = line.number
        snapshot = self._rig.engine.snapshot
        self._tell_problems(snapshot)
        self._tell_device(snapshot.device)
        if snapshot.late_count > self._late:
            _tell(f"{_counted(snapshot.late_count - self._late, 'event')} late")
            self._late = snapshot.late_count

    def _tell_problems(self, snapshot: Snapshot) -> None:
        for problem in snapshot.problems:
            if problem.number > self._told:
                _tell(self._score.told(problem.message, problem.place))
        self._told = snapshot.problem_count

    def _tell_device(self, device: DeviceStatus) -> None:
        if (device.name, device.message) != (self._device.name, self._device.message):
            _tell(device.message or f"playing on {device.name}")
        self._device = device


def _is_ready(snapshot: Snapshot) -> bool:
    """Whether scripts have run and their samples are there, so that the first beat is whole."""
    return scripts_are_settled(snapshot) and all(each.state != "loading" for each in snapshot.samples.values())


@contextmanager
def _ended_by_signals(stop: threading.Event) -> Iterator[None]:
    """Let Ctrl+C and a polite kill end the music instead of the program."""
    names = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, lambda *_: stop.set()) for each in names]
    try:
        yield
    finally:
        for each, handler in zip(names, before, strict=True):
            signal.signal(each, handler)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
