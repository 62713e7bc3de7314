"""The sampler, as data."""

from __future__ import annotations

from msgspec.structs import replace

from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.shared import CUTOFF, PAN, POLYPHONY, RESONANCE, seconds, volume

WINDOWS = ("linear", "exp", "gauss", "hann", "hamming")  # shapes of a grain

_BANK = (
    Parameter(
        name="sample", label="Sample", kind="text", default="", names="sample", section="Sample",
        summary="A bundled name, a file, or a folder of files.",
    ),
    Parameter(
        name="samples", label="More samples", kind="list", default=(), names="sample", section="Sample",
        summary="More names, files and folders; with the sample they are the bank that index chooses from.",
    ),
    Parameter(
        name="index", label="Index", kind="int", maximum=999, default=0, section="Sample",
        summary="Which sample of the bank plays, from 0; beyond the last it goes on with the first.",
    ),
)  # fmt: skip

_PLAY = (
    Parameter(
        name="speed", label="Speed", minimum=-10.0, maximum=10.0, default=1.0, section="Play",
        summary="Playing speed, and with it pitch; 1 is as recorded, below 0 backwards, at 0 it stands and is silent.",
    ),
    Parameter(
        name="playStyle", label="Play style", kind="choice", choices=("once", "loop", "grain", "next"), default="once",
        section="Play",
        summary="once plays to the end, loop goes round, grain dwells at the position, next goes on where it stopped.",
    ),
    replace(POLYPHONY, section="Play"),
)  # fmt: skip

_REGION = (
    Parameter(
        name="position", label="Position", default=0.0, section="Region",
        summary="Where in the region notes begin, in the direction of play; where grains are taken from.",
    ),
    Parameter(
        name="regionStart", label="Region start", default=0.0, section="Region",
        summary="Where it starts; 0 is the beginning, 1 the end.",
    ),
    Parameter(
        name="regionEnd", label="Region end", default=1.0, section="Region",
        summary="Where it ends; must lie after the start.",
    ),
)  # fmt: skip

_GRAIN = (
    Parameter(
        name="grainSize", label="Grain size", maximum=10.0, default=0.1, unit="s", curve="exponential",
        section="Grain", summary="How long a grain lasts; none is shorter than 2 ms.",
    ),
    Parameter(
        name="grainOverlap", label="Grain overlap", minimum=1.0, maximum=8.0, default=2.0, section="Grain",
        summary="How many grains sound at a time.",
    ),
    Parameter(
        name="grainWindow", label="Grain window", kind="choice", choices=WINDOWS, default="hann", section="Grain",
        summary="How a grain swells and fades.",
    ),
    Parameter(
        name="grainSpray", label="Grain spray", default=0.0, unit="s", section="Grain",
        summary="How far from the position grains are strewn.",
    ),
    Parameter(
        name="grainDetune", label="Grain detune", maximum=12.0, default=0.0, unit="st", section="Grain",
        summary="How far from their pitch grains are strewn.",
    ),
    Parameter(
        name="grainTravel", label="Grain travel", minimum=-4.0, maximum=4.0, default=0.0, section="Grain",
        summary="How fast grains move on through the region; 0 stays, 1 is as recorded, whatever the pitch.",
    ),
)  # fmt: skip

_ENVELOPE = (
    seconds("attack", "Attack", 0.0, "Time to full level."),
    seconds("decay", "Decay", 0.0, "Time from full level to the sustain level."),
    Parameter(name="sustain", label="Sustain", default=1.0, summary="Level while the note is held."),
    seconds("release", "Release", 0.01, "Time to silence after the note.", minimum=0.005),
)

SAMPLER = ModuleType(
    name="sampler",
    label="Sampler",
    group="instrument",
    summary="Plays samples of a bank at the pitch of the note; note 60 (c4) is the pitch they were made at.",
    inputs=("event",),
    outputs=("audio",),
    accepts_files=True,
    parameters=(
        *_BANK,
        *(replace(each, section="Mix") for each in (volume(), PAN)),
        *_PLAY,
        *(replace(each, section="Filter") for each in (CUTOFF, RESONANCE)),
        *_REGION,
        *_GRAIN,
        *(replace(each, section="Envelope") for each in _ENVELOPE),
    ),
)
