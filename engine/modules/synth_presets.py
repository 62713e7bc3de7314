"""The synth's presets: sounds to begin with, about as loud as each other."""

from __future__ import annotations

from immutables import Map

from engine.core.units import Value
from engine.modules.module_type import Preset


def _preset(name: str, summary: str, **values: Value) -> Preset:
    return Preset(name, summary, Map(values))


PRESETS: tuple[Preset, ...] = (
    _preset(
        "bass", "Round and firm, with a sub.",
        volume=1.05,
        wave="saw", level=0.7, sub=0.6, filter="ladder", cutoff=260.0, resonance=0.25, filterAmount=2.6,
        filterDecay=0.22, filterSustain=0.15, keyTracking=0.3, attack=0.003, decay=0.4, sustain=0.75, release=0.12,
    ),
    _preset(
        "sub", "A deep sine with a soft edge.",
        volume=0.54,
        wave="sine", level=1.0, sub=0.25, drive=0.25, cutoff=900.0, attack=0.006, decay=0.3, sustain=0.9, release=0.15,
    ),
    _preset(
        "acid", "A squelching line: play it short, and turn the cutoff.",
        volume=0.52,
        wave="saw", filter="ladder", cutoff=220.0, resonance=0.88, drive=0.35, filterAmount=3.6, filterDecay=0.24,
        velocityToCutoff=1.5, polyphony="legato", glide=0.06, attack=0.003, decay=0.5, sustain=0.6, release=0.06,
    ),
    _preset(
        "reese", "Two saws that grind against each other.",
        volume=0.57,
        wave="saw", level=0.8, wave2="saw", level2=0.8, detune=-14.0, detune2=14.0, sub=0.35, filter="ladder",
        cutoff=650.0, resonance=0.15, drive=0.3, polyphony="mono", glide=0.08,
        attack=0.01, decay=0.2, sustain=1.0, release=0.18,
    ),
    _preset(
        "pluck", "A short string, bright at first.",
        volume=1.1,
        wave="saw", level=0.8, wave2="square", level2=0.4, transpose2=12, detune2=4.0, cutoff=420.0, resonance=0.2,
        filterAmount=4.2, filterDecay=0.16, keyTracking=0.5, velocityToCutoff=1.5,
        attack=0.002, decay=0.7, sustain=0.0, release=0.35,
    ),
    _preset(
        "keys", "An electric piano of two sines.",
        volume=0.8,
        wave="sine", fmAmount=2.2, fmRatio=1.0, fmDecay=1.1, fmSustain=0.08, wave2="sine", level2=0.18, transpose2=12,
        detune2=3.0, cutoff=6000.0, velocityToCutoff=2.0, attack=0.003, decay=2.6, sustain=0.1, release=0.3,
    ),
    _preset(
        "pad", "Wide and slow, for long chords.",
        volume=1.0,
        wave="saw", level=0.6, wave2="triangle", level2=0.6, transpose2=12, detune2=-6.0, unison=5, unisonDetune=16.0,
        spread=0.9, cutoff=900.0, resonance=0.1, filterAmount=1.4, filterAttack=1.6, filterDecay=2.5,
        filterSustain=0.6, filterRelease=1.5, attack=0.7, decay=1.0, sustain=0.85, release=1.6,
    ),
    _preset(
        "strings", "A section that swells a little.",
        volume=0.56,
        wave="saw", unison=7, unisonDetune=22.0, spread=0.8, cutoff=3600.0, keyTracking=0.4, filter="low",
        attack=0.22, decay=0.6, sustain=0.85, release=0.5,
    ),
    _preset(
        "lead", "A singing line that slides.",
        volume=0.93,
        wave="saw", level=0.7, wave2="square", level2=0.6, pulseWidth2=0.3, detune2=8.0, filter="ladder", cutoff=1600.0,
        resonance=0.3, filterAmount=1.5, filterDecay=0.4, filterSustain=0.4, keyTracking=0.5, polyphony="legato",
        glide=0.07, attack=0.008, decay=0.3, sustain=0.85, release=0.2,
    ),
    _preset(
        "brass", "A stab or a fanfare that opens after its start.",
        volume=0.61,
        wave="saw", level=0.8, wave2="saw", level2=0.8, detune=-5.0, detune2=5.0, cutoff=450.0, resonance=0.1,
        filterAmount=2.8, filterAttack=0.07, filterDecay=0.35, filterSustain=0.6, filterRelease=0.2, keyTracking=0.5,
        velocityToCutoff=1.5, attack=0.03, decay=0.3, sustain=0.85, release=0.16,
    ),
    _preset(
        "bell", "A struck bell of FM, long and clear.",
        volume=0.74,
        wave="sine", fmAmount=3.2, fmRatio=3.5, fmDecay=1.8, fmSustain=0.0, wave2="sine", level2=0.25, transpose2=24,
        detune2=7.0, cutoff=20000.0, attack=0.001, decay=4.0, sustain=0.0, release=1.8,
    ),
    _preset(
        "organ", "Drawbars: a note, its octave, and the fifth below it all.",
        volume=0.43,
        wave="sine", level=0.8, wave2="sine", level2=0.5, transpose2=19, sub=0.7, fmAmount=0.8, fmRatio=2.0,
        cutoff=20000.0, velocityToVolume=0.0, attack=0.004, decay=0.0, sustain=1.0, release=0.05,
    ),
    _preset(
        "stab", "A bright chord, cut short.",
        volume=1.8,
        wave="saw", unison=5, unisonDetune=18.0, spread=0.7, filter="ladder", cutoff=700.0, resonance=0.35,
        filterAmount=3.2, filterDecay=0.2, attack=0.002, decay=0.32, sustain=0.0, release=0.15,
    ),
    _preset(
        "sweep", "Noise that rises and falls, for a build.",
        volume=1.4,
        wave="noise", filter="band", cutoff=300.0, resonance=0.8, filterAmount=5.0, filterAttack=2.0, filterDecay=2.0,
        filterRelease=0.8, attack=0.4, decay=1.0, sustain=1.0, release=0.8,
    ),
    _preset(
        "chip", "A thin pulse, as of an old game.",
        volume=1.1,
        wave="square", pulseWidth=0.18, cutoff=20000.0, attack=0.0, decay=0.15, sustain=0.6, release=0.02,
    ),
    _preset(
        "hollow", "An even pulse and its fifth, like wood.",
        volume=0.8,
        wave="square", level=0.7, wave2="triangle", level2=0.8, transpose2=19, cutoff=1400.0, keyTracking=0.6,
        attack=0.03, decay=0.5, sustain=0.7, release=0.25,
    ),
)  # fmt: skip
