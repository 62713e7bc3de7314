"""Where samples are: bundled ones by name, the player's own by file. Reads no sound, so script workers start fast."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from engine.core.errors import EngineError, did_you_mean

BUNDLED = Path(__file__).parents[2] / "resources" / "samples"
AUDIO_SUFFIXES = frozenset(
    {".wav", ".flac", ".aif", ".aiff", ".ogg", ".oga", ".mp3", ".opus", ".w64", ".rf64", ".au", ".caf"}
)
_BUNDLED_SUFFIX = ".wav"


class SampleMistake(EngineError):
    """A sample that cannot be had: it is not there, not sound, or too long."""


def catalog(folder: Path) -> tuple[str, ...]:
    """Return the names of the bundled samples, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder.glob(f"*{_BUNDLED_SUFFIX}")))


def find_sample(name: str, bundled: Path, folders: Iterable[Path]) -> Path:
    """Return the file of a sample: a plain name is bundled, a path or a name with a suffix is the player's own.

    Raises:
        SampleMistake: there is no such file.
    """
    if not _is_file_name(name):
        path = bundled / f"{name}{_BUNDLED_SUFFIX}"
        if path.is_file():
            return path
        known = catalog(bundled)
        hint = (
            did_you_mean(name, known)
            or f"; there are {', '.join(known) or 'none'}, or give a file such as sounds/{name}.wav"
        )
        raise SampleMistake(f'there is no sample "{name}"{hint}')
    places = [folder / Path(name).expanduser() for folder in (*folders, Path.cwd())]
    for place in places:
        if place.is_file():
            return place
    looked_in = " or ".join(dict.fromkeys(f'"{place.parent}"' for place in places))
    raise SampleMistake(f'there is no file "{Path(name).name}" in {looked_in}; put it there or give its full path')


def _is_file_name(name: str) -> bool:
    has_separator = os.sep in name or "/" in name
    return has_separator or Path(name).suffix.lower() in AUDIO_SUFFIXES
