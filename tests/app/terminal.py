"""Runs Moonloop as a player does in a terminal: as a process of its own, in a folder of the test's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


class Outcome(NamedTuple):
    """What came of it."""

    code: int
    out: str
    err: str


def environment(folder: Path) -> dict[str, str]:
    """Return an environment without a display, in which Moonloop writes into `folder` only."""
    homes = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    folders = {each: str(folder / each.lower()) for each in homes}
    return {**os.environ, **folders, **NO_DISPLAY, "PYTHONPATH": str(ROOT)}


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `moonloop arguments` in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "app", *arguments],
        cwd=folder, env=environment(folder), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def moonloop(folder: Path, *arguments: str, typed: str = "") -> Outcome:
    """Run `moonloop arguments` in `folder` to its end."""
    process = start(folder, *arguments)
    out, err = process.communicate(typed, timeout=60)
    return Outcome(process.returncode, out, err)
