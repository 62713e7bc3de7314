"""Where samples are: bundled ones by name, the player's own by file or folder. Reads no sound: workers start fast."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from engine.core.errors import EngineError, did_you_mean

BUNDLED = Path(__file__).parents[2] / "resources" / "samples"
AUDIO_SUFFIXES = frozenset(
    {".wav", ".flac", ".aif", ".aiff", ".ogg", ".oga", ".mp3", ".opus", ".w64", ".rf64", ".au", ".caf"}
)
FOREIGN_SUFFIXES = frozenset(  # sound, which libsndfile does not read
    {".m4a", ".aac", ".mp4", ".mov", ".wma", ".avi", ".mkv", ".webm", ".ape", ".wv"}
)
MOST_FILES = 999  # of one folder
LONGEST_SHOWN = 300  # characters of a name in a message
_BUNDLED_SUFFIX = ".wav"


class SampleMistake(EngineError):
    """A sample that cannot be had: it is not there, not sound, or too long."""


def catalog(folder: Path) -> tuple[str, ...]:
    """Return the names of the bundled samples, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder.glob(f"*{_BUNDLED_SUFFIX}")))


def find_sample(name: str, bundled: Path, folders: Iterable[Path]) -> Path:
    """Return the file of a sample, or a folder of samples.

    A plain name is bundled; a path, or a name with a suffix of sound, is the player's own.

    Raises:
        SampleMistake: there is no such file or folder.
    """
    if not _is_file_name(name):
        path = bundled / f"{name}{_BUNDLED_SUFFIX}"
        if os.path.isfile(path):
            return path
        known = catalog(bundled)
        hint = (
            did_you_mean(name, known)
            or f"; there are {', '.join(known) or 'none'}, or give a file such as sounds/{_short(name)}.wav"
        )
        raise SampleMistake(f'there is no sample "{_short(name)}"{hint}')
    places = [folder / os.path.expanduser(name) for folder in (*folders, Path.cwd())]
    for place in places:  # asked of os.path, to which a name that no file can have is one that is not there
        if os.path.isfile(place) or os.path.isdir(place):
            return place
        if os.path.exists(place):
            raise SampleMistake(f'"{_short(name)}" is no file of sound, but a device, a pipe or the like; name a file')
    looked_in = " or ".join(dict.fromkeys(f'"{_short(str(place.parent))}"' for place in places))
    kind = "file" if Path(name).suffix else "folder"
    raise SampleMistake(
        f'there is no {kind} "{_short(Path(name).name)}" in {looked_in}; put it there or give its full path'
    )


def files_in(name: str, folder: Path) -> tuple[str, ...]:
    """Return the names of the samples in a folder that is called `name`, "2.wav" before "10.wav".

    Raises:
        SampleMistake: it holds no file of sound, or far too many, or cannot be looked into.
    """
    try:
        found = [path.name for path in folder.iterdir() if path.suffix.lower() in AUDIO_SUFFIXES and path.is_file()]
    except OSError as error:
        raise SampleMistake(f'folder "{name}" cannot be looked into ({error.strerror})') from error
    own = sorted((each for each in found if not each.startswith(".")), key=_natural)
    if not own:
        raise SampleMistake(f'folder "{name}" holds no file of sound; put WAV, FLAC, AIFF, OGG or MP3 files there')
    if len(own) > MOST_FILES:
        raise SampleMistake(f'folder "{name}" holds {len(own)} files; a folder may hold {MOST_FILES}, so divide it')
    return tuple(f"{name.rstrip('/' + os.sep)}/{each}" for each in own)


def _short(name: str) -> str:
    """Return a name as it fits into a sentence."""
    return name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}..."


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return a key by which numbers within names count as numbers."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], name


def _is_file_name(name: str) -> bool:
    has_separator = os.sep in name or "/" in name
    return has_separator or Path(name).suffix.lower() in AUDIO_SUFFIXES | FOREIGN_SUFFIXES
