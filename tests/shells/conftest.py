"""What tests of shells share: one application without a display, and widgets that are really shown."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from shells.theme import apply_theme


@pytest.fixture(scope="session")
def qt_app() -> QApplication:
    """The application, dressed in the theme."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app)
    return app


@pytest.fixture
def shown(qt_app: QApplication) -> Iterator[Callable[..., QWidget]]:
    """Show a widget in a window of its own that has the focus, and close it after the test."""
    widgets: list[QWidget] = []

    def show(widget: QWidget, width: int = 600, height: int = 300) -> QWidget:
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        assert QTest.qWaitForWindowActive(widget)
        widgets.append(widget)
        return widget

    yield show
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    qt_app.processEvents()
