"""How a number is shown, typed and reached by a hand: ranges, units and the travel of a control, as pure functions."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.modules.parameter import Parameter

_BEND = math.log(1000.0)  # an exponential travel from 0: the first half covers the lowest thirtieth
_PREFIXES = {"k": 1000.0, "m": 0.001}


@dataclass(frozen=True, slots=True)
class Scale:
    """A range of numbers with a unit."""

    minimum: float = 0.0
    maximum: float = 1.0
    unit: str = ""
    is_whole: bool = False
    is_exponential: bool = False
    digits: int = 4  # significant, of what a hand can reach
    decimals: int | None = None  # shown always so many; None shows what is needed
    drag_pixels: int = 200  # how far a hand goes from one end to the other

    @classmethod
    def of(cls, parameter: Parameter) -> Scale:
        """Return the scale of a parameter of kind float or int."""
        return cls(
            minimum=parameter.minimum,
            maximum=parameter.maximum,
            unit=parameter.unit,
            is_whole=parameter.kind == "int",
            is_exponential=parameter.curve == "exponential",
        )

    def step(self, is_fine: bool) -> float:
        """Return how much of the travel one key press or one notch of a wheel is worth."""
        if self.is_whole:
            return 1.0 / max(1.0, self.maximum - self.minimum)
        return (0.2 if is_fine else 2.0) / self.drag_pixels

    def clamp(self, value: float) -> float:
        """Return the nearest value in range, whole where the scale is."""
        inside = min(self.maximum, max(self.minimum, value))
        return round(inside) if self.is_whole else float(inside)

    def position(self, value: float) -> float:
        """Return where `value` lies on a control's travel, 0.0 to 1.0."""
        inside = min(self.maximum, max(self.minimum, value))
        if self.maximum <= self.minimum:
            return 0.0
        share = (inside - self.minimum) / (self.maximum - self.minimum)
        if not self.is_exponential:
            return share
        if self.minimum > 0:
            return math.log(inside / self.minimum) / math.log(self.maximum / self.minimum)
        return math.log1p(share * math.expm1(_BEND)) / _BEND

    def value(self, position: float) -> float:
        """Return the value at `position` of a control's travel, rounded to what a person would write."""
        at = min(1.0, max(0.0, position))
        span = self.maximum - self.minimum
        if not self.is_exponential:
            raw = self.minimum + at * span
        elif self.minimum > 0:
            raw = self.minimum * (self.maximum / self.minimum) ** at
        else:
            raw = self.minimum + span * math.expm1(at * _BEND) / math.expm1(_BEND)
        return self.clamp(self._rounded(raw))

    def text(self, value: float) -> str:
        """Return `value` with its unit, short enough to read from the back of the room."""
        if self.unit == "Hz" and abs(value) >= 1000:
            return f"{_plain(value / 1000, 2)} kHz"
        if self.unit == "s" and abs(value) < 1:
            return f"{_plain(value * 1000, 1)} ms"
        number = _plain(value, 3) if self.decimals is None else f"{value:.{self.decimals}f}"
        return f"{number} {self.unit}".rstrip()

    def read(self, text: str) -> float | None:
        """Return the value that `text` writes, brought into range; None when it writes none.

        The unit may be left out, and may have a prefix: `1.2k`, `1.2 kHz`, `5 ms`, `0,5`.
        """
        factor, number = self._without_unit(text.strip().replace(",", "."))
        try:
            value = float(number) * factor
        except ValueError:
            return None
        return self.clamp(value) if math.isfinite(value) else None

    def _without_unit(self, text: str) -> tuple[float, str]:
        rest = text
        if self.unit and rest.lower().endswith(self.unit.lower()):
            rest = rest[: -len(self.unit)].rstrip()
        factor = _PREFIXES.get(rest[-1:].lower(), 0.0)
        return (factor, rest[:-1].rstrip()) if factor else (1.0, rest)

    def _rounded(self, value: float) -> float:
        if value == 0 or self.is_whole:
            return value
        biggest = max(abs(self.minimum), abs(self.maximum)) if not self.is_exponential else abs(value)
        places = self.digits - 1 - math.floor(math.log10(biggest))
        return round(value, places)


def _plain(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else short
