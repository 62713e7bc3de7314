"""Parameters that several module types have."""

from __future__ import annotations

from engine.modules.parameter import Parameter


def volume(maximum: float = 2.0) -> Parameter:
    """Loudness, from silence to `maximum`."""
    return Parameter(name="volume", label="Volume", maximum=maximum, default=1.0, summary="Loudness; 1 is as it comes.")


def seconds(name: str, label: str, default: float, summary: str, minimum: float = 0.0) -> Parameter:
    """A time of up to ten seconds."""
    return Parameter(
        name=name,
        label=label,
        minimum=minimum,
        maximum=10.0,
        default=default,
        unit="s",
        curve="exponential",
        summary=summary,
    )


PAN = Parameter(name="pan", label="Pan", minimum=-1.0, default=0.0, summary="Left -1 to right 1.")
CUTOFF = Parameter(
    name="cutoff", label="Cutoff", minimum=20.0, maximum=20000.0, default=20000.0, unit="Hz", curve="exponential",
    summary="Low-pass filter: what lies above is taken away.",
)  # fmt: skip
RESONANCE = Parameter(
    name="resonance", label="Resonance", maximum=0.95, default=0.0, summary="How much the filter rings at its cutoff."
)
POLYPHONY = Parameter(
    name="polyphony", label="Polyphony", kind="choice", choices=("poly", "mono"), default="poly",
    summary="poly lets notes overlap, mono ends the last one.",
)  # fmt: skip
