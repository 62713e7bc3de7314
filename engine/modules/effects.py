"""The effects, as data."""

from __future__ import annotations

from typing import Any

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import PAN, volume


def _float(name: str, label: str, low: float, high: float, default: float, summary: str, **more: Any) -> Parameter:
    return Parameter(
        name=name, label=label, minimum=low, maximum=high, default=default, summary=summary, **more,
    )  # fmt: skip


def _hertz(name: str, label: str, low: float, high: float, default: float, summary: str, section: str) -> Parameter:
    return _float(name, label, low, high, default, summary, unit="Hz", curve="exponential", section=section)


def _decibels(name: str, label: str, low: float, high: float, default: float, summary: str, section: str) -> Parameter:
    return _float(name, label, low, high, default, summary, unit="dB", section=section)


def _time(name: str, label: str, low: float, high: float, default: float, summary: str, section: str) -> Parameter:
    return _float(name, label, low, high, default, summary, unit="s", curve="exponential", section=section)


def _choice(name: str, label: str, choices: tuple[str, ...], summary: str, section: str) -> Parameter:
    return Parameter(
        name=name, label=label, kind="choice", choices=choices, default=choices[0], summary=summary, section=section,
    )  # fmt: skip


def _effect(name: str, label: str, summary: str, mix: float, *parameters: Parameter) -> ModuleType:
    """Return an effect, with what all effects have at the end."""
    return ModuleType(
        name=name, label=label, group="effect", summary=summary, inputs=("audio",), outputs=("audio",),
        parameters=(
            *parameters,
            _float("mix", "Mix", 0.0, 1.0, mix, "From the sound as it comes to the effect alone.", section="Mix"),
            Parameter(
                name="bypass", label="Bypass", kind="bool", default=False, section="Mix",
                summary="Whether the sound goes past the effect.",
            ),
            volume(),
            PAN,
        ),
    )  # fmt: skip


DELAY = _effect(
    "delay", "Delay", "Echoes, in seconds or in time with the music.", 0.35,
    _time("time", "Time", 0.01, 4.0, 0.25, "From one echo to the next, unless sync says so.", "Echo"),
    _float("sync", "Sync", 0.0, 4.0, 0.0, "Beats from one echo to the next; 0 leaves it to time.", unit="beats",
           section="Echo"),
    _float("feedback", "Feedback", 0.0, 0.98, 0.4, "How much of an echo comes again.", section="Echo"),
    _float("pingPong", "Ping-pong", 0.0, 1.0, 0.0, "How much echoes go from side to side.", section="Echo"),
    _hertz("lowCut", "Low cut", 20.0, 2000.0, 80.0, "Each echo loses what lies below.", "Tone"),
    _hertz("highCut", "High cut", 200.0, 20000.0, 6000.0, "Each echo loses what lies above.", "Tone"),
)  # fmt: skip
REVERB = _effect(
    "reverb", "Reverb", "A room, from a closet to a cathedral.", 0.3,
    _float("size", "Size", 0.0, 1.0, 0.5, "How far apart the walls are.", section="Room"),
    _time("decay", "Decay", 0.1, 20.0, 2.0, "Time to fall by 60 dB.", "Room"),
    _float("damping", "Damping", 0.0, 1.0, 0.4, "How much faster high sounds die away.", section="Room"),
    _time("predelay", "Predelay", 0.0, 0.25, 0.02, "Time before the room answers; at least 5 ms pass.", "Room"),
    _float("width", "Width", 0.0, 1.0, 1.0, "From one point, 0, to all around, 1.", section="Room"),
)  # fmt: skip
FILTER = _effect(
    "filter", "Filter", "Takes away what lies above, below or around its cutoff.", 1.0,
    _choice("mode", "Mode", ("low", "high", "band", "notch", "peak"), "What it lets through.", "Filter"),
    _choice("model", "Model", ("svf", "ladder"), "svf is clean, 12 dB an octave; ladder has 24 dB, low and high only.",
            "Filter"),
    _hertz("cutoff", "Cutoff", 20.0, 20000.0, 1000.0, "Where it begins to act.", "Filter"),
    _float("resonance", "Resonance", 0.0, 0.95, 0.2, "How much it rings at its cutoff.", section="Filter"),
    _decibels("drive", "Drive", 0.0, 36.0, 0.0, "How hard the sound is pushed into it.", "Filter"),
)  # fmt: skip
DISTORTION = _effect(
    "distortion", "Distortion", "Overdrive, folding and clipping.", 1.0,
    _decibels("drive", "Drive", 0.0, 48.0, 18.0, "How hard the sound is pushed; the level stays.", "Distortion"),
    _choice("shape", "Shape", ("tanh", "fold", "clip"), "tanh is warm, fold is metallic, clip is hard.", "Distortion"),
    _hertz("tone", "Tone", 200.0, 20000.0, 8000.0, "What lies above is taken away afterwards.", "Distortion"),
)  # fmt: skip
CHORUS = _effect(
    "chorus", "Chorus", "Makes several of one, each a little out of tune.", 0.5,
    _hertz("rate", "Rate", 0.01, 10.0, 0.6, "How often they go up and down.", "Chorus"),
    _float("depth", "Depth", 0.0, 1.0, 0.4, "How far out of tune they go.", section="Chorus"),
    Parameter(name="voices", label="Voices", kind="int", minimum=1, maximum=6, default=3, section="Chorus",
              summary="How many are added."),
    _float("width", "Width", 0.0, 1.0, 1.0, "How different left and right are.", section="Chorus"),
)  # fmt: skip
COMPRESSOR = _effect(
    "compressor", "Compressor", "Takes loud sounds down, so that all can be louder.", 1.0,
    _decibels("threshold", "Threshold", -60.0, 0.0, -18.0, "The level above which it acts.", "Compressor"),
    _float("ratio", "Ratio", 1.0, 20.0, 4.0, "So many dB above it become one.", curve="exponential",
           section="Compressor"),
    _time("attack", "Attack", 0.0001, 0.5, 0.01, "How fast it acts.", "Compressor"),
    _time("release", "Release", 0.005, 2.0, 0.15, "How fast it lets go.", "Compressor"),
    _decibels("makeup", "Makeup", 0.0, 24.0, 0.0, "Gain afterwards.", "Compressor"),
    Parameter(name="sidechain", label="Side-chain", kind="text", default="", section="Compressor", names="module",
              summary="The module whose level counts; empty is its own input."),
)  # fmt: skip
EQ = _effect(
    "eq", "Equaliser", "Four bands: a shelf at each end, two bells between.", 1.0,
    _hertz("lowFrequency", "Frequency", 20.0, 2000.0, 120.0, "Where the low shelf ends.", "Low"),
    _decibels("lowGain", "Gain", -18.0, 18.0, 0.0, "Gain below it.", "Low"),
    _hertz("mid1Frequency", "Frequency", 40.0, 16000.0, 500.0, "The middle of the first bell.", "Mid 1"),
    _decibels("mid1Gain", "Gain", -18.0, 18.0, 0.0, "Gain there.", "Mid 1"),
    _float("mid1Q", "Q", 0.5, 12.0, 1.0, "How narrow it is.", curve="exponential", section="Mid 1"),
    _hertz("mid2Frequency", "Frequency", 40.0, 16000.0, 2500.0, "The middle of the second bell.", "Mid 2"),
    _decibels("mid2Gain", "Gain", -18.0, 18.0, 0.0, "Gain there.", "Mid 2"),
    _float("mid2Q", "Q", 0.5, 12.0, 1.0, "How narrow it is.", curve="exponential", section="Mid 2"),
    _hertz("highFrequency", "Frequency", 500.0, 20000.0, 8000.0, "Where the high shelf begins.", "High"),
    _decibels("highGain", "Gain", -18.0, 18.0, 0.0, "Gain above it.", "High"),
)  # fmt: skip
BITCRUSHER = _effect(
    "bitcrusher", "Bit crusher", "Fewer bits, fewer samples.", 1.0,
    _float("bits", "Bits", 1.0, 16.0, 8.0, "How finely levels are told apart.", unit="bits", section="Crusher"),
    _hertz("rate", "Rate", 100.0, 48000.0, 12000.0, "How often the sound is looked at.", "Crusher"),
)  # fmt: skip
LIMITER = _effect(
    "limiter", "Limiter", "Never louder than its ceiling; what goes through it comes 7 ms later.", 1.0,
    _decibels("drive", "Drive", 0.0, 24.0, 0.0, "Gain beforehand.", "Limiter"),
    _decibels("ceiling", "Ceiling", -30.0, 0.0, -1.0, "The highest level.", "Limiter"),
    _time("release", "Release", 0.01, 2.0, 0.1, "How fast the level comes back.", "Limiter"),
)  # fmt: skip

EFFECTS: tuple[ModuleType, ...] = (DELAY, REVERB, FILTER, DISTORTION, CHORUS, COMPRESSOR, EQ, BITCRUSHER, LIMITER)
