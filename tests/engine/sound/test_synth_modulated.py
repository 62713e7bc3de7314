"""The synth under modulators: what a part is set to moves, though at rest the part would not be there."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from engine.core.document import MASTER, Connection
from engine.core.units import Value
from tests.engine.sound.scenes import RATE, Take, document, module, synth
from tests.engine.sound.spectrum import tone_db


def wobbled(parameter: str, depth: float, **values: Value) -> Take:
    """Return a take of a synth with a sine LFO of 5 Hz on one of its parameters."""
    start = document(synth(**values), module("wobble", 3, "lfo", rate=5.0), cables=[("bass", MASTER, 0)])
    cable = Connection("wobble", "bass", "parameter", 2000, parameter=parameter, depth=depth)
    return Take(replace(start, connections=start.connections.set(cable.key, cable)))


def test_lfo_on_tune_is_vibrato_as_deep_as_it_is_set():
    heard = wobbled("tune", 1 / 48, wave="sine").on(0, "bass", 81).record(48_000)[0]  # one semitone each way

    rises = np.flatnonzero((heard[:-1] < 0) & (heard[1:] >= 0))
    places = rises - heard[rises] / (heard[rises + 1].astype(float) - heard[rises])
    semitones = 12 * np.log2(RATE / np.diff(places)[5:] / 880)
    assert semitones.max() == pytest.approx(1.0, abs=0.02)
    assert semitones.min() == pytest.approx(-1.0, abs=0.02)
    assert np.abs(np.diff(semitones)).max() < 0.05  # at every frame, not by steps


def test_lfo_brings_up_an_oscillator_whose_level_is_nothing():
    heard = wobbled("level2", 0.5, wave="sine", wave2="sine", transpose2=12).on(0, "bass", 57).record(48_000)[0]

    assert tone_db(heard, 220.0) == pytest.approx(20 * np.log10(0.3 * np.sqrt(2)), abs=0.2)
    assert tone_db(heard, 440.0) > -40


@pytest.mark.parametrize(
    ("parameter", "values"),
    [
        ("tune", {}), ("cutoff", {"filterAmount": 2.0, "cutoff": 500.0}), ("pulseWidth", {"wave": "square"}),
        ("filterAmount", {"cutoff": 500.0, "filterSustain": 1.0}), ("fmAmount", {"wave": "sine"}), ("drive", {}),
        ("spread", {"unison": 3}), ("detune", {}), ("attack", {"attack": 0.1}),
    ],
)  # fmt: skip
def test_modulated_synth_sounds_the_same_however_it_is_sliced(parameter: str, values: dict[str, Value]):
    take = wobbled(parameter, 0.2, **values).on(300, "bass", 57, 1).on(4_001, "bass", 64, 2).off(7_000, "bass", 1)
    cuts = np.random.default_rng(1).integers(0, 12_000, 100).tolist()

    whole = take.record(12_000)

    assert np.isfinite(whole).all()
    assert np.array_equal(take.record(12_000, cuts), whole)
