"""The envelope modulator: its lines, through notes that overlap."""

from __future__ import annotations

import pytest

from engine.sound.modulation.contour import Contour
from tests.engine.sound.scenes import module

TENTH = 4_800  # frames


@pytest.fixture
def contour(studio):
    return Contour(studio, module("env", 2, "envelope", attack=0.1, decay=0.2, sustain=0.5, release=0.1))


def at(made, *tenths):
    return [made.level(int(tenth * TENTH)) for tenth in tenths]


def test_envelope_rests_at_0(contour):
    assert at(contour, 0, 10) == [0.0, 0.0]


def test_envelope_rises_falls_to_its_sustain_level_and_stays(contour):
    contour.note_on(60.0, 1.0, 1)

    assert at(contour, 0.5, 1, 2, 3, 9) == pytest.approx([0.5, 1.0, 0.75, 0.5, 0.5])


def test_envelope_falls_to_0_when_the_note_ends(studio, contour):
    contour.note_on(60.0, 1.0, 1)
    studio.now = 4 * TENTH
    contour.note_off(1)

    assert at(contour, 4, 4.5, 5, 9) == pytest.approx([0.5, 0.25, 0.0, 0.0])


def test_envelope_begins_anew_from_where_it_is(studio, contour):
    contour.note_on(60.0, 1.0, 1)
    studio.now = 4 * TENTH
    contour.note_on(62.0, 1.0, 2)

    assert at(contour, 4, 4.5, 5) == pytest.approx([0.5, 0.75, 1.0])


def test_envelope_is_released_by_the_last_of_the_notes(studio, contour):
    contour.note_on(60.0, 1.0, 1)
    contour.note_on(62.0, 1.0, 2)
    studio.now = 4 * TENTH
    contour.note_off(1)
    assert at(contour, 6) == [0.5]

    contour.note_off(2)
    assert at(contour, 6) == [0.0]


def test_envelope_does_not_mind_the_end_of_a_note_that_it_does_not_know(studio, contour):
    contour.note_on(60.0, 1.0, 1)
    studio.now = 4 * TENTH
    contour.note_off(7)

    assert at(contour, 6) == [0.5]


def test_envelope_is_lower_for_soft_notes_as_far_as_velocity_says(studio):
    made = Contour(studio, module("env", 2, "envelope", attack=0.1, sustain=1.0, velocity=0.5))
    made.note_on(60.0, 0.5, 1)

    assert at(made, 1, 9) == pytest.approx([0.75, 0.75])


def test_envelope_ends_at_a_panic(contour):
    contour.note_on(60.0, 1.0, 1)
    contour.silence()

    assert at(contour, 2) == [0.0]


def test_envelope_is_the_same_however_it_is_sliced(contour):
    contour.note_on(60.0, 1.0, 1)

    assert [contour.level(frame) for frame in range(20_000)] == contour.draw(0, 20_000).tolist()
