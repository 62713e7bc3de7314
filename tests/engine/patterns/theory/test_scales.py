"""Scales by name."""

from __future__ import annotations

import pytest

from engine.core.errors import OutOfRange, UnknownName, WrongType
from engine.patterns.theory.scales import (
    SCALE_ALIASES,
    SCALES,
    degree_note,
    nearest_degree,
    parse_scale,
    scale_notes,
    scale_steps,
)

MAJOR = (0, 2, 4, 5, 7, 9, 11)


def test_there_are_sixty_scales_and_each_is_another_one():
    assert len(SCALES) >= 60
    assert len(set(SCALES.values())) == len(SCALES)


@pytest.mark.parametrize("name", [*SCALES, *SCALE_ALIASES])
def test_scale_rises_from_its_root_within_an_octave(name):
    steps = scale_steps(name)

    assert steps[0] == 0
    assert list(steps) == sorted(set(steps))
    assert steps[-1] < 12


@pytest.mark.parametrize("name", ["harmonic minor", "harmonicMinor", "harmonic_minor", "Harmonic:Minor"])
def test_scale_steps_takes_a_name_however_it_is_spelled(name):
    assert scale_steps(name) == (0, 2, 3, 5, 7, 8, 11)


def test_scale_steps_names_the_nearest_of_an_unknown_one():
    with pytest.raises(UnknownName, match='there is no scale "dorain"; did you mean "dorian"'):
        scale_steps("dorain")


def test_scale_notes_ends_on_the_root_above():
    assert scale_notes(60, "dorian", 2) == [60, 62, 63, 65, 67, 69, 70, 72, 74, 75, 77, 79, 81, 82, 84]


@pytest.mark.parametrize("octaves", [0, 11])
def test_scale_notes_refuses_octaves_out_of_range(octaves):
    with pytest.raises(OutOfRange, match=f"1 to 10 octaves, got {octaves}"):
        scale_notes(60, "major", octaves)


@pytest.mark.parametrize(("degree", "note"), [(0, 60), (2, 64), (7, 72), (-1, 59), (-7, 48), (1.5, 63), (9, 76)])
def test_degree_note_goes_on_over_octaves(degree, note):
    assert degree_note(degree, MAJOR, 60) == note


@pytest.mark.parametrize(("note", "degree"), [(60, 0), (64, 2), (61, 0), (59, -1), (72, 7)])
def test_nearest_degree_takes_the_one_below(note, degree):
    assert nearest_degree(note, MAJOR, 60) == degree


@pytest.mark.parametrize(
    ("said", "root", "name"),
    [("c4:dorian", 60, "dorian"), ("eb:harmonic:minor", 51, "harmonic minor"), ("minor", 48, "minor"),
     ("A minor", 57, "minor"), ("d:in", 50, "in"), ("dorian b2", 48, "dorian b2")],
)  # fmt: skip
def test_parse_scale_reads_root_and_name(said, root, name):
    assert parse_scale(said) == (root, SCALES[name])


def test_parse_scale_refuses_a_root_that_is_no_note():
    with pytest.raises((WrongType, UnknownName)):
        parse_scale("h4:major")
