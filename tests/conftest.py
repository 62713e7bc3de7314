"""What all tests share: nothing that they find out hangs on how fast the machine is at the moment."""

from __future__ import annotations

import gc
import signal

from hypothesis import settings

from tests.depth import cases

settings.register_profile("moonloop", deadline=None, max_examples=cases(200))
settings.load_profile("moonloop")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a shell; what tests start would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Take thousands of tests and all that they import out of every later look for garbage."""
    gc.collect()
    gc.freeze()
