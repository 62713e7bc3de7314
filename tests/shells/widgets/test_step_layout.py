"""Where steps lie."""

from __future__ import annotations

import pytest

from shells.widgets.step_layout import StepLayout


@pytest.mark.parametrize(
    ("count", "per_beat", "width", "columns", "rows"),
    [
        (16, 4, 900, 16, 1),
        (16, 4, 480, 16, 1),
        (16, 4, 300, 8, 2),
        (16, 4, 345, 8, 2),
        (12, 4, 200, 4, 3),
        (15, 4, 345, 8, 2),
        (64, 4, 900, 32, 2),
        (64, 4, 1300, 48, 2),
        (512, 4, 900, 32, 16),
        (7, 2, 900, 7, 1),
        (21, 3, 400, 12, 2),
        (16, 4, 60, 2, 8),
        (1, 4, 20, 1, 1),
    ],
)
def test_step_layout_breaks_rows_between_beats_when_they_do_not_fit(count, per_beat, width, columns, rows):
    layout = StepLayout.fitting(count, per_beat, width)

    assert (layout.columns, layout.rows) == (columns, rows)


@pytest.mark.parametrize(("count", "per_beat", "width"), [(16, 4, 900), (64, 4, 900), (21, 3, 400), (512, 8, 700)])
def test_every_step_is_found_at_the_middle_and_the_corners_of_its_cell(count, per_beat, width):
    layout = StepLayout.fitting(count, per_beat, width)
    for index in range(count):
        left, top = layout.place(index)
        for x in (left, left + layout.cell / 2, left + layout.cell):
            for y in (top, top + layout.height / 2, top + layout.height):
                assert layout.index_at(x, y) == index


def test_no_step_is_found_below_above_or_right_of_all_cells():
    layout = StepLayout.fitting(16, 4, 900)

    assert layout.index_at(5, -3) is None
    assert layout.index_at(5, layout.total_height + 20) is None
    assert layout.index_at(2000, 20) is None


def test_cells_fill_the_width_that_there_is_but_never_grow_out_of_shape():
    wide = StepLayout.fitting(16, 4, 900)
    assert wide.left(15) + wide.cell == pytest.approx(900)
    assert StepLayout.fitting(4, 4, 900).cell == 74
