"""Of what parts a synth's voice is made, and what they are set to: read from the values of a module. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from engine.core.units import Value
from engine.sound.envelope import Shape
from engine.sound.filters import FilterKind

CYCLE, PULSE, NOISE, NONE = "cycle", "pulse", "noise", ""  # kinds of oscillators


@dataclass(frozen=True, slots=True)
class Recipe:
    """The parts of a voice. What a sound does not need is not there, and costs nothing."""

    kinds: tuple[str, str] = (CYCLE, NONE)  # of the two oscillators
    copies: int = 1  # of each oscillator, 1 to 7
    is_wide: bool = False  # whether the copies stand apart, in two channels
    has_levels: bool = False
    has_sub: bool = False
    has_noise: bool = False
    has_fm: bool = False
    fm_falls: bool = False  # whether the amount of FM has an envelope
    bends: bool = False  # whether the pitch is a signal
    filter: FilterKind | None = None  # one of its own; None goes through the module's
    filter_swings: bool = False  # whether that has an envelope


@dataclass(frozen=True, slots=True)
class Program:
    """A recipe, and what its parts are set to."""

    recipe: Recipe
    waves: tuple[str, str]
    cents: tuple[float, float]  # of the two oscillators, from the note
    copy_cents: tuple[float, ...]  # of the copies of one oscillator, lowest first
    semitones: float  # added to every note
    glide_seconds: float
    fm_ratio: float
    fm_shape: Shape
    filter_shape: Shape
    key_tracking: float  # 0.0 to 1.0
    velocity_octaves: float  # how much lower the cutoff is at a velocity of 0
    velocity_to_volume: float  # 0.0 to 1.0


def read_program(values: Mapping[str, Value], moved: Container[str] = ()) -> Program:
    """Return what the values of a synth ask for; `moved` are the parameters that a modulator moves."""
    read = _Reader(values, moved)
    return Program(
        recipe=_recipe(read),
        waves=(read.wave(""), read.wave("2")),
        cents=(read.number("detune"), 100.0 * read.number("transpose2") + read.number("detune2")),
        copy_cents=_copy_cents(int(read.number("unison")), read.number("unisonDetune")),
        semitones=read.number("transpose"),
        glide_seconds=read.number("glide"),
        fm_ratio=read.number("fmRatio"),
        fm_shape=Shape(0.0, read.number("fmDecay"), read.number("fmSustain"), read.number("release")),
        filter_shape=Shape(
            *(read.number(name) for name in ("filterAttack", "filterDecay", "filterSustain", "filterRelease"))
        ),
        key_tracking=read.number("keyTracking"),
        velocity_octaves=read.number("velocityToCutoff"),
        velocity_to_volume=read.number("velocityToVolume"),
    )


class _Reader:
    def __init__(self, values: Mapping[str, Value], moved: Container[str]) -> None:
        self._values, self._moved = values, moved

    def number(self, name: str) -> float:
        value = self._values[name]
        assert isinstance(value, (int, float))
        return value

    def differs(self, name: str, rest: float) -> bool:
        """Whether a parameter is anywhere but where it does nothing."""
        return self.number(name) != rest or name in self._moved

    def wave(self, mark: str) -> str:
        return str(self._values[f"wave{mark}"])

    def kind(self, mark: str) -> str:
        """Return of what kind an oscillator is; `mark` is "" or "2"."""
        wave = self.wave(mark)
        if not self.differs(f"level{mark}", 0.0):
            return NONE
        if wave == "noise":
            return NOISE
        return PULSE if wave == "square" and self.differs(f"pulseWidth{mark}", 0.5) else CYCLE

    def own_filter(self) -> FilterKind | None:
        if any(self.differs(name, 0.0) for name in ("filterAmount", "keyTracking", "velocityToCutoff")):
            return FilterKind(str(self._values["filter"]), self.differs("drive", 0.0))
        return None


def _recipe(read: _Reader) -> Recipe:
    kinds = read.kind(""), read.kind("2")
    has_sub, has_noise = read.differs("sub", 0.0), read.differs("noise", 0.0)
    if kinds == (NONE, NONE) and not has_sub and not has_noise:
        kinds = CYCLE if read.wave("") != NOISE else NOISE, NONE  # there has to be something to be silent
    copies = int(read.number("unison")) if any(kind in {CYCLE, PULSE} for kind in kinds) else 1
    has_fm = kinds[0] in {CYCLE, PULSE} and read.differs("fmAmount", 0.0)
    own_filter = read.own_filter()
    return Recipe(
        kinds=kinds,
        copies=copies,
        is_wide=copies > 1 and read.differs("spread", 0.0),
        has_levels=has_sub or has_noise or kinds[1] != NONE or read.differs("level", 1.0),
        has_sub=has_sub,
        has_noise=has_noise,
        has_fm=has_fm,
        fm_falls=has_fm and read.differs("fmSustain", 1.0),
        bends=read.differs("glide", 0.0) or read.differs("tune", 0.0),
        filter=own_filter,
        filter_swings=own_filter is not None and read.differs("filterAmount", 0.0),
    )


def _copy_cents(copies: int, widest_cents: float) -> tuple[float, ...]:
    """Return where the copies stand; not at equal distances, which would beat together."""
    if copies == 1:
        return (0.0,)
    places = (2.0 * copy / (copies - 1) - 1.0 for copy in range(copies))
    return tuple(widest_cents * place * (0.8 + 0.2 * abs(place)) for place in places)
