"""Changes to what is written behind a step."""

from __future__ import annotations

from engine.patterns.mini import tree as t
from engine.patterns.mini.chain import seeded, without_repeat

STEP = t.Atom("a", 0, 1)
TWICE = t.Atom(2, 3, 4)


def test_without_repeat_takes_the_repetition_out_wherever_it_is():
    repeated = t.Repeat(STEP, 3, 1)

    assert without_repeat(repeated) == STEP
    assert without_repeat(t.Speed(repeated, TWICE, False, 2)) == t.Speed(STEP, TWICE, False, 2)
    assert without_repeat(STEP) is STEP


def test_seeded_counts_question_marks_from_the_step_outwards():
    chain = t.Degrade(t.Speed(t.Degrade(STEP, 0.5, -1, 1), TWICE, False, 2), 0.3, -1, 4)
    outer = seeded(chain, 7, 2)

    assert outer == t.Degrade(t.Speed(t.Degrade(STEP, 0.5, 7, 1), TWICE, False, 2), 0.3, 8, 4)
