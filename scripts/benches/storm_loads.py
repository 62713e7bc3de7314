"""What a storm does to the interpreter: a thread that draws as a GUI does, and one that never lets go by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

DRAWS_SECONDS = 0.008  # of each 16 ms


@contextmanager
def loads() -> Iterator[None]:
    """Have both loads go on meanwhile."""
    is_over = threading.Event()
    threads = [threading.Thread(target=load, args=(is_over,), daemon=True) for load in (_draw, _hog)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def _draw(is_over: threading.Event) -> None:
    while not is_over.is_set():
        end = time.perf_counter() + DRAWS_SECONDS
        while time.perf_counter() < end:
            sum(range(500))
        time.sleep(DRAWS_SECONDS)


def _hog(is_over: threading.Event) -> None:
    number = 0
    while not is_over.is_set():
        for each in range(1000):
            number += each
