"""Where the window was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter

from app.place import WindowPlace


def window() -> QMainWindow:
    made = QMainWindow()
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setObjectName("parts")
    split.addWidget(QLabel("left"))
    split.addWidget(QLabel("right"))
    made.setCentralWidget(split)
    return made


def test_window_comes_back_as_it_was(qt_app, tmp_path):
    first, second = window(), window()
    first.resize(640, 480)
    first.show()
    first.centralWidget().setSizes([100, 540])
    WindowPlace(tmp_path / "window.ini").remember(first)

    WindowPlace(tmp_path / "window.ini").restore(second)
    second.show()

    assert (second.width(), second.height()) == (640, 480)
    assert second.centralWidget().saveState() == first.centralWidget().saveState()
    for each in (first, second):
        each.close()


def test_window_without_a_past_is_in_the_middle_of_the_screen(qt_app, tmp_path):
    made = window()

    WindowPlace(tmp_path / "none.ini").restore(made)

    screen = qt_app.primaryScreen().availableGeometry()
    assert screen.contains(made.geometry())


def test_window_whose_file_is_broken_is_as_one_without_a_past(qt_app, tmp_path):
    (tmp_path / "window.ini").write_bytes(b"\x00\xff[[[\n")

    WindowPlace(tmp_path / "window.ini").restore(window())
