"""Other people's patterns, measured in the same run as ours: each a process of its own that answers once a round."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).parent
_STRUDEL = "node_modules/@strudel/mini/dist/index.mjs"


class Peer(NamedTuple):
    """Somebody to compare with, and how to ask."""

    name: str
    command: tuple[str, ...]

    def measured(self, texts: Mapping[str, str], cycles: int) -> dict[str, dict[str, float]]:
        """Return microseconds by row and by "parse" and "query", the latter for one cycle."""
        asked = json.dumps({"texts": texts, "cycles": cycles})
        done = subprocess.run(self.command, input=asked, capture_output=True, text=True, check=True)
        answer: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
        return answer


def strudel() -> Peer | None:
    """Return Strudel when there are node and, in the folder that PEERS_JS names, its packages."""
    node, folder = shutil.which("node"), os.environ.get("PEERS_JS", "")
    if node is None or not (Path(folder) / _STRUDEL).exists():
        return None
    return Peer("Strudel", (node, str(_HERE / "strudel_peer.mjs")))


def vortex() -> Peer | None:
    """Return Vortex when the Python that PEERS_PYTHON names has it."""
    python = os.environ.get("PEERS_PYTHON", "")
    if not python:
        return None
    probe = "import importlib.util, sys; sys.exit(importlib.util.find_spec('sardine_core') is None)"
    if subprocess.run((python, "-c", probe), check=False, stderr=sys.stderr).returncode:
        return None
    return Peer("Vortex", (python, str(_HERE / "vortex_peer.py")))
