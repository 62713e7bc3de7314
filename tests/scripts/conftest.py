"""Lets these tests import the scripts, last on the path: scripts/test.py must not stand before Python's own `test`."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "scripts"))
