"""What all tests share: nothing that they find out hangs on how fast the machine is at the moment."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("moonloop", deadline=None)
settings.load_profile("moonloop")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have slow tests run without coverage, which would double their time: quick ones reach nearly all code."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker("no_cover")
