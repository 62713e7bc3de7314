"""Numbers of movements."""

from __future__ import annotations

from shells.editor.gestures import Gestures


def test_gestures_give_one_number_to_a_whole_movement_and_another_to_the_next():
    gestures = Gestures()

    gestures.begin("volume")
    first = [gestures.of("volume"), gestures.of("volume")]
    gestures.end("volume")
    gestures.begin("volume")

    assert first[0] == first[1] != 0
    assert gestures.of("volume") not in (0, first[0])


def test_gestures_give_nothing_to_what_no_hand_holds():
    gestures = Gestures()
    gestures.begin("volume")
    gestures.end("volume")
    gestures.end("volume")

    assert gestures.of("volume") == 0


def test_gestures_of_two_hands_are_apart():
    gestures = Gestures()
    gestures.begin("volume")
    gestures.begin("pan")

    assert gestures.of("volume") != gestures.of("pan")
