"""Which unit sounds for modules of which type: the one table that a new kind of sound is entered in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from engine.core.document import Module
from engine.sound.effects.bitcrusher import BitcrusherWet
from engine.sound.effects.chorus import ChorusWet
from engine.sound.effects.compressor import CompressorWet
from engine.sound.effects.delay import DelayWet
from engine.sound.effects.distortion import DistortionWet
from engine.sound.effects.effect import Effect
from engine.sound.effects.eq import EqWet
from engine.sound.effects.filter import FilterWet
from engine.sound.effects.limiter import LimiterWet
from engine.sound.effects.reverb import ReverbWet
from engine.sound.mixer import Mixer
from engine.sound.modulation.contour import Contour
from engine.sound.modulation.follower import Follower
from engine.sound.modulation.lfo import Lfo
from engine.sound.modulation.macro import Macro
from engine.sound.modulation.random_steps import RandomSteps
from engine.sound.plugged import plugged_maker
from engine.sound.sampler import Sampler
from engine.sound.studio import Studio
from engine.sound.synth import Synth
from engine.sound.tap import Monitor
from engine.sound.unit import Unit

Maker = Callable[[Studio, Module], Unit]

MAKERS: Mapping[str, Maker] = {
    "sampler": Sampler,
    "synth": Synth,
    "mixer": Mixer,
    "delay": partial(Effect, DelayWet),
    "reverb": partial(Effect, ReverbWet),
    "filter": partial(Effect, FilterWet),
    "distortion": partial(Effect, DistortionWet),
    "chorus": partial(Effect, ChorusWet),
    "compressor": partial(Effect, CompressorWet),
    "eq": partial(Effect, EqWet),
    "bitcrusher": partial(Effect, BitcrusherWet),
    "limiter": partial(Effect, LimiterWet),
    "lfo": Lfo,
    "follower": Follower,
    "random": RandomSteps,
    "macro": Macro,
    "envelope": Contour,
    "oscilloscope": Monitor,
    "spectrogram": Monitor,
}


def maker_of(type_name: str) -> Maker | None:
    """Return what makes units of a type, plug-ins' included; None for a type that makes and moves no sound."""
    return MAKERS.get(type_name) or plugged_maker(type_name)
