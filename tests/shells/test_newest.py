"""The newest snapshot on its way to its reader."""

from __future__ import annotations

import random
import threading

from engine.core.snapshot import Snapshot
from shells.newest import Newest


class Wakes:
    """Counts wakes that nobody has come for."""

    def __init__(self) -> None:
        self.pending = 0

    def __call__(self) -> None:
        self.pending += 1


def test_newest_wakes_its_reader_once_for_a_burst_and_gives_the_last_of_it():
    wakes = Wakes()
    newest = Newest(wakes)

    for version in range(1, 1001):
        newest.put(Snapshot(version))

    assert wakes.pending == 1
    assert newest.take().version == 1000


def test_newest_gives_each_snapshot_once():
    newest = Newest(lambda: None)
    newest.put(Snapshot(1))

    assert newest.take().version == 1
    assert newest.take() is None


def test_newest_wakes_again_after_its_reader_came():
    wakes = Wakes()
    newest = Newest(wakes)
    newest.put(Snapshot(1))
    newest.take()

    newest.put(Snapshot(2))

    assert wakes.pending == 2
    assert newest.take().version == 2


def test_newest_never_has_two_wakes_pending_and_never_loses_the_last_in_any_order_of_puts_and_takes():
    for seed in range(500):
        dice = random.Random(seed)
        wakes = Wakes()
        newest = Newest(wakes)
        version, seen = 0, 0
        for _ in range(dice.randrange(1, 60)):
            if dice.random() < 0.6:
                version += 1
                newest.put(Snapshot(version))
            elif wakes.pending:
                wakes.pending -= 1
                taken = newest.take()
                assert taken is None or taken.version > seen
                seen = taken.version if taken else seen
            assert wakes.pending <= 1
        if wakes.pending:
            taken = newest.take()
            seen = taken.version if taken else seen
        assert seen == version


def test_newest_loses_nothing_between_two_threads():
    bell = threading.Semaphore(0)
    newest = Newest(bell.release)
    last = 20_000

    def put_all() -> None:
        for version in range(1, last + 1):
            newest.put(Snapshot(version))

    producer = threading.Thread(target=put_all)
    producer.start()
    seen = 0
    while seen < last:
        assert bell.acquire(timeout=10)
        taken = newest.take()
        assert taken is None or taken.version > seen
        seen = taken.version if taken else seen
    producer.join()

    assert seen == last
