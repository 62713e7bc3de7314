"""Makes the bundled drum kit and tones in resources/samples: every sound is computed here, none was recorded.

Run it after changing a recipe; the same recipes give the same bytes. A file's stem is the sample's name.
All shapes are one-dimensional arrays at RATE, times are seconds, pitches are hertz.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

Signal = NDArray[np.float64]

RATE = 48_000
PEAK = 10 ** (-1 / 20)  # -1 dB of full scale
HIGHEST_HZ = 20_000.0
C2_HZ, C4_HZ = 65.406, 261.626
# The six square waves behind the hats, cymbal and cowbell of the Roland TR-808 (service notes, 1981).
METAL_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)


def times(length: float) -> Signal:
    """Return the time of each frame of a sound that lasts `length`."""
    return np.arange(round(length * RATE)) / RATE


def decay(t: Signal, to_a_third: float) -> Signal:
    """Return a level that falls exponentially from 1, to 1/e after `to_a_third`."""
    return np.exp(-t / to_a_third)


def attack(t: Signal, length: float) -> Signal:
    """Return a level that rises from 0 to 1 within `length`, without a corner."""
    return np.sin(np.clip(t / length, 0.0, 1.0) * np.pi / 2) ** 2


def sweep(hz: Signal) -> Signal:
    """Return a sine, from phase 0, that has the pitch `hz` at each frame."""
    return np.sin(2 * np.pi * (np.cumsum(hz) - hz[0]) / RATE)


def sine(t: Signal, hz: float) -> Signal:
    """Return a sine of one pitch from phase 0."""
    return np.sin(2 * np.pi * hz * t)


def square(t: Signal, hz: float) -> Signal:
    """Return a square wave without aliases, made of its harmonics."""
    numbers = np.arange(1, HIGHEST_HZ / hz, 2)
    return sum((sine(t, hz * number) / number for number in numbers), np.zeros_like(t))


def noise(t: Signal, name: str, low_hz: float, high_hz: float, steepness: int = 2) -> Signal:
    """Return noise of standard deviation 1 between `low_hz` and `high_hz`, always the same for a `name`."""
    generator = np.random.Generator(np.random.PCG64(zlib.crc32(name.encode())))
    white: Signal = generator.standard_normal(len(t))
    coloured = band(white, low_hz, high_hz, steepness)
    return coloured / coloured.std()


def band(signal: Signal, low_hz: float, high_hz: float, steepness: int = 2) -> Signal:
    """Return `signal` with Butterworth-shaped edges at `low_hz` and `high_hz`; shape it in time only afterwards."""
    hz = np.maximum(np.fft.rfftfreq(len(signal), 1 / RATE), 1e-3)
    edges = (1 + (low_hz / hz) ** (2 * steepness)) * (1 + (hz / high_hz) ** (2 * steepness))
    shaped: Signal = np.fft.irfft(np.fft.rfft(signal) / np.sqrt(edges), len(signal))
    return shaped


def saturate(signal: Signal, drive: float) -> Signal:
    """Return `signal` softly limited, the more the greater `drive`."""
    return np.tanh(drive * signal) / np.tanh(drive)


def metal(t: Signal, low_hz: float, spread: float = 1.0) -> Signal:
    """Return the inharmonic cluster of a cymbal above `low_hz`, of deviation 1; `spread` scales its pitches."""
    cluster = sum((square(t, hz * spread) for hz in METAL_HZ), np.zeros_like(t))
    bright = band(cluster, low_hz, HIGHEST_HZ, 4)
    return bright / bright.std()


def kick() -> Signal:
    t = times(0.45)
    body = sweep(47 + 95 * decay(t, 0.028) + 330 * decay(t, 0.0045)) * decay(t, 0.15)
    click = noise(t, "kick", 1_500, 9_000) * decay(t, 0.0018) * attack(t, 0.0002)
    return saturate(body, 2.2) + 0.14 * click


def kick2() -> Signal:
    """A long and deep one, beside the short one."""
    t = times(0.8)
    body = sweep(43 + 60 * decay(t, 0.02)) * decay(t, 0.28)
    return saturate(body, 3.0) + 0.05 * noise(t, "kick2", 800, 4_000) * decay(t, 0.002) * attack(t, 0.0002)


def snare() -> Signal:
    t = times(0.32)
    low = sweep(181 + 90 * decay(t, 0.006)) * decay(t, 0.038)
    high = sweep(331 + 120 * decay(t, 0.006)) * decay(t, 0.024)
    wires = noise(t, "snare", 1_100, 9_500, 1) * (0.6 * decay(t, 0.08) + 0.5 * decay(t, 0.008)) * attack(t, 0.0004)
    return saturate(0.6 * low + 0.35 * high + 0.42 * wires, 1.4)


def snare2() -> Signal:
    """A tight and dry one, beside the wide one."""
    t = times(0.18)
    shell = sweep(236 + 140 * decay(t, 0.004)) * decay(t, 0.022)
    snap = noise(t, "snare2", 2_200, 12_000, 1) * (0.8 * decay(t, 0.03) + 0.6 * decay(t, 0.004)) * attack(t, 0.0003)
    return saturate(0.5 * shell + 0.5 * snap, 2.0)


def clap() -> Signal:
    t = times(0.42)
    level = 0.75 * decay(np.maximum(t - 0.032, 0.0), 0.075) * (t >= 0.032)
    for start in (0.0, 0.0105, 0.0212, 0.032):
        since = np.maximum(t - start, 0.0)
        level = level + decay(since, 0.0042) * attack(since, 0.0005)
    hands = noise(t, "clap", 850, 1_900) + 0.35 * noise(t, "clap air", 3_000, 9_000)
    return saturate(0.4 * hands * level, 1.2)


def hat() -> Signal:
    t = times(0.12)
    return _hat(t, 0.8 * decay(t, 0.022) + 0.5 * decay(t, 0.004))


def hat2() -> Signal:
    """A duller one that rings a little longer, for every other stroke."""
    t = times(0.16)
    ringing = metal(t, 4_600, 1.17) + 0.5 * noise(t, "hat2", 6_000, 12_000)
    return ringing * (0.7 * decay(t, 0.035) + 0.4 * decay(t, 0.005)) * attack(t, 0.0005)


def openhat() -> Signal:
    t = times(0.5)
    return _hat(t, decay(t, 0.16) + 0.4 * decay(t, 0.006))


def _hat(t: Signal, level: Signal) -> Signal:
    return (metal(t, 6_800, 1.37) + 0.7 * noise(t, "hat", 7_500, 16_000)) * level * attack(t, 0.0003)


def crash() -> Signal:
    t = times(1.5)
    shimmer = metal(t, 4_200, 1.71) + 0.7 * metal(t, 2_500, 1.13)
    wash = noise(t, "crash", 3_500, 14_000) * (decay(t, 0.28) + 1.2 * decay(t, 0.02))
    return saturate(0.22 * (shimmer * decay(t, 0.42) + wash) * attack(t, 0.0008), 1.3)


def rim() -> Signal:
    t = times(0.1)
    wood = sweep(np.full_like(t, 1_720.0)) * decay(t, 0.006) + 0.8 * sine(t, 512) * decay(t, 0.012)
    return saturate(wood + 0.25 * noise(t, "rim", 2_000, 9_000) * decay(t, 0.002) * attack(t, 0.0002), 2.0)


def tom() -> Signal:
    t = times(0.45)
    skin = sweep(98 + 62 * decay(t, 0.05)) * decay(t, 0.13)
    upper = sweep(1.59 * (98 + 62 * decay(t, 0.05))) * decay(t, 0.05)
    stick = noise(t, "tom", 600, 5_000) * decay(t, 0.006) * attack(t, 0.0003)
    return saturate(skin + 0.3 * upper + 0.1 * stick, 1.5)


def cowbell() -> Signal:
    t = times(0.4)
    bars = band(square(t, 540.0) + square(t, 800.0), 700, 5_000)
    return bars * (0.6 * decay(t, 0.014) + 0.4 * decay(t, 0.11)) * attack(t, 0.0003)


def shaker() -> Signal:
    t = times(0.16)
    level = attack(t, 0.012) * decay(t, 0.03) + 0.35 * attack(t - 0.055, 0.01) * decay(np.maximum(t - 0.055, 0), 0.02)
    return noise(t, "shaker", 5_200, 13_000) * (level + 0.06 * attack(t, 0.0005) * decay(t, 0.02))


def pluck() -> Signal:
    """A plucked string. Source: Karplus and Strong, 1983, "Digital synthesis of plucked-string and drum timbres"."""
    t = times(1.0)
    period = RATE / C4_HZ
    whole = int(period)
    share = period - whole  # of the older of the two samples that are averaged: it tunes the string
    string = np.zeros(len(t) + whole + 1)
    picked = noise(t[: whole + 1], "pluck", 60, 6_000, 1)
    picked = picked - np.roll(picked, whole // 5)  # picked at a fifth of its length; also takes out the mean
    string[: whole + 1] = picked
    for start in range(whole + 1, len(string), whole):
        end = min(start + whole, len(string))
        newer, older = string[start - whole : end - whole], string[start - whole - 1 : end - whole - 1]
        string[start:end] = 0.9965 * ((1 - share) * newer + share * older)
    return string[: len(t)] * attack(t, 0.0006)


def bell() -> Signal:
    """A bell's partials against its strike note: hum, prime, tierce, quint, nominal and above; each dies on its own."""
    t = times(1.5)
    partials = ((0.5, 0.5, 0.9), (1, 0.9, 0.6), (1.2, 0.25, 0.45), (1.5, 0.2, 0.35), (2, 1.0, 0.4), (2.5, 0.25, 0.22))
    upper = ((3.01, 0.45, 0.2), (4.1, 0.3, 0.12), (5.43, 0.22, 0.08), (6.8, 0.15, 0.05), (8.6, 0.12, 0.03))
    notes = (level * sine(t, C4_HZ * ratio) * decay(t, length) for ratio, level, length in partials + upper)
    return sum(notes, np.zeros_like(t)) * attack(t, 0.0008)


def bass() -> Signal:
    """A saw through a closing low-pass filter, as harmonics that die the sooner the higher they are."""
    t = times(0.9)
    saw = np.zeros_like(t)
    for number in range(1, 60):
        saw += sine(t, C2_HZ * number) / number * decay(t, 1.1 / number**0.9)
    return saturate((0.8 * saw + 0.35 * sine(t, C2_HZ)) * decay(t, 0.5) * attack(t, 0.001), 1.3)


def pad() -> Signal:
    """A chorus of saws, each partial a whole number of turns long, so that the end runs into the beginning."""
    frames = round(392 * RATE / C4_HZ)
    turn = np.arange(frames) / frames
    generator = np.random.Generator(np.random.PCG64(4))
    chorus = np.zeros(frames)
    for number in range(1, 22):
        for detune, share in ((-1, 0.3), (0, 1.0), (1, 0.3)):
            turns = 392 * number + detune * (1 + number // 3)
            level = share / number**1.15 * np.exp(-((number / 12) ** 2))
            chorus += level * np.sin(2 * np.pi * (turns * turn + generator.random()))
    rising = np.flatnonzero((chorus <= 0) & (np.roll(chorus, -1) > 0))
    return np.roll(chorus, -rising[0])


def vox() -> Signal:
    """Three voices on "ah": harmonics under the formants of a sung vowel, with a slow vibrato."""
    t = times(1.0)
    formants = ((700, 110, 1.0), (1_180, 120, 0.55), (2_650, 170, 0.22), (3_300, 220, 0.14), (4_500, 300, 0.05))
    choir = np.zeros_like(t)
    for level, detune, rate, start in ((1.0, 1.0, 5.6, 2.1), (0.4, 0.9965, 5.1, 0.3), (0.4, 1.0043, 4.7, 4.0)):
        hz = C4_HZ * detune * (1 + 0.006 * attack(t, 0.4) * np.sin(2 * np.pi * rate * t + start))
        phase = 2 * np.pi * np.cumsum(hz) / RATE + start
        for number in range(1, 24):
            strength = sum(gain / (1 + ((C4_HZ * number - at) / width) ** 2) for at, width, gain in formants)
            choir += level * (strength + 0.02) / number**0.5 * np.sin(number * phase)
    breath = noise(t, "vox", 2_000, 7_000) * 0.02
    return (choir + breath) * attack(t, 0.008) * decay(np.maximum(t - 0.45, 0), 0.18)


def drift() -> Signal:
    """A landscape for grains: from dark to bright over a low fifth, so that each place in it sounds otherwise."""
    t = times(3.0)
    way = t / t[-1]
    land = np.zeros_like(t)
    for root_hz, share in ((C4_HZ / 2, 1.0), (C4_HZ * 3 / 4, 0.6)):
        for number in range(1, 40):
            centre = 2.0 + 14.0 * way + 3.0 * np.sin(2 * np.pi * (1.3 * way + 0.37 * number))
            level = share * np.exp(-(((number - centre) / 4.0) ** 2)) / number**0.3
            wander = 1 + 0.002 * np.sin(2 * np.pi * (0.7 * number * way + 0.11 * number**2))
            land += level * np.sin(2 * np.pi * np.cumsum(root_hz * number * wander) / RATE + number**2)
    return (land + 0.4 * noise(t, "drift", 3_000, 9_000) * way) * attack(t, 0.001)


ONE_SHOTS: Sequence[Callable[[], Signal]] = (
    *(kick, snare, clap, hat, openhat, crash, rim, tom, cowbell, shaker),
    *(kick2, snare2, hat2),
    *(pluck, bell, bass, vox, drift),
)
LOOPS: Sequence[Callable[[], Signal]] = (pad,)


def finish_one_shot(signal: Signal) -> Signal:
    """Return `signal` without its mean, faded to exactly 0 over its last fifth, and at full peak."""
    frames = len(signal)
    fade = np.ones(frames)
    fade[-(frames // 5) :] = np.cos(np.linspace(0, np.pi / 2, frames // 5)) ** 2
    fade[-1] = 0.0
    faded = signal * fade
    bump = np.sin(np.linspace(0, np.pi, frames)) ** 2  # an inaudible bow that starts and ends at 0
    return finish_loop(faded - bump * (faded.sum() / bump.sum()))


def finish_loop(signal: Signal) -> Signal:
    """Return `signal` at full peak."""
    return signal * (PEAK / np.abs(signal).max())


def write(folder: Path, name: str, signal: Signal) -> None:
    """Write `signal` as 16-bit mono WAV."""
    frames = np.rint(signal * 32_767).astype(np.int16)
    soundfile.write(folder / f"{name}.wav", frames, RATE, subtype="PCM_16")


def make_samples(folder: Path) -> None:
    """Write every sample into `folder`, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    for make in ONE_SHOTS:
        write(folder, make.__name__, finish_one_shot(make()))
    for make in LOOPS:
        write(folder, make.__name__, finish_loop(make()))


if __name__ == "__main__":
    make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "resources" / "samples")
