"""The sampler: plays a sample at the pitch of the note, once or as a loop."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.document import Module
from engine.core.units import Value
from engine.sound.instrument import Instrument
from engine.sound.playback import Plan, plan_region
from engine.sound.sampler_voice import SamplerVoice
from engine.sound.studio import Studio

_OWN_PITCH = 60.0  # the note at which a sample sounds as it was recorded
_LAID_OUT_BY = {"sample", "regionStart", "regionEnd", "playStyle"}


class Sampler(Instrument[SamplerVoice]):
    """One sampler. A change of sample, region or play style is for notes to come, and for a loop's next turn."""

    def __init__(self, studio: Studio, module: Module) -> None:
        self._plan: Plan | None = None
        super().__init__(studio, module)

    @property
    def sample(self) -> str:
        """The name of its sample; empty when it has none."""
        return self._text("sample")

    def lay_out(self) -> None:
        """Take up the sample, or its region, as they are now."""
        segments = self._studio.sample(self.sample)
        if segments is None:
            self._plan = None
            return
        start, end = self._number("regionStart"), self._number("regionEnd")
        self._plan = plan_region(segments, start, end, self._text("playStyle") == "loop", self._studio.rate)
        if self._plan.channels > self._tone.channels:
            self._renew_tone(self._plan.channels)
        for voice in self._voices:
            voice.turn_to(self._plan)

    def _begin(self, note: float, velocity: float, key: int, values: Mapping[str, Value]) -> SamplerVoice | None:
        plan = self._plan
        if plan is None:
            return None
        studio = self._studio
        voice = (studio.mono if plan.channels == 1 else studio.stereo).take()
        voice.start(key, self._shape, velocity, studio.now)
        voice.play(plan, 2.0 ** ((note - _OWN_PITCH) / 12), self._number("speed"), studio.now)
        return voice

    def _take(self, changed: set[str]) -> None:
        if changed & _LAID_OUT_BY:
            self.lay_out()
        if "speed" in changed:
            for voice in (*self._voices, *self._fading):
                voice.change_speed(self._number("speed"), self._studio.now)
