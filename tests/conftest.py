"""What all tests share: nothing that they find out hangs on how fast the machine is at the moment."""

from __future__ import annotations

import gc

from hypothesis import settings

settings.register_profile("moonloop", deadline=None)
settings.load_profile("moonloop")


def pytest_collection_finish() -> None:
    """Take thousands of tests and all that they import out of every later look for garbage."""
    gc.collect()
    gc.freeze()
