"""What watches sound, as data: oscilloscope and spectrogram."""

from __future__ import annotations

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter

OSCILLOSCOPE = ModuleType(
    name="oscilloscope",
    label="Oscilloscope",
    group="utility",
    summary="Shows the wave of what it is connected to, and of the last two seconds.",
    inputs=("audio",),
    parameters=(
        Parameter(
            name="scale", label="Scale", minimum=0.1, maximum=5.0, default=0.5, curve="exponential",
            summary="How high a wave of full scale is.",
        ),
        Parameter(
            name="pointSize", label="Point size", minimum=0.5, maximum=2.0, default=1.0,
            summary="How thick the line is.",
        ),
        Parameter(
            name="xy", label="XY", kind="bool", default=False, summary="Whether left is drawn against right.",
        ),
    ),
)  # fmt: skip
SPECTROGRAM = ModuleType(
    name="spectrogram",
    label="Spectrogram",
    group="utility",
    summary="Shows which frequencies sound, over time.",
    inputs=("audio",),
    parameters=(
        Parameter(
            name="fftSize", label="FFT size", kind="choice", default="2048",
            choices=("256", "512", "1024", "2048", "4096", "8192"),
            summary="Frames in one spectrum: more tell frequencies apart, fewer tell times.",
        ),
        Parameter(
            name="window", label="Window", kind="choice", default="hamming",
            choices=("rectangle", "triangle", "hann", "hamming", "blackman"),
            summary="How a stretch is faded in and out before it is looked at.",
        ),
        Parameter(
            name="speed", label="Speed", minimum=0.1, maximum=5.0, default=1.0, curve="exponential",
            summary="How fast the picture moves.",
        ),
        Parameter(
            name="scale", label="Scale", kind="choice", choices=("linear", "log", "mel"), default="log",
            summary="How frequencies are laid out.",
        ),
        Parameter(
            name="lowest", label="Lowest", minimum=-140.0, maximum=-50.0, default=-90.0, unit="dB",
            summary="The level that is drawn darkest.",
        ),
        Parameter(
            name="highest", label="Highest", minimum=-40.0, maximum=0.0, default=0.0, unit="dB",
            summary="The level that is drawn brightest.",
        ),
    ),
)  # fmt: skip

MONITORS: tuple[ModuleType, ...] = (OSCILLOSCOPE, SPECTROGRAM)
