"""A stage for tests of the Code shell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.shells.code.desk import Desk
from tests.shells.stage import Stage


@pytest.fixture
def stage(qt_app: QApplication) -> Iterator[Stage]:
    """A stage that fails the test for whatever a shell raised."""
    made = Stage(qt_app)
    yield made
    made.close()


@pytest.fixture
def desk(shown) -> Desk:
    """An editor that is seen, and has the keyboard."""
    made = Desk()
    shown(made.window, 800, 500)
    made.editor.setFocus()
    return made
