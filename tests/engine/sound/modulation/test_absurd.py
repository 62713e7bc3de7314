"""Every parameter of every type, thrown from one end of its range to the other: it sounds on, and stays finite."""

from __future__ import annotations

import numpy as np
import pytest

from engine.core.document import MASTER, Document
from engine.modules.table import MODULE_TYPES
from tests.engine.sound.modulation.patched import moving
from tests.engine.sound.scenes import Take, document, module, noise

FRAMES = 24_000
MOVABLE = sorted(
    (each.name, parameter.name)
    for each in MODULE_TYPES.values()
    for parameter in each.parameters
    if parameter.can_modulate
)


def patch_of(type_name: str, parameter: str) -> Document:
    """Return a patch in which a module of that type sounds, or is fed, with that parameter thrown about."""
    kind = MODULE_TYPES[type_name]
    thrower = module("thrower", 9, "lfo", shape="square", rate=31.0)
    if type_name == "audioOut":
        start = document(module("kick", 2, "sampler", sample="sound", playStyle="loop"), thrower)
        return moving(start, "thrower", f"{MASTER}.{parameter}")
    tested = module("tested", 3, type_name, **({"sample": "sound"} if type_name == "sampler" else {}))
    source = module("kick", 2, "sampler", sample="sound", playStyle="loop")
    cables = []
    if "audio" in kind.inputs:
        cables.append(("kick", "tested", 1 if kind.channels else 0))
    cables.append(("tested", MASTER, 0) if "audio" in kind.outputs else ("kick", MASTER, 0))
    start = document(source, tested, thrower, cables=cables)
    if "parameter" in kind.outputs:
        start = moving(start, "tested", "kick.volume")
    return moving(start, "thrower", f"tested.{parameter}")


@pytest.mark.slow
@pytest.mark.parametrize(("type_name", "parameter"), MOVABLE)
def test_parameter_that_is_thrown_about_leaves_sound_that_is_finite(type_name, parameter):
    take = Take(patch_of(type_name, parameter), sound=noise(6_000))
    mended = []
    for frame in range(0, FRAMES, 6_000):
        take.on(frame, "kick", key=frame + 1).on(frame, "tested", key=frame + 2).off(
            frame + 4_000, "tested", key=frame + 2
        )
    take.at(FRAMES - 1, lambda sound: mended.append(sound.times_mended))

    heard = take.record(FRAMES, cuts=[777, 10_001])

    assert np.isfinite(heard).all()
    assert mended == [0]
    assert np.abs(heard).max() > 0.0
