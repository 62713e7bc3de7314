"""What editing many steps at once does: clear, paste, duplicate, double, legato, random."""

from __future__ import annotations

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import COLUMNS, REST, Cell, Column, Step
from engine.core.errors import EngineError, NotAllowed, OutOfRange
from engine.patterns.notation import format_steps, parse_steps
from tests.engine.core.documents import after

HIT = Step(velocity=1.0)
RICH = Step(0.5, 60.0, 2.0, 3, 50.0, (1, 2), Map({"cutoff": 500.0}), (Cell(1, 64.0),))


@pytest.fixture
def eight(empty):
    """A pattern `p` of eight steps with two hidden ones."""
    return after(empty, c.AddPattern(name="p", steps=parse_steps("Xxo.....XX")), c.SetStepCount(pattern="p", count=8))


def drawn(document):
    pattern = document.patterns["p"]
    return format_steps(pattern.steps[: pattern.count]) + "|" + format_steps(pattern.steps[pattern.count :])


def test_clear_makes_a_range_rests(eight):
    assert drawn(apply(eight, c.ClearSteps(pattern="p", first=1, count=7))) == "X.......|XX"


def test_clear_of_rests_changes_nothing(eight):
    assert apply(eight, c.ClearSteps(pattern="p", first=3, count=5)) is eight


def test_paste_writes_over_and_leaves_out_what_goes_beyond_the_end(eight):
    assert drawn(apply(eight, c.PasteSteps(pattern="p", first=6, steps=parse_steps("XXXX")))) == "Xxo...XX|XX"


def test_paste_of_what_is_there_or_of_nothing_changes_nothing(eight):
    assert apply(eight, c.PasteSteps(pattern="p", first=0, steps=parse_steps("Xx"))) is eight
    assert apply(eight, c.PasteSteps(pattern="p", first=0, steps=())) is eight


@pytest.mark.parametrize(
    ("first", "count", "to", "drawing"),
    [
        (0, 3, 3, "XxoXxo..|XX"),
        (0, 3, 1, "XXxo....|XX"),
        (1, 3, 0, "xo......|XX"),
        (0, 3, 6, "Xxo...Xx|XX"),
        (0, 8, 0, "Xxo.....|XX"),
    ],
)
def test_duplicate_copies_a_range_as_it_was_though_the_two_overlap(eight, first, count, to, drawing):
    assert drawn(apply(eight, c.DuplicateSteps(pattern="p", first=first, count=count, to=to))) == drawing


def test_double_plays_the_same_again_over_what_was_hidden(eight):
    assert drawn(apply(eight, c.DoubleSteps(pattern="p"))) == "Xxo.....Xxo.....|"


def test_legato_lasts_until_the_next_step_and_over_the_end_until_the_first(eight):
    steps = apply(eight, c.LegatoSteps(pattern="p")).patterns["p"].steps

    assert [step.length for step in steps] == [1.0, 1.0, 6.0, None, None, None, None, None, None, None]


def test_legato_of_one_step_is_the_whole_pattern_and_64_steps_at_most(empty):
    document = after(empty, c.AddPattern(name="p", steps=(HIT,)), c.LegatoSteps(pattern="p"))
    assert document.patterns["p"].steps[0].length == 1.0

    document = after(document, c.SetStepCount(pattern="p", count=100), c.LegatoSteps(pattern="p"))
    assert document.patterns["p"].steps[0].length == 64.0


def test_legato_twice_is_once(eight):
    once = apply(eight, c.LegatoSteps(pattern="p"))

    assert apply(once, c.LegatoSteps(pattern="p")) is once


def test_random_fills_seven_of_ten_steps_and_the_same_for_the_same_seed(empty):
    document = apply(empty, c.AddPattern(name="p", count=512))
    one = apply(document, c.RandomiseSteps(pattern="p", seed=1))
    steps = one.patterns["p"].steps

    assert 330 <= sum(step.is_on for step in steps) <= 390
    assert all(0.25 <= step.velocity <= 0.75 for step in steps if step.is_on)
    assert apply(document, c.RandomiseSteps(pattern="p", seed=1)) == one
    assert apply(document, c.RandomiseSteps(pattern="p", seed=2)) != one


def test_random_leaves_hidden_steps_alone(eight):
    assert drawn(apply(eight, c.RandomiseSteps(pattern="p", seed=1)))[8:] == "|XX"


@pytest.mark.parametrize(
    ("column", "of"),
    [
        (Column("velocity"), lambda step: step.velocity),
        (Column("note"), lambda step: step.note),
        (Column("index"), lambda step: step.index),
        (Column("length"), lambda step: step.length),
        (Column("chance"), lambda step: step.chance),
        (Column("ratio"), lambda step: step.ratio),
        (Column("parameter", "cutoff"), lambda step: step.values["cutoff"]),
        (Column("parameter", "wave"), lambda step: step.values["wave"]),
    ],
)
def test_random_column_draws_it_where_steps_are_filled_and_nothing_else(eight, column, of):
    document = apply(eight, c.SetColumns(pattern="p", columns=tuple(dict.fromkeys((*COLUMNS, column)))))
    seeds = [apply(document, c.RandomiseSteps(pattern="p", seed=seed, column=column)) for seed in range(12)]

    assert len({of(each.patterns["p"].steps[0]) for each in seeds}) > 1
    assert all(each.patterns["p"].steps[3] is REST or not each.patterns["p"].steps[3].is_on for each in seeds)
    assert all(each.patterns["p"].columns == document.patterns["p"].columns for each in seeds)


@pytest.mark.parametrize(
    ("command", "error", "text"),
    [
        (c.ClearSteps(pattern="p", first=8, count=1), OutOfRange, 'pattern "p" has steps 1 to 8, got 9'),
        (c.ClearSteps(pattern="p", first=6, count=3), OutOfRange, 'pattern "p" has 2 steps from step 7 on, got 3'),
        (c.ClearSteps(pattern="p", first=6, count=0), OutOfRange, 'pattern "p" has 2 steps from step 7 on, got 0'),
        (c.DuplicateSteps(pattern="p", first=0, count=2, to=-1), OutOfRange, 'pattern "p" has steps 1 to 8, got 0'),
        (
            c.PasteSteps(pattern="p", first=0, steps=(Step(velocity=2.0),)),
            OutOfRange,
            "a step's velocity is 0 to 1, got 2",
        ),
        (
            c.RandomiseSteps(pattern="p", seed=1, column=Column("chance")),
            NotAllowed,
            'pattern "p" shows no chance column',
        ),
    ],
)
def test_edits_of_steps_say_what_is_wrong(eight, command, error, text):
    with pytest.raises(error) as caught:
        apply(eight, command)
    assert str(caught.value) == text


def test_double_beyond_512_steps_is_refused(empty):
    document = apply(empty, c.AddPattern(name="p", count=300))

    with pytest.raises(OutOfRange, match="doubled they would be more than 512"):
        apply(document, c.DoubleSteps(pattern="p"))


def test_a_text_parameter_cannot_be_drawn(eight):
    column = Column("parameter", "sample")
    document = apply(eight, c.SetColumns(pattern="p", columns=(*COLUMNS, column)))

    with pytest.raises(NotAllowed, match="sample holds no numbers"):
        apply(document, c.RandomiseSteps(pattern="p", seed=1, column=column))


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Step(1.0, chance=101.0), "a step's chance is 0 to 100 percent, got 101"),
        (Step(1.0, chance=float("nan")), "a step's chance is 0 to 100 percent, got nan"),
        (Step(1.0, ratio=(0, 1)), "a step's ratio is 1:1 to 16:16, got 0:1"),
        (Step(1.0, ratio=(1, 17)), "a step's ratio is 1:1 to 16:16, got 1:17"),
        (Step(1.0, index=-1), "a step's index is 0 to 9999, got -1"),
        (Step(1.0, more=(Cell(note=128.0),)), "a step's note is 0 to 127, got 128"),
        (Step(1.0, more=(Cell(),) * 16), "a step has up to 16 voices, got 17"),
        (Step(1.0, values={"cutoff": float("inf")}), "a step's cutoff is a finite number, got inf"),
        (Step(1.0, values={f"p{each}": 1.0 for each in range(65)}), "a step sets up to 64 parameters, got 65"),
    ],
)
def test_a_step_that_does_not_fit_says_why(eight, step, text):
    with pytest.raises(OutOfRange) as caught:
        apply(eight, c.SetStep(pattern="p", index=0, step=step))
    assert str(caught.value) == text


# --- columns ---


def test_a_new_pattern_shows_velocity_index_note_and_length(eight):
    assert [column.kind for column in eight.patterns["p"].columns] == ["velocity", "index", "note", "length"]


def test_what_is_set_is_shown(eight):
    document = apply(eight, c.SetStep(pattern="p", index=0, step=RICH))

    assert document.patterns["p"].columns == (
        *COLUMNS,
        Column("note"),
        Column("index"),
        Column("chance"),
        Column("ratio"),
        Column("parameter", "cutoff"),
    )


def test_a_pattern_made_of_steps_shows_all_that_they_hold(empty):
    document = apply(empty, c.AddPattern(name="p", steps=(HIT, Step(1.0, chance=5.0))))

    assert document.patterns["p"].columns == (*COLUMNS, Column("chance"))


def test_columns_change_places_and_go_and_steps_keep_what_they_hold(eight):
    document = apply(eight, c.SetStep(pattern="p", index=0, step=RICH))
    swapped = (Column("ratio"), Column("length"), Column("velocity"), Column("index"))
    hidden = apply(document, c.SetColumns(pattern="p", columns=swapped))

    assert hidden.patterns["p"].columns == swapped
    assert hidden.patterns["p"].steps == document.patterns["p"].steps


def test_an_edit_of_a_step_does_not_show_what_was_hidden(eight):
    document = after(eight, c.SetStep(pattern="p", index=0, step=RICH), c.SetColumns(pattern="p", columns=COLUMNS))
    louder = apply(document, c.SetStep(pattern="p", index=0, step=Step(0.9, 61.0, *list(_rest_of(RICH)))))

    assert louder.patterns["p"].columns == COLUMNS


def _rest_of(step):
    return step.length, step.index, step.chance, step.ratio, step.values, step.more


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        (COLUMNS[1:], "a pattern always shows velocity, index and length; there is no velocity column"),
        ((), "a pattern always shows velocity, index and length; there is no velocity column"),
        ((*COLUMNS, Column("length")), "a pattern has one length column, not several"),
        ((*COLUMNS, *[Column("parameter", "pan")] * 2), "a pattern has one pan column, not several"),
        ((*COLUMNS, Column("parameter", "cutof")), 'no module has a parameter "cutof"; did you mean "cutoff"?'),
        ((*COLUMNS, *[Column("note")] * 61), "a pattern has up to 64 columns, got 65"),
    ],
)
def test_columns_that_cannot_stand_side_by_side_say_why(eight, columns, text):
    with pytest.raises(EngineError) as caught:
        apply(eight, c.SetColumns(pattern="p", columns=columns))
    assert str(caught.value) == text


def test_set_columns_to_what_they_are_changes_nothing(eight):
    assert apply(eight, c.SetColumns(pattern="p", columns=COLUMNS)) is eight
