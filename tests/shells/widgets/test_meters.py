"""Meters draw the numbers they are given."""

from __future__ import annotations

import pytest

from shells.theme import current_theme
from shells.widgets.meters import LoadMeter, PeakMeter, peak_to_position


@pytest.mark.parametrize(("peak", "position"), [(0.0, 0.0), (0.001, 0.0), (0.0631, 0.5), (1.0, 1.0), (2.0, 1.0)])
def test_peak_lies_on_a_scale_of_decibels(peak, position):
    assert peak_to_position(peak) == pytest.approx(position, abs=0.001)


def test_peak_meter_is_red_only_near_full_scale(shown):
    meter, colours = shown(PeakMeter()), current_theme().colours
    meter.show_peaks(0.5, 1.0)
    image = meter.grab().toImage()
    names = [{image.pixelColor(x, y).name() for x in range(96)} for y in (7, 17)]

    assert colours.bad not in names[0]
    assert colours.bad in names[1]


def test_peak_meter_holds_the_highest_and_lets_it_fall(shown):
    meter = shown(PeakMeter())
    meter.show_peaks(1.0, 1.0)
    loud = meter.grab().toImage()
    meter.show_peaks(0.0, 0.0)
    held = meter.grab().toImage()
    for _ in range(200):
        meter.show_peaks(0.0, 0.0)

    assert held not in (loud, meter.grab().toImage())


def test_peak_meter_rises_at_once_and_falls_steadily(shown):
    meter, good = shown(PeakMeter()), current_theme().colours.good

    def lit() -> int:
        image = meter.grab().toImage()
        return sum(image.pixelColor(x, 7).name() == good for x in range(96))

    meter.show_peaks(0.1, 0.1)
    widths = [lit()]
    for _ in range(20):
        meter.show_peaks(0.0, 0.0)
        widths.append(lit())

    assert widths[0] > 50
    assert widths[0] > widths[1] > widths[2] > 40
    assert widths[-1] == 0


@pytest.mark.parametrize(("load", "colour"), [(0.2, "cool"), (0.75, "warning"), (0.95, "bad"), (3.0, "bad")])
def test_load_meter_warns_before_there_is_no_time_left(shown, load, colour):
    meter = shown(LoadMeter())
    meter.show_load(load)

    assert meter.grab().toImage().pixelColor(2, 22).name() == getattr(current_theme().colours, colour)
    assert meter.accessibleDescription() == f"{round(load * 100)} percent"
