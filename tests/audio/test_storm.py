"""A storm: commands of every kind while a rich document plays on the real backend, and what must hold throughout."""

from __future__ import annotations

import json
import random
from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.core import commands as c
from engine.core.document import ChainEntry, Document
from engine.core.engine import Engine
from engine.core.starting import empty_document
from engine.modules.table import MODULE_TYPES
from engine.patterns.notation import parse_steps
from engine.sound.graph import SignalFlowSound
from tests.engine.core.documents import after
from tests.engine.sound.scenes import BLOCK, RATE, cosine, store

pytestmark = pytest.mark.slow

EFFECTS = ("delay", "reverb", "filter", "compressor")
NAMES = ("kick", "bass", "beat", "tune", "lfo1", *EFFECTS)


def rich() -> Document:
    """Return what plays: a sampler by a chain, a synth by a cyclic pattern, effects on one, an LFO on the other."""
    return after(
        empty_document(),
        c.AddModule(type="sampler", name="kick", values=(("sample", "kick"),)),
        c.AddModule(type="synth", name="bass"),
        *(c.AddModule(type=each, name=each) for each in EFFECTS),
        *(c.Connect(source="kick", target=each) for each in EFFECTS),
        c.AddModule(type="lfo", name="lfo1"),
        c.Connect(source="lfo1", target="bass", kind="parameter", parameter="cutoff", depth=0.5),
        c.AddPattern(name="four", steps=parse_steps("x.x.x.xx")),
        c.AddPattern(name="round", expression=json.dumps(["mini", "c3*4 [e3 g3]? <c4 d4>"])),
        c.AddChain(name="song", entries=(ChainEntry("four", 2), ChainEntry("round"))),
        c.AddModule(type="sequencer", name="beat", values=(("chain", "song"),)),
        c.AddModule(type="sequencer", name="tune", values=(("pattern", "round"),)),
        c.Connect(source="beat", target="kick"),
        c.Connect(source="tune", target="bass"),
    )


def asked(chance: random.Random) -> c.Command:
    """Return any command; many are refused."""
    name, other = chance.choice(NAMES), chance.choice(NAMES)
    kinds = [each for each in MODULE_TYPES.values() if each.parameters]
    parameter = chance.choice(chance.choice(kinds).parameters)
    value = chance.uniform(parameter.minimum, parameter.maximum) if parameter.kind == "float" else parameter.default
    presets = [preset.name for each in kinds for preset in each.presets]
    makers = (
        lambda: c.SetParameter(module=name, parameter=parameter.name, value=value),
        lambda: c.SetParameter(module=name, parameter=parameter.name, value=value),
        lambda: c.ApplyPreset(module=name, preset=chance.choice(presets)),
        lambda: c.SetSwitch(module=name, switch=chance.choice(("enabled", "muted")), is_on=chance.random() < 0.5),
        lambda: c.Connect(source=name, target=other),
        lambda: c.Connect(source="lfo1", target=name, kind="parameter", parameter=parameter.name, depth=1.0),
        lambda: c.Disconnect(source=name, target=other),
        lambda: c.Fade(module=name, decibels=chance.uniform(-60, 0), beats=Fraction(1, 2)),
        lambda: c.RenameModule(name=name, new_name=f"{name}2" if chance.random() < 0.5 else name[:-1]),
        lambda: c.RemoveModule(name=name),
        lambda: c.AddModule(type=chance.choice(sorted(MODULE_TYPES)), name=name),
        lambda: c.Trigger(module=name, note=chance.uniform(0, 127), velocity=chance.random()),
        lambda: c.RandomiseSteps(pattern="four", seed=chance.randrange(9), column=None),
        lambda: c.SetTempo(bpm=chance.uniform(20, 480)),
        lambda: c.Seek(beat=Fraction(chance.randrange(64), 8)),
        c.Undo,
        c.Redo,
        chance.choice((c.Play, c.Play, c.Play, c.Pause, c.Stop, c.Panic)),
    )
    return chance.choice(makers)()


def storm(seed: int, blocks: int = 300, block: int = BLOCK) -> tuple[NDArray[np.float32], int]:
    """Return what is heard, and how many voices are left two seconds after the end."""
    chance = random.Random(seed)
    sound = SignalFlowSound(RATE, block, store(kick=cosine(24_000, 90.0)))
    try:
        engine = Engine(sound, RATE, block, rich())
        sound.settle()
        engine.submit(c.Play())
        heard = []
        for number in range(blocks):
            if number % 3 == 0:
                engine.submit(asked(chance))
            heard.append(engine.turn().copy())
        engine.submit(c.Stop())
        engine.submit(c.Panic())
        heard += [engine.turn().copy() for _ in range(2 * RATE // block)]
        return np.concatenate(heard, axis=1), sound.voices_sounding()
    finally:
        sound.close()


@pytest.mark.parametrize("seed", range(12))
def test_storm_is_finite_within_full_scale_and_ends_in_silence(seed):
    heard, voices = storm(seed)

    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1.0
    assert voices == 0
    assert np.abs(heard[:, -BLOCK:]).max() < 1e-3


def test_storm_gives_the_same_bytes_again():
    assert storm(3)[0].tobytes() == storm(3)[0].tobytes()


def test_storm_is_heard():
    assert np.abs(storm(3)[0]).max() > 0.05
