"""The code editor marks mistakes, lines that ran, and lines that wait."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from shells.code.appearance import ARMED_GROUND, MISTAKE_MARK, RAN_GROUND


def test_mistake_that_fits_is_said_behind_its_line(desk):
    desk.open("a\nb\nc")
    desk.editor.mark_mistake(2, "volume is 0 to 2,\n  got 7")

    assert desk.text.markerGet(1) & 1 << MISTAKE_MARK
    assert bytes(desk.text.eOLAnnotationText(1).data()).decode() == " volume is 0 to 2, got 7 "
    assert desk.text.annotationLines(1) == 0


def test_mistake_that_does_not_fit_is_wrapped_below_its_line_and_again_when_the_window_is_narrowed(desk):
    desk.open("a\n  b\nc")
    desk.editor.mark_mistake(2, "attempt to compare number with nil " * 4)
    wide = desk.text.annotationLines(1)
    assert 1 < wide < 4
    desk.window.resize(400, 500)
    QApplication.processEvents()

    assert desk.text.annotationLines(1) == 4


def test_two_mistakes_of_one_line_are_both_said(desk):
    desk.open("a")
    desk.editor.mark_mistake(1, "first")
    desk.editor.mark_mistake(1, "second")

    assert bytes(desk.text.annotationText(0).data()).decode() == " first \n second "


def test_mistake_stays_with_its_line_while_lines_are_added_above(desk):
    desk.open("a\nb")
    desk.editor.mark_mistake(2, "wrong")
    desk.editor.go_to(1, 1)
    desk.type("\n\n")

    assert desk.text.markerGet(3) & 1 << MISTAKE_MARK


@pytest.mark.parametrize("line", [0, -5, 99])
def test_mistake_outside_the_text_is_marked_at_its_nearest_line(desk, line):
    desk.open("a\nb")
    desk.editor.mark_mistake(line, "wrong")

    assert desk.text.markerGet(1 if line > 0 else 0) & 1 << MISTAKE_MARK


def test_mistakes_are_cleared(desk):
    desk.open("a\nb")
    desk.editor.mark_mistake(1, "short")
    desk.editor.mark_mistake(2, "long " * 60)
    desk.editor.clear_mistakes()

    assert [desk.text.markerGet(line) for line in (0, 1)] == [0, 0]
    assert desk.text.eOLAnnotationText(0).isEmpty()
    assert desk.text.annotationLines(1) == 0


def test_flash_makes_exactly_its_lines_glow_and_fades_to_nothing(desk):
    desk.open("a\nb\nc\nd")
    desk.editor.flash_lines(2, 3)
    flash = desk.editor.flash
    assert [bool(desk.text.markerGet(line) & 1 << RAN_GROUND) for line in range(4)] == [False, True, True, False]
    for _ in range(12):
        flash.fade()

    assert not flash.is_glowing
    assert desk.text.markerGet(1) == 0


def test_flash_is_seen_under_the_text(desk):
    desk.open("a\nb\nc")
    dark = desk.text.grab().toImage()
    desk.editor.flash_lines(2, 2)
    lit = desk.text.grab().toImage()
    y = desk.text.pointYFromPosition(2) + 4

    assert lit.pixelColor(600, y).lightness() > dark.pixelColor(600, y).lightness() + 20


def test_what_is_armed_glows_softly_until_it_is_disarmed(desk):
    desk.open("a\nb\nc")
    dark = desk.text.grab().toImage()
    desk.editor.flash_lines(*desk.editor.all_lines(), "armed")
    armed = desk.text.grab().toImage()
    desk.editor.flash_lines(1, 3)
    lit = desk.text.grab().toImage()
    y = desk.text.pointYFromPosition(2) + 4
    light = [image.pixelColor(600, y).lightness() for image in (dark, armed, lit)]

    assert light[0] + 5 < light[1] < light[2] - 5
    for _ in range(12):
        desk.editor.flash.fade()
    assert [desk.text.markerGet(line) for line in range(3)] == [1 << ARMED_GROUND] * 3
    desk.editor.disarm()
    assert [desk.text.markerGet(line) for line in range(3)] == [0, 0, 0]


def test_text_that_is_opened_is_not_armed(desk):
    desk.open("a\nb")
    desk.editor.flash_lines(1, 2, "armed")

    desk.open("c\nd")

    assert desk.text.markerGet(0) == 0
