"""A real screen without a monitor, and an IDE on it that is played with real keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.02  # who asks without a pause takes the time of those that are to get there
NEEDED = ("Xvfb", "xdotool")


def missing_tools() -> list[str]:
    """Return what this machine lacks."""
    return [tool for tool in NEEDED if shutil.which(tool) is None]


class Screen:
    """An X server of its own."""

    def __init__(self, size: str = "1440x900x24") -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            self.display = f":{numbers.readline().strip()}"

    def xdotool(self, *words: str) -> str:
        """Do something with keyboard or mouse."""
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *words], env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()


class Ide:
    """An IDE in a process of its own. What it shows is asked of it; what it does comes of keys and clicks."""

    def __init__(self, screen: Screen, home: Path, *arguments: str) -> None:
        self._screen = screen
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))},
            "DISPLAY": screen.display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__).with_name("observed_ide.py")), *arguments],
            env=environment,
            cwd=home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_open(self) -> None:
        """Wait until the window is there and has the keyboard."""
        self.until(lambda: self.look("window")["visible"])
        self._screen.xdotool("windowfocus", "--sync", str(self.look("window")["id"]))
        self.until(lambda: self.look("window")["active"])

    def look(self, *question: object) -> Any:
        """Ask what is shown; a dict with `missing` says that it is not there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the IDE ended with {self.process.wait()}"
        return json.loads(answer)

    def until(self, is_so: Callable[[], Any]) -> None:
        """Ask until it is so; fails when that takes too long."""
        give_up = monotonic() + DEADLINE_SECONDS
        while True:
            try:
                if is_so():
                    return
            except (KeyError, TypeError):
                pass  # not there yet
            assert monotonic() < give_up, "it never came to that"
            sleep(LOOK_AGAIN_SECONDS)

    def press(self, *keys: str) -> None:
        """Press keys, as `ctrl+r`."""
        self._screen.xdotool("key", "--clearmodifiers", *keys)

    def write(self, text: str) -> None:
        """Type letters."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press("Return")
            if line:
                self._screen.xdotool("type", "--delay", "2", "--", line)

    def click(self, place: list[int]) -> None:
        """Click somewhere on the screen."""
        self._screen.xdotool("mousemove", str(place[0]), str(place[1]), "click", "1")

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()
        self._close_pipes()

    def wait_closed(self) -> int:
        """Wait until it has closed by itself, and return its exit code."""
        code = self.process.wait(DEADLINE_SECONDS)
        self._close_pipes()
        return code

    def close(self) -> None:
        """End it, if it runs."""
        self.kill()

    def _close_pipes(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
