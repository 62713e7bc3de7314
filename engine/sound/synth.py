"""The synth: one oscillator or noise for each note."""

from __future__ import annotations

from collections.abc import Mapping

from engine.core.units import Value
from engine.sound.instrument import Instrument
from engine.sound.synth_voice import NoiseVoice, OscillatorVoice, Table

_A4_NOTE, _A4_HZ = 69.0, 440.0


class Synth(Instrument[OscillatorVoice | NoiseVoice]):
    """One synth. A change of wave is for the notes to come; transposing bends those that sound."""

    def _begin(
        self, note: float, velocity: float, key: int, values: Mapping[str, Value]
    ) -> OscillatorVoice | NoiseVoice:
        studio, wave = self._studio, self._text("wave")
        if wave == "noise":
            noise = studio.noises.take()
            noise.start(key, self._shape, velocity, studio.now)
            noise.play(key)
            return noise
        voice = studio.oscillators.take()
        voice.start(key, self._shape, velocity, studio.now)
        voice.wave, voice.note = wave, note
        voice.play(*self._pitch(voice))
        return voice

    def _take(self, changed: set[str]) -> None:
        if "transpose" in changed:
            for voice in (*self._voices, *self._fading):
                if isinstance(voice, OscillatorVoice):
                    voice.tune(*self._pitch(voice))

    def _pitch(self, voice: OscillatorVoice) -> tuple[Table, float]:
        """Return the cycle and the frequency for a voice's note."""
        frequency_hz = _A4_HZ * 2.0 ** ((voice.note + self._number("transpose") - _A4_NOTE) / 12)
        return self._studio.table(voice.wave, frequency_hz), frequency_hz
