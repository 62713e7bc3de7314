"""Plug-ins as players write them, good and bad."""

from __future__ import annotations

from pathlib import Path

RING = """
import numpy as np
from engine.plug_ins.surface import Effect, Parameter


class RingModulator(Effect):
    name = "ringModulator"
    label = "Ring modulator"
    summary = "Multiplies what comes with a sine."
    parameters = (Parameter(name="rate", label="Rate", minimum=1, maximum=2000, default=200.0, unit="Hz"),)

    def __init__(self, rate):
        self.rate, self.phase = rate, 0.0

    def process(self, sound, values):
        steps = np.arange(1, sound.shape[1] + 1) * values["rate"] / self.rate
        wave = np.sin(2 * np.pi * (self.phase + steps))
        self.phase = (self.phase + steps[-1]) % 1.0
        return sound * wave
"""

CLICK = """
import numpy as np
from engine.plug_ins.surface import Instrument


class Click(Instrument):
    name = "click"

    def __init__(self, rate):
        self.pending = 0.0

    def note_on(self, note, velocity, key):
        self.pending = velocity

    def note_off(self, key):
        pass

    def render(self, frames, values):
        sound = np.zeros((2, frames), np.float32)
        sound[:, 0], self.pending = self.pending, 0.0
        return sound
"""

WRONG = {
    "syntax.py": ("def f(:\n", "syntax.py:1: SyntaxError: invalid syntax"),
    "raises.py": ("x = 1\nraise ValueError('no good')\n", "raises.py:2: ValueError: no good"),
    "leaves.py": ("import sys\nsys.exit(3)\n", "leaves.py:2: SystemExit: 3"),
    "imports.py": ("import nothing_like_this\n", "imports.py:1: ModuleNotFoundError: No module named 'nothing_like_this'"),
    "empty.py": ("x = 1\n", "there is no plug-in in it: a class made from Effect or Instrument of engine.plug_ins.surface"),
    "nameless.py": (RING.replace('name = "ringModulator"', ""), 'RingModulator.name is a word such as "ringModulator", got None'),
    "taken.py": (RING.replace('"ringModulator"', '"sampler"'), 'RingModulator: there is a module type "sampler" already; call it something else'),
    "abstract.py": (RING.replace("def process", "def prozess"), "RingModulator has no process"),
    "default.py": (RING.replace("default=200.0", "default=0.0"), "RingModulator: the default of a parameter does not fit it: rate is 1 to 2000 Hz, got 0"),
    "listed.py": (RING.replace("parameters = (", "parameters = list, ("), "RingModulator.parameters is a tuple of Parameter"),
}  # fmt: skip


def put(folder: Path, name: str, text: str) -> Path:
    """Write a plug-in's file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
