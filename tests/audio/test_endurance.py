"""Many notes: nothing grows, nothing stays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.core.document import Document
from engine.sound.graph import SignalFlowSound
from tests.engine.sound.scenes import document, noise, sampler, store, synth, with_values


def resident_bytes() -> int:
    """Return how much memory the process has."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4_096


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_does_not_grow_with_the_notes():
    names = ("kick", "loop", "bass", "hiss")
    now = document(
        sampler("kick", 2),
        sampler("loop", 3, playStyle="loop", polyphony="mono", cutoff=3_000.0),
        synth("bass", 4, release=0.05),
        synth("hiss", 5, wave="noise"),
    )
    backend = SignalFlowSound(48_000, 256, store(sound=noise(4_800)))
    backend.reconcile(Document(), now)
    begin = 0
    for key in range(12_000):
        name = names[key % 4]
        backend.note_on(name, 40 + key % 40, 0.2, key)
        backend.note_off(name, key - 6 * 4)
        if key % 50 == 0:
            after = with_values(now, "loop", cutoff=(3_000.0, 20_000.0)[key // 50 % 2], volume=key % 70 / 70)
            backend.reconcile(now, after)
            now = after
        backend.render(64)
        if key == 4_000:
            begin = resident_bytes()
    grown = resident_bytes() - begin
    backend.silence()
    for _ in range(400):
        rest = backend.render(256)

    assert grown < 200_000
    assert backend.voices_sounding() == 0
    assert not np.any(rest)
    backend.close()
