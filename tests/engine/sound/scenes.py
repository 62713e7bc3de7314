"""Documents to be heard, and takes of them: what is asked of the backend at which frame, and what it renders."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from immutables import Map
from msgspec.structs import replace
from numpy.typing import ArrayLike, NDArray

from engine.core.document import MASTER, Connection, Document, Module
from engine.core.units import Value
from engine.modules.table import MODULE_TYPES
from engine.sound.graph import SignalFlowSound
from engine.sound.samples import Sample, SampleStore

RATE, BLOCK = 48_000, 256

Action = Callable[[SignalFlowSound], object]
Cable = tuple[str, str, int]  # source, target, channel


def module(name: str, number: int, type_name: str, **values: Value) -> Module:
    """Return a module with its defaults, and `values` in place of some."""
    return Module(name, number, type_name, MODULE_TYPES[type_name].defaults().update(values))


def sampler(name: str = "kick", number: int = 2, **values: Value) -> Module:
    """Return a sampler of the sample "sound"."""
    return module(name, number, "sampler", **{"sample": "sound", **values})


def synth(name: str = "bass", number: int = 2, **values: Value) -> Module:
    """Return a synth without envelope and filter, as far as `values` do not say otherwise."""
    plain: dict[str, Value] = {"attack": 0.0, "decay": 0.0, "sustain": 1.0, "release": 0.005, "cutoff": 20000.0}
    return module(name, number, "synth", **{**plain, **values})


def document(*modules: Module, cables: Iterable[Cable] | None = None) -> Document:
    """Return a document of these modules; without `cables` each leads to the master."""
    laid = [(each.name, MASTER, 0) for each in modules] if cables is None else list(cables)
    made = [Connection(source, target, "audio", 1000 + i, channel) for i, (source, target, channel) in enumerate(laid)]
    master = module(MASTER, 1, "audioOut")
    return Document(
        modules=Map({each.name: each for each in (master, *modules)}),
        connections=Map({each.key: each for each in made}),
    )


def with_values(before: Document, name: str, **values: Value) -> Document:
    """Return `before` with other values of a module."""
    changed = replace(before.modules[name], values=before.modules[name].values.update(values))
    return replace(before, modules=before.modules.set(name, changed))


def switched(before: Document, name: str, **switches: bool) -> Document:
    """Return `before` with switches of a module thrown: is_enabled, is_muted, is_soloed."""
    return replace(before, modules=before.modules.set(name, replace(before.modules[name], **switches)))


def store(**sounds: ArrayLike) -> SampleStore:
    """Return a store of these sounds, of shape (frames,) or (channels, frames)."""
    made = SampleStore()
    for name, sound in sounds.items():
        made.put(Sample(name, np.atleast_2d(np.array(sound, dtype=np.float32))))
    return made


def noise(frames: int, seed: int = 1, level: float = 0.5) -> NDArray[np.float32]:
    """Return noise, in which every frame differs; it ends in silence, so that no fade is put there."""
    made = np.random.default_rng(seed).uniform(-level, level, frames).astype(np.float32)
    made[-8:] = 0.0
    return made


def cosine(frames: int, hz: float, level: float = 0.5) -> NDArray[np.float32]:
    """Return a tone that begins at its full level: the worst that a cut can meet."""
    return (level * np.cos(2 * np.pi * hz * np.arange(frames) / RATE)).astype(np.float32)


def level(frames: int) -> NDArray[np.float32]:
    """Return +1, -1, +1, ...: a level without direct current, which the master would take away. `levels` reads it."""
    return np.where(np.arange(frames) % 2, -1.0, 1.0).astype(np.float32)


def levels(heard: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the level at each frame of what sounds of `level`, begun at even frames, on the left."""
    return heard[0] * level(heard.shape[1])


class Take:
    """A document, its samples, and what is to happen; `record` renders it, in a new backend each time."""

    def __init__(self, start: Document, block: int = BLOCK, rate: int = RATE, **sounds: ArrayLike) -> None:
        self.start = start
        self.samples = store(**sounds)
        self._block, self._rate = block, rate
        self._newest = start
        self._actions: list[tuple[int, Action]] = []

    def at(self, frame: int, action: Action) -> Take:
        """Have something done at a frame, after what was put there before."""
        self._actions.append((frame, action))
        return self

    def on(self, frame: int, name: str, note: float | None = 60, key: int = 1, velocity: float = 1.0) -> Take:
        """Start a note."""
        return self.at(frame, lambda sound: sound.note_on(name, note, velocity, key))

    def off(self, frame: int, name: str, key: int = 1) -> Take:
        """Release a note."""
        return self.at(frame, lambda sound: sound.note_off(name, key))

    def become(self, frame: int, after: Document) -> Take:
        """Change the document; changes are to be given in the order of their frames."""
        before, self._newest = self._newest, after
        return self.at(frame, lambda sound: sound.reconcile(before, after))

    def set(self, frame: int, name: str, **values: Value) -> Take:
        """Change values of a module."""
        return self.become(frame, with_values(self._newest, name, **values))

    def record(self, frames: int, cuts: Iterable[int] = ()) -> NDArray[np.float32]:
        """Return so many frames, rendered in blocks that are also sliced at `cuts`."""
        sound = SignalFlowSound(self._rate, self._block, self.samples)
        try:
            sound.reconcile(Document(), self.start)
            sound.settle()
            return self._render(sound, frames, cuts)
        finally:
            sound.close()

    def _render(self, sound: SignalFlowSound, frames: int, cuts: Iterable[int]) -> NDArray[np.float32]:
        waiting = sorted(self._actions, key=lambda each: each[0])
        marks = sorted({*cuts, *range(0, frames, self._block), *(at for at, _ in waiting if at < frames), frames})
        parts = []
        for begin, end in pairwise(marks):
            while waiting and waiting[0][0] <= begin:
                waiting.pop(0)[1](sound)
            parts.append(sound.render(end - begin).copy())
        return np.concatenate(parts, axis=1)
