"""A voice that plays grains: short swells of a sample, taken from around a place that stays, or moves on by itself."""

from __future__ import annotations

import numpy as np

from engine.core.units import Frame
from engine.sound import nodes
from engine.sound.control import Glides
from engine.sound.grains import Signal, strewn, swell, window_number
from engine.sound.nodes import GRID
from engine.sound.sample_voice import Manner, SampleVoice
from engine.sound.samples import Sample
from engine.sound.slices import Slices
from engine.sound.steady import Steady
from engine.sound.walk import STILL

_BORN, _FRAMES, _WINDOW, _LEVEL, _PLACE, _STEP, _FIRST, _WAY = range(8)  # what is known of a grain
_NO_GRAINS = np.zeros((8, 0))


class GrainVoice(SampleVoice):
    """Draws its grains with numpy, up to the next line of the grid, so that slicing changes nothing.

    A change of manner is for the grains that are born from that line on: what sounds already swells and fades as it
    would have, so nothing clicks, and a position that is turned is heard as a smooth way through the sample.
    """

    def __init__(self, rate: int, glides: Glides, steady: Steady, slices: Slices, channels: int) -> None:
        super().__init__(rate, glides, steady)
        self._slices = slices
        made = [nodes.drawn() for _ in range(channels)]
        self._views = [view for _, view in made]
        self._sources = [node for node, _ in made]  # the views do not keep them alive
        self._finish(self._sources[0] if channels == 1 else nodes.stereo(*self._sources))
        self._ahead = np.zeros((channels, GRID), np.float32)
        self._ahead_from = self._ahead_to = 0
        self._sample: Sample | None = None
        self._manner: Manner
        self._grains = _NO_GRAINS
        self._number = 0  # of the next grain; the first begins at its loudest, or every note would be late
        self._last_birth: Frame = 0
        self._seed = 0
        self._ratio = 1.0  # the speed that the note's pitch asks for
        self._walked = 0.0  # frames of the sample from the position to where grains are taken from now

    def play(self, sample: Sample, manner: Manner, ratio: float, seed: int, now: Frame) -> None:
        """Begin; to be called after `start`. The same seed strews the grains alike."""
        self._sample, self._manner, self._ratio, self._seed = sample, manner, ratio, seed
        self._grains = _NO_GRAINS
        self._number, self._walked = 0, 0.0
        self._last_birth = now - manner.grains.apart
        self._ahead_from = self._ahead_to = now
        self._slices.enter(before=self.draw)

    def follow(self, manner: Manner, now: Frame) -> None:  # noqa: ARG002 (it is taken up on the grid)
        """Bear grains in another manner from now on."""
        if manner.position != self._manner.position:
            self._walked = 0.0
        self._manner = manner

    def park(self) -> None:
        """Draw no more."""
        super().park()
        self._slices.leave(before=self.draw)
        self._sample = None

    def draw(self, now: Frame, frames: int) -> None:
        """Write the `frames` that come next."""
        if now >= self._ahead_to:
            self._ahead_from, self._ahead_to = now, now + GRID - now % GRID
            self._draw_ahead()
        begin = now - self._ahead_from
        for view, ahead in zip(self._views, self._ahead, strict=True):
            view[0, :frames] = ahead[begin : begin + frames]

    def _draw_ahead(self) -> None:
        begin, end = self._ahead_from, self._ahead_to
        alive = self._grains[:, self._grains[_BORN] + self._grains[_FRAMES] > begin]
        self._grains = np.concatenate((alive, self._born(begin, end)), axis=1)
        self._walked += self._manner.grains.travel * (end - begin)
        if self._grains.shape[1]:
            self._ahead[:, : end - begin] = self._sum(begin, end)
        else:
            self._ahead[:] = 0.0

    def _born(self, begin: Frame, end: Frame) -> Signal:
        """Return the grains that are born between two frames, shape (8, count)."""
        manner, grains = self._manner, self._manner.grains
        next_birth = max(begin, self._last_birth + grains.apart)
        if next_birth >= end:
            return _NO_GRAINS
        births = np.arange(next_birth, end, grains.apart)
        aside, detune = strewn(self._seed, self._number, len(births))
        first, last = self._region()
        walked = self._walked + grains.travel * (births - begin)
        made = np.empty((8, len(births)))
        made[_BORN], made[_FRAMES], made[_WINDOW] = births, grains.frames, window_number(grains.window)
        made[_STEP] = self._ratio * manner.speed * 2.0 ** (detune * grains.detune / 12)
        made[_LEVEL] = np.where(np.abs(made[_STEP]) < STILL, 0.0, grains.level)
        made[_PLACE] = (manner.position * (last - 1 - first) + walked + aside * grains.spray) % (last - first)
        made[_FIRST], made[_WAY] = first, max(1, last - 1 - first)
        if self._number == 0:
            made[_WINDOW, 0] = window_number(grains.window, is_held=True)
        self._number += len(births)
        self._last_birth = int(births[-1])
        return made

    def _region(self) -> tuple[Frame, Frame]:
        assert self._sample is not None
        first, last = self._manner.region.frames_of(int(self._sample.sound.shape[1]))
        return first, max(first + 1, min(last, self._sample.filled))

    def _sum(self, begin: Frame, end: Frame) -> Signal:
        """Return what all grains sound between two frames, shape (channels, frames)."""
        assert self._sample is not None
        born, frames, window, level, place, step, first, way = self._grains[:, :, None]
        age = np.arange(begin, end) - born
        levels = level * swell(window.astype(np.int64), (age + 0.5) / frames)
        places = _folded(place + step * np.maximum(age, 0.0), way) + first
        left = places.astype(np.int64)
        between = places - left
        sums = []
        for channel in self._sample.sound:
            near = channel.take(left, mode="clip")  # where the sound ends there is nothing between
            sounding = near + (channel.take(left + 1, mode="clip") - near) * between
            sums.append(np.einsum("gf,gf->f", sounding, levels))
        return np.stack(sums)


def _folded(places: Signal, way: Signal) -> Signal:
    """Return places from 0 to `way`: what would go beyond turns back there, as going round would be a click."""
    if places.min() >= 0.0 and (places <= way).all():
        return places
    return way - np.abs(places % (2.0 * way) - way)
