"""Scales by name, as semitones above their root, and the notes of one."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from engine.core.errors import OutOfRange, UnknownName, did_you_mean
from engine.patterns.theory.notes import is_note, note_number

MOST_OCTAVES = 10

SCALES: dict[str, tuple[int, ...]] = {
    # the modes of the major scale
    "major": (0, 2, 4, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
    # harmonic minor and its modes
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "locrian natural 6": (0, 1, 3, 5, 6, 9, 10),
    "ionian augmented": (0, 2, 4, 5, 8, 9, 11),
    "dorian sharp 4": (0, 2, 3, 6, 7, 9, 10),
    "phrygian dominant": (0, 1, 4, 5, 7, 8, 10),
    "lydian sharp 2": (0, 3, 4, 6, 7, 9, 11),
    "ultralocrian": (0, 1, 3, 4, 6, 8, 9),
    # melodic minor and its modes
    "melodic minor": (0, 2, 3, 5, 7, 9, 11),
    "dorian b2": (0, 1, 3, 5, 7, 9, 10),
    "lydian augmented": (0, 2, 4, 6, 8, 9, 11),
    "lydian dominant": (0, 2, 4, 6, 7, 9, 10),
    "mixolydian b6": (0, 2, 4, 5, 7, 8, 10),
    "half diminished": (0, 2, 3, 5, 6, 8, 10),
    "altered": (0, 1, 3, 4, 6, 8, 10),
    # pentatonics
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "egyptian": (0, 2, 5, 7, 10),
    "ritusen": (0, 2, 5, 7, 9),
    "hirajoshi": (0, 2, 3, 7, 8),
    "iwato": (0, 1, 5, 6, 10),
    "in": (0, 1, 5, 7, 8),
    "insen": (0, 1, 5, 7, 10),
    "kumoi": (0, 2, 3, 7, 9),
    "pelog": (0, 1, 3, 7, 8),
    "scriabin": (0, 1, 4, 7, 9),
    "prometheus": (0, 2, 4, 6, 9, 10),
    "dominant pentatonic": (0, 2, 4, 7, 10),
    "lydian pentatonic": (0, 4, 6, 7, 11),
    "locrian pentatonic": (0, 3, 5, 6, 10),
    # blues and bebop
    "blues": (0, 3, 5, 6, 7, 10),
    "major blues": (0, 2, 3, 4, 7, 9),
    "bebop": (0, 2, 4, 5, 7, 9, 10, 11),
    "bebop major": (0, 2, 4, 5, 7, 8, 9, 11),
    "bebop minor": (0, 2, 3, 4, 5, 7, 9, 10),
    # symmetric
    "chromatic": (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    "whole tone": (0, 2, 4, 6, 8, 10),
    "augmented": (0, 3, 4, 7, 8, 11),
    "diminished": (0, 2, 3, 5, 6, 8, 9, 11),
    "half whole diminished": (0, 1, 3, 4, 6, 7, 9, 10),
    "tritone": (0, 1, 4, 6, 7, 10),
    "messiaen 3": (0, 2, 3, 4, 6, 7, 8, 10, 11),
    "messiaen 4": (0, 1, 2, 5, 6, 7, 8, 11),
    "messiaen 5": (0, 1, 5, 6, 7, 11),
    "messiaen 6": (0, 2, 4, 5, 6, 8, 10, 11),
    "messiaen 7": (0, 1, 2, 3, 5, 6, 7, 8, 9, 11),
    # from elsewhere
    "double harmonic": (0, 1, 4, 5, 7, 8, 11),
    "hungarian minor": (0, 2, 3, 6, 7, 8, 11),
    "hungarian major": (0, 3, 4, 6, 7, 9, 10),
    "neapolitan major": (0, 1, 3, 5, 7, 9, 11),
    "neapolitan minor": (0, 1, 3, 5, 7, 8, 11),
    "enigmatic": (0, 1, 4, 6, 8, 10, 11),
    "persian": (0, 1, 4, 5, 6, 8, 11),
    "oriental": (0, 1, 4, 5, 6, 9, 10),
    "harmonic major": (0, 2, 4, 5, 7, 8, 11),
    "major locrian": (0, 2, 4, 5, 6, 8, 10),
    "leading whole tone": (0, 2, 4, 6, 8, 10, 11),
    "todi": (0, 1, 3, 6, 7, 8, 11),
    "purvi": (0, 1, 4, 6, 7, 8, 11),
    "marva": (0, 1, 4, 6, 7, 9, 11),
    "ahirbhairav": (0, 1, 4, 5, 7, 9, 10),
    "spanish": (0, 1, 3, 4, 5, 6, 8, 10),
    "flamenco": (0, 1, 3, 4, 5, 7, 8, 10),
}

SCALE_ALIASES = {
    "yo": "minor pentatonic",
    "chinese": "lydian pentatonic",
    "algerian": "hungarian minor",
    "ionian": "major",
    "aeolian": "minor",
    "natural minor": "minor",
    "maj": "major",
    "min": "minor",
    "pentatonic": "major pentatonic",
    "major pent": "major pentatonic",
    "minor pent": "minor pentatonic",
    "byzantine": "double harmonic",
    "gypsy": "double harmonic",
    "bhairav": "double harmonic",
    "super locrian": "altered",
    "acoustic": "lydian dominant",
    "overtone": "lydian dominant",
    "hindu": "mixolydian b6",
    "romanian minor": "dorian sharp 4",
    "ukrainian dorian": "dorian sharp 4",
    "bebop dominant": "bebop",
    "octatonic": "diminished",
    "messiaen 1": "whole tone",
    "messiaen 2": "half whole diminished",
    "minor blues": "blues",
    "hijaz": "phrygian dominant",
    "spanish gypsy": "phrygian dominant",
}


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum() or char == "#")


_BY_PLAIN_NAME = {_plain(name): steps for name, steps in SCALES.items()} | {
    _plain(alias): SCALES[name] for alias, name in SCALE_ALIASES.items()
}


def scale_steps(name: str) -> tuple[int, ...]:
    """Return a scale's semitones above its root. Case, spaces, `_`, `-` and `:` in the name do not matter.

    Raises:
        UnknownName: there is no such scale.
    """
    found = _BY_PLAIN_NAME.get(_plain(name))
    if found is None:
        known = (*SCALES, *SCALE_ALIASES)
        raise UnknownName(
            f'there is no scale "{name}"{did_you_mean(name, known) or "; there are major, minor, dorian"}'
        )
    return found


def scale_notes(root: float, name: str, octaves: int = 1) -> list[float]:
    """Return the MIDI numbers of a scale from `root` up, its last octave's root included.

    Raises:
        UnknownName: there is no such scale.
        OutOfRange: `octaves` is not 1 to 10.
    """
    steps = scale_steps(name)
    if not 1 <= octaves <= MOST_OCTAVES:
        raise OutOfRange(f"a scale goes over 1 to {MOST_OCTAVES} octaves, got {octaves}")
    return [root + 12 * octave + step for octave in range(octaves) for step in steps] + [root + 12 * octaves]


def degree_note(degree: float, steps: tuple[int, ...], root: float = 0) -> float:
    """Return the note of a scale's degree: 0 is the root, 7 of a seven-note scale an octave above, -1 the note below.

    A degree between two, 1.5, is between their notes.
    """
    lower = floor(degree)
    octave, place = divmod(lower, len(steps))
    note = root + 12 * octave + steps[place]
    if degree == lower:
        return note
    above = degree_note(lower + 1, steps, root)
    return note + (above - note) * float(Fraction(degree) - lower)


def nearest_degree(note: float, steps: tuple[int, ...], root: float = 0) -> int:
    """Return the degree of `note`, or of the scale's next note below it."""
    octave, above = divmod(note - root, 12)
    return int(octave) * len(steps) + sum(step <= above for step in steps) - 1


def parse_scale(text: str) -> tuple[float, tuple[int, ...]]:
    """Return root and semitones of a scale as words of a pattern say it: "c4:dorian", "eb:harmonic:minor", "minor".

    Raises:
        WrongType: the root is no note.
        UnknownName: there is no such scale.
    """
    root, colon, name = text.partition(":" if ":" in text else " ")
    if colon and is_note(root):
        return note_number(root), scale_steps(name)
    return note_number("c"), scale_steps(text)
