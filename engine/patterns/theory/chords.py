"""Chords by name and by symbol, as semitones above their root, and the notes of one."""

from __future__ import annotations

from engine.core.errors import OutOfRange, UnknownName, did_you_mean
from engine.patterns.theory.notes import note_number, split_note

MOST_INVERSION = 12

CHORDS: dict[str, tuple[int, ...]] = {
    # triads and less
    "major": (0, 4, 7),
    "minor": (0, 3, 7),
    "diminished": (0, 3, 6),
    "augmented": (0, 4, 8),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "5": (0, 7),
    "1": (0,),
    "major flat 5": (0, 4, 6),
    "minor sharp 5": (0, 3, 8),
    # sixths
    "6": (0, 4, 7, 9),
    "minor6": (0, 3, 7, 9),
    "6/9": (0, 4, 7, 9, 14),
    "minor6/9": (0, 3, 7, 9, 14),
    "6sus4": (0, 5, 7, 9),
    # sevenths
    "7": (0, 4, 7, 10),
    "major7": (0, 4, 7, 11),
    "minor7": (0, 3, 7, 10),
    "minor major7": (0, 3, 7, 11),
    "half diminished": (0, 3, 6, 10),
    "diminished7": (0, 3, 6, 9),
    "augmented7": (0, 4, 8, 10),
    "augmented major7": (0, 4, 8, 11),
    "diminished major7": (0, 3, 6, 11),
    "minor7#5": (0, 3, 8, 10),
    "major7b5": (0, 4, 6, 11),
    "major7#11": (0, 4, 7, 11, 18),
    "7b5": (0, 4, 6, 10),
    "7sus2": (0, 2, 7, 10),
    "7sus4": (0, 5, 7, 10),
    "7b9": (0, 4, 7, 10, 13),
    "7#9": (0, 4, 7, 10, 15),
    "7#11": (0, 4, 7, 10, 18),
    "7b13": (0, 4, 7, 10, 20),
    "7#5b9": (0, 4, 8, 10, 13),
    "7#5#9": (0, 4, 8, 10, 15),
    "7b5b9": (0, 4, 6, 10, 13),
    "7b9sus4": (0, 5, 7, 10, 13),
    # added notes
    "add2": (0, 2, 4, 7),
    "add4": (0, 4, 5, 7),
    "add9": (0, 4, 7, 14),
    "add11": (0, 4, 7, 17),
    "add13": (0, 4, 7, 21),
    "minor add2": (0, 2, 3, 7),
    "minor add9": (0, 3, 7, 14),
    # ninths and further
    "9": (0, 4, 7, 10, 14),
    "major9": (0, 4, 7, 11, 14),
    "minor9": (0, 3, 7, 10, 14),
    "minor major9": (0, 3, 7, 11, 14),
    "9sus4": (0, 5, 7, 10, 14),
    "9b5": (0, 4, 6, 10, 14),
    "9#5": (0, 4, 8, 10, 14),
    "11": (0, 4, 7, 10, 14, 17),
    "major11": (0, 4, 7, 11, 14, 17),
    "minor11": (0, 3, 7, 10, 14, 17),
    "13": (0, 4, 7, 10, 14, 17, 21),
    "major13": (0, 4, 7, 11, 14, 17, 21),
    "minor13": (0, 3, 7, 10, 14, 17, 21),
    "quartal": (0, 5, 10, 15),
    "quintal": (0, 7, 14, 21),
}

CHORD_ALIASES = {
    "": "major", "M": "major", "maj": "major",
    "m": "minor", "min": "minor", "-": "minor",
    "dim": "diminished", "o": "diminished", "aug": "augmented", "+": "augmented", "sus": "sus4",
    "power": "5", "-5": "major flat 5", "m#5": "minor sharp 5", "m+5": "minor sharp 5",
    "M6": "6", "maj6": "6", "major6": "6", "m6": "minor6", "min6": "minor6", "-6": "minor6",
    "69": "6/9", "6add9": "6/9", "m69": "minor6/9", "m6/9": "minor6/9",
    "dom7": "7", "dominant7": "7", "M7": "major7", "maj7": "major7", "^7": "major7", "^": "major7", "Δ": "major7",
    "m7": "minor7", "min7": "minor7", "-7": "minor7",
    "mM7": "minor major7", "m^7": "minor major7", "-^7": "minor major7", "minMaj7": "minor major7",
    "m7b5": "half diminished", "-7b5": "half diminished", "m7-5": "half diminished", "h": "half diminished",
    "h7": "half diminished", "ø": "half diminished", "ø7": "half diminished", "m7flat5": "half diminished",
    "dim7": "diminished7", "o7": "diminished7", "aug7": "augmented7", "+7": "augmented7", "7#5": "augmented7",
    "7+5": "augmented7", "M7#5": "augmented major7", "^7#5": "augmented major7", "maj7#5": "augmented major7",
    "oM7": "diminished major7", "m7#5": "minor7#5", "m7+5": "minor7#5", "M7b5": "major7b5", "M7#11": "major7#11",
    "^7#11": "major7#11", "maj7#11": "major7#11", "7-5": "7b5", "7sus": "7sus4", "7-9": "7b9", "7alt": "7#5#9",
    "7sus4b9": "7b9sus4", "m add9": "minor add9", "madd9": "minor add9", "madd2": "minor add2",
    "dom9": "9", "M9": "major9", "maj9": "major9", "^9": "major9", "m9": "minor9", "min9": "minor9", "-9": "minor9",
    "mM9": "minor major9", "9sus": "9sus4", "M11": "major11", "maj11": "major11", "m11": "minor11", "min11": "minor11",
    "-11": "minor11", "dom11": "11", "M13": "major13", "maj13": "major13", "^13": "major13", "m13": "minor13",
    "min13": "minor13", "-13": "minor13", "dom13": "13",
}  # fmt: skip


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char not in " _:")


_BY_NAME = CHORDS | {alias: CHORDS[name] for alias, name in CHORD_ALIASES.items()}
# Where only the case differs, as in M7 and m7, the exact spelling is looked up first.
_BY_PLAIN_NAME = {_plain(name): steps for name, steps in reversed(_BY_NAME.items())}


def chord_steps(name: str) -> tuple[int, ...]:
    """Return a chord's semitones above its root: "minor7", "m7", "^7", "" for major.

    Raises:
        UnknownName: there is no such chord.
    """
    found = _BY_NAME.get(name) or _BY_PLAIN_NAME.get(_plain(name))
    if found is None:
        hint = did_you_mean(name, _BY_NAME) or "; there are major, minor, minor7, sus4"
        raise UnknownName(f'there is no chord "{name}"{hint}')
    return found


def chord_notes(root: float, name: str = "major", inversion: int = 0) -> list[float]:
    """Return the MIDI numbers of a chord from `root` up; each inversion lifts its lowest note by an octave.

    Raises:
        UnknownName: there is no such chord.
        OutOfRange: the inversion is not -12 to 12.
    """
    if not -MOST_INVERSION <= inversion <= MOST_INVERSION:
        raise OutOfRange(f"an inversion is -{MOST_INVERSION} to {MOST_INVERSION}, got {inversion}")
    notes = [root + step for step in chord_steps(name)]
    for _ in range(abs(inversion)):
        moved = notes.pop(0) + 12 if inversion > 0 else notes.pop() - 12
        notes = sorted([*notes, moved])
    return notes


def parse_chord(symbol: str) -> list[float]:
    """Return the MIDI numbers of a chord symbol, its root in octave 3 unless told: "Cm7", "Eb^7", "f#4:minor7", "C/E".

    Raises:
        WrongType: it does not begin with a note.
        UnknownName: there is no such chord.
    """
    upper, slash, bass = symbol.rpartition("/")
    if not slash or not split_note(bass)[0]:
        return _parse_upper(symbol)
    notes = _parse_upper(upper)
    lowest = note_number(bass)
    while lowest > notes[0]:
        lowest -= 12
    return [lowest, *(note for note in notes if (note - lowest) % 12 != 0)]


def _parse_upper(symbol: str) -> list[float]:
    letter, name = split_note(symbol)
    octave, colon, quality = name.partition(":")
    if colon or (name.isdecimal() and len(name) == 1 and name not in CHORDS):
        return chord_notes(note_number(letter + octave), quality)
    return chord_notes(note_number(letter), name)
