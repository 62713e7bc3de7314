"""The start: from a command in a terminal to the first picture of the window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benches.effort import Effort
from benches.screen import Screen
from benches.table import Result

ROOT = Path(__file__).resolve().parents[2]
NAME = "start to the first picture of the window"
MOST_SECONDS = 2.0
TARGET = f"< {MOST_SECONDS:g} s"
WARM_UP = 2  # starts after which everything is compiled and in the disk's cache
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.002
BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1280, 800)
window.show()
app.exec()
"""


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the median of several starts, each to the frame in which the window is first seen."""
    runs, warm = (1, False) if effort.is_quick else (9, True)
    # What a killed worker has under way may come after the folder was emptied: that is no error.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            screen = Screen(Path(folder))
        except FileNotFoundError:
            yield Result(NAME, TARGET, "-", False, reason="it needs Xvfb, which this machine does not have")
            return
        try:
            starts = _Starts(screen, Path(folder))
            seconds = [(starts.of_program(), starts.of_bare_window()) for _ in range(WARM_UP * warm + runs)]
        finally:
            screen.close()
    yield _result(*zip(*seconds[-runs:], strict=True))


def _result(programs: Sequence[float], bare: Sequence[float]) -> Result:
    return Result(
        NAME,
        TARGET,
        f"{median(programs):.2f} s, worst {max(programs):.2f}",
        median(programs) < MOST_SECONDS,
        f"bare window {median(bare):.2f} s",
        median(programs) / median(bare),
        "see what takes long to import: .venv/bin/python -X importtime -m app",
    )


class _Starts:
    """Starts programs on a screen, in a home folder of their own, and ends them when they are seen."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        self._screen = screen
        own = ("QT_", "XDG_", "PYTHONDONTWRITEBYTECODE")
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(own)},
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(folder),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),  # warm, whatever is in the project's folders
        }

    def of_program(self) -> float:
        """Return the seconds from `python3 scripts/run.py` to its window."""
        return self._start([sys.executable, str(ROOT / "scripts" / "run.py")])

    def of_bare_window(self) -> float:
        """Return the seconds that Python and Qt need for a window with nothing in it."""
        return self._start([sys.executable, "-c", BARE_WINDOW])

    def _start(self, command: list[str]) -> float:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._until(True, process)
            return time.perf_counter() - began
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # its workers too
            process.wait()
            self._until(False)

    def _until(self, is_seen: bool, process: subprocess.Popen[bytes] | None = None) -> None:
        give_up = time.perf_counter() + PATIENCE_SECONDS
        while self._screen.shows_window() is not is_seen:
            if process is not None and process.poll() is not None:
                raise RuntimeError(f"it ended with {process.returncode} before it had a window")
            if time.perf_counter() > give_up:
                raise TimeoutError("the window did not come" if is_seen else "the window did not go")
            time.sleep(LOOK_SECONDS)
