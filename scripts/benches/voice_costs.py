"""What 64 sampler voices with filter and envelope take of a core, sounding and idle, beside bare SignalFlow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from time import thread_time
from typing import NamedTuple

import numpy as np

from benches.bare_voices import BareVoices
from benches.effort import Effort
from benches.table import Result
from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document
from engine.core.engine import BLOCK_FRAMES, RATE, Engine
from engine.core.starting import empty_document
from engine.sound.graph import SignalFlowSound
from engine.sound.instrument import MOST_VOICES
from engine.sound.samples import Sample, SampleStore

SAMPLERS = 4
VOICES = SAMPLERS * MOST_VOICES
MOST_OF_A_CORE = 0.08
MOST_OF_A_VOICE = 0.05
BLOCK_SECONDS = BLOCK_FRAMES / RATE
LONGEST_RELEASE_BLOCKS = 200  # a second, after which the filters are asleep too
NOISE = np.random.default_rng(1).uniform(-0.01, 0.01, 2 * RATE).astype(np.float32)
SHAPE = (("attack", 0.001), ("decay", 0.05), ("sustain", 0.5), ("release", 0.1), ("cutoff", 900.0), ("resonance", 0.2))


class Costs(NamedTuple):
    """Seconds of the processor for one block."""

    bare: float
    empty: float  # the samplers are there, and nothing has been played yet
    turn: float  # a turn of the engine with 64 voices
    sound: float  # of that, the sound backend alone
    idle: float  # a turn after all of them have ended


def measure(effort: Effort) -> Iterator[Result]:
    """Yield the cost of sounding voices and of idle ones."""
    rounds = [_costs(blocks=20 if effort.is_quick else 400) for _ in range(1 if effort.is_quick else 7)]
    costs = Costs(*(median(column) for column in zip(*rounds, strict=True)))
    part = costs.turn / BLOCK_SECONDS
    yield Result(
        f"{VOICES} voices with filter and envelope",
        f"< {MOST_OF_A_CORE:.0%} of a core",
        f"{part:.2%}, sound {costs.sound / BLOCK_SECONDS:.2%}",
        part < MOST_OF_A_CORE,
        f"bare graph, 64 SVF {costs.bare / BLOCK_SECONDS:.2%}",
        costs.turn / costs.bare,
        "compare the bare shape: this machine's core is slower, or what is around the voices has grown",
    )
    sounding, idle = (max(0.0, each - costs.empty) for each in (costs.turn, costs.idle))
    yield Result(
        "an idle voice, beside one that sounds",
        f"<= {MOST_OF_A_VOICE:.0%}",
        f"{idle / sounding:.1%}",
        idle / sounding <= MOST_OF_A_VOICE,
        f"sounding {sounding / VOICES * 1e6:.2f} us a block",
        reason="something of a voice that has ended is still rendered or looked at in each block",
    )


def _costs(blocks: int) -> Costs:
    bare = _bare_cost(blocks)
    store = SampleStore()
    store.put(Sample("noise", NOISE[None, :].copy()))
    sound = SignalFlowSound(RATE, BLOCK_FRAMES, store)
    engine = Engine(sound, document=_session())
    try:
        empty = _cost(engine.turn, blocks)
        for key in range(VOICES):
            sound.note_on(f"s{key % SAMPLERS}", 60 + key % 7 / 6, 1.0, key)
        turn = _cost(engine.turn, blocks)
        alone = _cost(lambda: sound.render(BLOCK_FRAMES), blocks)
        assert sound.voices_sounding() == VOICES, "some voices ended before they were measured"
        for key in range(VOICES):
            sound.note_off(f"s{key % SAMPLERS}", key)
        _cost(engine.turn, LONGEST_RELEASE_BLOCKS)
        return Costs(bare, empty, turn, alone, idle=_cost(engine.turn, blocks))
    finally:
        engine.stop()


def _bare_cost(blocks: int) -> float:
    bare = BareVoices(RATE, BLOCK_FRAMES, SAMPLERS, MOST_VOICES, NOISE[None, :])
    try:
        return _cost(bare.render, blocks)
    finally:
        bare.close()


def _cost(do: Callable[[], object], times: int) -> float:
    """Return the median seconds of the processor of one `do`, after a few to warm up."""
    for _ in range(10):
        do()
    spent = []
    for _ in range(times):
        began = thread_time()
        do()
        spent.append(thread_time() - began)
    return median(spent)


def _session() -> Document:
    values = (("sample", "noise"), ("playStyle", "loop"), *SHAPE)
    document = empty_document()
    for number in range(SAMPLERS):
        document = apply(document, c.AddModule(type="sampler", name=f"s{number}", values=values))
        document = apply(document, c.Connect(source=f"s{number}", target="masterAudioOut"))
    return document
