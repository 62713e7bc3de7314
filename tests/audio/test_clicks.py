"""No click: whatever is stolen, changed or taken away, no two frames lie further apart than those of the tone."""

from __future__ import annotations

import numpy as np
import pytest
from immutables import Map
from msgspec.structs import replace

from engine.core.document import MASTER, Document
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import RATE, Take, cosine, document, sampler

HZ, LEVEL = 100.0, 0.5
TONE = cosine(RATE, HZ, LEVEL)  # a whole number of cycles: as a loop it has no seam
STEEPEST = LEVEL * 2 * np.pi * HZ / RATE  # from one frame of it to the next

START = document(sampler(playStyle="loop", attack=0.005, release=0.005))
MONO = document(sampler(playStyle="loop", attack=0.005, polyphony="mono"))
FILTERED = document(sampler(playStyle="loop", attack=0.005, cutoff=500.0))
APART = replace(START, connections=Map())
PART = document(sampler(attack=0.005, regionEnd=0.4))  # ends at the top of the tone


def one(start: Document = START) -> Take:
    """Return a take in which one note is held."""
    return Take(start, sound=TONE).on(0, "kick")


def crowded() -> Take:
    """Return a take in which a loud note is stolen by the last of many soft ones."""
    take = one()
    for key in range(2, 18):
        take.on(2_000 + key * 97, "kick", key=key, velocity=1 / 64)
    return take


def dragged() -> Take:
    """Return a take in which a fader has a new value every few frames."""
    take = one()
    for step in range(100):
        take.set(5_000 + step * 61, "kick", volume=abs(np.sin(step)), pan=float(np.cos(step)))
    return take


SCENES: dict[str, tuple[Take, float]] = {  # and how many tones may add up
    "a note ends": (one().off(8_011, "kick"), 1),
    "mono goes to the next note": (one(MONO).on(8_011, "kick", key=2), 2),
    "mono is hurried": (one(MONO).on(8_011, "kick", key=2).on(8_091, "kick", key=3), 2),
    "a voice is stolen": (crowded(), 1.25),
    "everything is silenced": (one().at(8_011, SignalFlowSound.silence), 1),
    "volume falls to nothing": (one().set(8_011, "kick", volume=0.0), 1),
    "volume doubles": (one().set(8_011, "kick", volume=2.0), 2),
    "a fader is dragged": (dragged(), 1.2),
    "pan goes from side to side": (one().set(8_011, "kick", pan=1.0).set(9_000, "kick", pan=-1.0), 1),
    "the filter comes and goes": (one().set(8_011, "kick", cutoff=300.0).set(9_000, "kick", cutoff=20000.0), 1.1),
    "the cutoff jumps": (one(FILTERED).set(8_011, "kick", cutoff=5_000.0).set(9_000, "kick", cutoff=150.0), 1.1),
    "sustain falls": (one().set(8_011, "kick", sustain=0.1), 1),
    "speed falls": (one().set(8_011, "kick", speed=0.5), 1),
    "the module is removed": (one().become(8_011, document()), 1),
    "a cable is taken away and laid again": (one().become(8_011, APART).become(9_000, START), 1),
    "the master is turned down": (one().set(8_011, MASTER, volume=0.0), 1),
    "a region ends at the top of a wave": (one(PART), 1),
    "a region changes under a loop": (one().set(8_011, "kick", regionEnd=0.5), 1),
}


@pytest.mark.parametrize("name", SCENES)
def test_nothing_clicks_when(name: str):
    take, tones = SCENES[name]

    heard = take.record(24_000)

    beyond = np.abs(np.diff(heard)).max() - tones * STEEPEST
    assert np.abs(heard).max() > 0.4
    assert beyond < 0.01 * LEVEL  # -40 dB


def test_metric_sees_a_click_where_there_is_one():
    cut = np.concatenate((TONE[:960], np.zeros(9)))

    assert np.abs(np.diff(cut)).max() - STEEPEST > 0.9 * LEVEL
