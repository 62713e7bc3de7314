"""A screen for all tests of a run, and an IDE for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.stage import Ide, Screen, missing_tools


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A real X server."""
    if missing_tools():
        pytest.skip(f"this machine has no {' and no '.join(missing_tools())}")
    made = Screen()
    yield made
    made.close()


@pytest.fixture
def open_ide(screen: Screen, tmp_path: Path) -> Iterator[Callable[..., Ide]]:
    """Open an IDE, with a home folder of the test's."""
    opened: list[Ide] = []

    def open_one(*arguments: object) -> Ide:
        opened.append(Ide(screen, tmp_path / "home", *map(str, arguments)))
        opened[-1].wait_open()
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()
