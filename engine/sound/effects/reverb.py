"""The reverb effect: sound is spread by steps of short delays, and goes round in eight long ones that lose a little."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.core.units import Frame
from engine.sound.effects.damping import Damping
from engine.sound.effects.lanes import Lanes, Lines, mixed, ramped
from engine.sound.effects.lined import LinedWet
from engine.sound.effects.wet import Socket
from engine.sound.nodes import GRID
from engine.sound.protocol import Block

_LANES = 8
_SPREAD_SECONDS = (0.011, 0.017, 0.029, 0.053)  # the longest delay of each step of spreading, in the largest room
_ROUND_SECONDS = (0.0457, 0.0523, 0.0589, 0.0631, 0.0697, 0.0773, 0.0839, 0.0911)  # the long delays, likewise
_SMALLEST = 0.12  # the smallest room is so much of the largest
_MOST_PREDELAY_SECONDS = 0.25
_EARLY = 0.4  # how much of what is spread is heard before it has gone round
_MOST_POLE = 0.98


class ReverbWet(LinedWet):
    """A feedback delay network.

    What comes is put on eight lanes. Four steps of delays and an orthogonal mix make 4096 echoes of each click within
    a tenth of a second. The eight long delays go round through another such mix, which keeps all the energy but what
    each lane loses for its length: so all ways die away alike, as `decay` says, and the highs faster, by `damping`.

    Source: J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial reverberators", 1991;
    G. Luff, "Let's write a reverb", 2021, for the steps of spreading.
    """

    is_balanced = True

    def __init__(self, socket: Socket) -> None:
        super().__init__(socket)
        rate = self._studio.rate
        self._predelay = Lanes(2, round(_MOST_PREDELAY_SECONDS * rate))
        self._spreads = [Lanes(_LANES, round(seconds * rate) + GRID) for seconds in _SPREAD_SECONDS]
        self._rounds = Lanes(_LANES, round(_ROUND_SECONDS[-1] * rate) + GRID)
        self._damping = Damping(_LANES)
        random = np.random.default_rng(8)  # any number would do, as long as it is always the same
        self._places = [(np.arange(_LANES) + random.random(_LANES)) / _LANES for _ in _SPREAD_SECONDS]
        self._signs = [random.choice([-1.0, 1.0], (_LANES, 1)).astype(np.float32) for _ in _SPREAD_SECONDS]
        self.tail_frames: Frame = round((_MOST_PREDELAY_SECONDS + 0.3) * rate)
        self._gains = self._gains_before = _column(np.zeros(_LANES))
        self._level = self._level_before = _column(np.zeros(1))
        self.take()

    def take(self) -> None:
        """Take up size, decay, damping, predelay and width, from the next line on."""
        rate, number = self._studio.rate, self._settings.number
        scale = (_SMALLEST + (1.0 - _SMALLEST) * number("size")) * rate
        self._before_frames = [max(0, round(number("predelay") * rate) - GRID)] * 2
        self._spread_frames = [
            [int(place * seconds * scale) for place in places]
            for places, seconds in zip(self._places, _SPREAD_SECONDS, strict=True)
        ]
        lengths = np.array([max(GRID, round(seconds * scale)) for seconds in _ROUND_SECONDS])
        self._round_frames = [int(length) - GRID for length in lengths]
        kept = 10.0 ** (-3.0 * lengths / (rate * number("decay")))
        self._gains = _column(kept)
        self._level = _column(np.sqrt([1.0 - float(np.mean(kept)) ** 2]))
        self._width = np.float32(number("width"))
        self._damping.set(_poles(kept, number("damping")))

    def _work(self, came: Block) -> Block:
        self._predelay.write(came)
        near = self._predelay.read(self._before_frames)
        sound = np.repeat(near, _LANES // 2, axis=0)
        for lanes, frames, signs in zip(self._spreads, self._spread_frames, self._signs, strict=True):
            lanes.write(sound)
            sound = mixed(lanes.read(frames) * signs)
        round_ = self._damping.pass_on(self._rounds.read(self._round_frames))
        round_ *= ramped(self._gains_before, self._gains)
        self._rounds.write(sound + mixed(round_))
        level = ramped(self._level_before, self._level)
        self._gains_before, self._level_before = self._gains, self._level
        return self._heard(sound * _EARLY + round_, level)

    def _heard(self, lanes: Lines, level: Lines) -> Block:
        """Return the lanes as left and right: each takes every other one."""
        sides = (lanes[0:2] + lanes[2:4] - lanes[4:6] + lanes[6:8]) * level
        middle = (sides[:1] + sides[1:]) * np.float32(0.5)
        made: Block = middle + (sides - middle) * self._width
        return made

    def _forget(self) -> None:
        for lanes in (self._predelay, *self._spreads, self._rounds):
            lanes.forget()
        self._damping.forget()


def _column(values: NDArray[np.float64]) -> Lines:
    return values.astype(np.float32).reshape(-1, 1)


def _poles(kept: NDArray[np.float64], damping: float) -> NDArray[np.float64]:
    """Return the poles with which the highest sounds die away in 10^(-1.3 damping) of the time, lanes alike."""
    highest = kept ** (10.0 ** (1.3 * damping) - 1.0)
    poles: NDArray[np.float64] = np.minimum((1.0 - highest) / (1.0 + highest), _MOST_POLE).reshape(-1, 1)
    return poles
