"""How many voices a core carries beside SuperCollider, pyo and numpy, and what four events in a block add to that."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import thread_time
from typing import NamedTuple

from benches import numpy_voices, pyo_voices, supercollider
from benches.effort import Effort
from benches.table import Result
from benches.voice_costs import NOISE, SHAPE
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.engine import BLOCK_FRAMES, RATE
from engine.core.starting import empty_document
from engine.core.units import Value
from engine.sound.graph import SignalFlowSound
from engine.sound.samples import Sample, SampleStore

MODULES, VOICES = 8, 128
BLOCK_SECONDS = BLOCK_FRAMES / RATE
SLICES = (51, 51, 51, 51, 52)  # what four events make of a block
_LOOP = (("sample", "noise"), ("playStyle", "loop"))
LEAST_OF_SUPERCOLLIDER = 0.5
LEAST_OF_PYO = 1.0
MOST_FOR_SLICES = 1.5


class Costs(NamedTuple):
    """Seconds of the processor for one block of all voices, what is there without them included."""

    whole: float
    sliced: float


def measure(effort: Effort) -> Iterator[Result]:
    """Yield voices a core beside each peer of the same run, and the cost of slices."""
    blocks = 20 if effort.is_quick else 300
    rounds = 1 if effort.is_quick else 3
    sampler = _costs(_scene("sampler", _LOOP), blocks)
    moving = _costs(_scene("sampler", (*_LOOP, ("decay", 10.0))), blocks)
    synth = _costs(_scene("synth", ()), blocks)
    theirs = _median_or_none([_supercollider(effort) for _ in range(rounds)])
    yield _beside("scsynth", "held", sampler.whole, theirs, LEAST_OF_SUPERCOLLIDER)
    yield _beside("scsynth", "falling", moving.whole, theirs, LEAST_OF_SUPERCOLLIDER)
    theirs = _median_or_none([_pyo(effort) for _ in range(rounds)])
    yield _beside("pyo", "held", sampler.whole, theirs, LEAST_OF_PYO)
    theirs = numpy_voices.seconds_of_processor(VOICES, 10, RATE, BLOCK_FRAMES) / 10
    yield _beside("numpy", "held", sampler.whole, theirs, LEAST_OF_PYO)
    yield _slices("samplers", sampler)
    yield _slices("falling samplers", moving)
    yield _slices("synths", synth)


def _median_or_none(seconds: list[float | None]) -> float | None:
    """Return the middle of what was measured; None where nothing could be."""
    measured = [each for each in seconds if each is not None]
    return median(measured) if measured else None


def _beside(peer: str, state: str, ours: float, theirs: float | None, least: float) -> Result:
    """Return how many voices a core carries, held ones or falling ones, as a part of what the peer's does."""
    name = f"{state} voices a core beside {peer}"
    voices = f"{_voices_a_core(ours):.0f} voices a core"
    if theirs is None:
        return Result(name, f">= {least:g}x", voices, True, f"{peer} not measured")
    ratio = theirs / ours
    baseline = f"{peer} {_voices_a_core(theirs):.0f}"
    reason = f"a block of {VOICES} voices takes {ours * 1e6:.0f} us here, and {theirs * 1e6:.0f} there"
    return Result(name, f">= {least:g}x", voices, ratio >= least, baseline, ratio, reason)


def _slices(what: str, costs: Costs) -> Result:
    ratio = costs.sliced / costs.whole
    return Result(
        f"four events a block, {VOICES} {what}",
        f"<= {MOST_FOR_SLICES:g}x",
        f"{costs.sliced * 1e6:.0f} us a block",
        ratio <= MOST_FOR_SLICES,
        f"unsliced {costs.whole * 1e6:.0f} us",
        ratio,
        "each slice visits every node again, about 0.1 us each: the less a voice takes unsliced, the more that shows",
    )


def _voices_a_core(block_seconds: float) -> float:
    return VOICES * BLOCK_SECONDS / block_seconds


def _supercollider(effort: Effort) -> float | None:
    seconds = 2.0 if effort.is_quick else 20.0
    spent = supercollider.seconds_of_processor(VOICES, seconds, RATE, BLOCK_FRAMES, NOISE[None, :])
    return None if spent is None else spent / seconds * BLOCK_SECONDS


def _pyo(effort: Effort) -> float | None:
    seconds = 2.0 if effort.is_quick else 20.0
    spent = pyo_voices.seconds_of_processor(VOICES, seconds, RATE, BLOCK_FRAMES)
    return None if spent is None else spent / seconds * BLOCK_SECONDS


def _scene(kind: str, more: tuple[tuple[str, Value], ...]) -> Document:
    document = empty_document()
    for number in range(MODULES):
        document = apply(document, c.AddModule(type=kind, name=f"m{number}", values=(*SHAPE, *more)))
        document = apply(document, c.Connect(source=f"m{number}", target="masterAudioOut"))
    return document


def _costs(scene: Document, blocks: int) -> Costs:
    store = SampleStore()
    store.put(Sample("noise", NOISE[None, :].copy()))
    sound = SignalFlowSound(RATE, BLOCK_FRAMES, store)
    try:
        sound.reconcile(Document(), scene)
        sound.settle()
        for key in range(VOICES):
            sound.note_on(f"m{key % MODULES}", 60 + key % 7 / 6, 1.0, key)
        _block_seconds(sound, (BLOCK_FRAMES,), 40)  # until the envelopes have come to their sustain
        costs = Costs(_block_seconds(sound, (BLOCK_FRAMES,), blocks), _block_seconds(sound, SLICES, blocks))
        assert sound.voices_sounding() == VOICES, "some voices ended before they were measured"
        return costs
    finally:
        sound.close()


def _block_seconds(sound: SignalFlowSound, slices: tuple[int, ...], blocks: int) -> float:
    """Return the median seconds of the processor of one block."""
    spent = []
    for _ in range(blocks):
        began = thread_time()
        for frames in slices:
            sound.render(frames)
        spent.append(thread_time() - began)
    return median(spent)
