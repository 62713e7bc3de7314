"""Hears a file as it is mixed: what reaches the master, before its limiter does anything."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.rig import OfflineRig, Terms
from app.score import read_score
from engine.core import commands as c
from engine.core.snapshot import Snapshot
from engine.core.units import exact
from engine.scripts.supervising.workers import Workers
from engine.sound.protocol import Block

RATE = 48_000
_HEADROOM = 0.25  # the master is turned down by this, so that its limiter stays out of it


class Heard(NamedTuple):
    """A stretch of music."""

    sound: Block  # two channels; 1.0 is full scale
    snapshot: Snapshot  # at its end

    @property
    def peak(self) -> float:
        """The highest level, 1 at full scale."""
        return float(np.abs(self.sound).max())

    @property
    def rms_db(self) -> float:
        """How loud it is on the whole, in dB below full scale."""
        return float(20 * np.log10(np.sqrt(np.mean(np.square(self.sound))) + 1e-9))


def listen(workers: Workers, path: Path, seconds: float, from_beat: int = 0) -> Heard:
    """Play the session or script at `path` from a beat on."""
    rig = OfflineRig(Terms(), workers=workers)
    try:
        rig.do(c.OpenSession(document=read_score(str(path)).document, path=str(path)))
        master = rig.settle().document.modules["masterAudioOut"]
        quiet = float(master.values["volume"]) * _HEADROOM
        rig.do(c.SetParameter(module="masterAudioOut", parameter="volume", value=quiet))
        rig.do(c.Seek(beat=exact(from_beat)))
        rig.engine.submit(c.Play())
        blocks = [rig.turn().copy() for _ in range(round(seconds * RATE / rig.engine.block_frames))]
        return Heard(np.concatenate(blocks, axis=1) / _HEADROOM, rig.engine.snapshot)
    finally:
        rig.close()
