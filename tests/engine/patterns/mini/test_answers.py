"""What Strudel plays: its own answers to a thousand texts, event for event, in their order.

`answers.json` holds what @strudel/mini 1.2.6 answered (`mini(text).queryArc(begin, end)`): times as fractions of a
cycle, the whole only where it is not the part; `refused` where it did not take the text.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from engine.patterns.mini.mistake import NotationMistake
from engine.patterns.mini.notation import mini

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
SLICES = [ANSWERS[first : first + 100] for first in range(0, len(ANSWERS), 100)]


def _played(text: str, begin: int, end: int) -> list[list[Any]]:
    rows = []
    for event in mini(text).query(Fraction(begin), Fraction(end)):
        assert event.whole is not None
        whole = [] if event.whole == event.part else list(event.whole)
        rows.append([*(f"{t.numerator}/{t.denominator}" for t in (*event.part, *whole)), event.value])
    return rows


@pytest.mark.parametrize("answers", SLICES)
def test_mini_plays_the_same_events_as_strudel(answers):
    for answer in answers:
        if "events" in answer:
            text = answer["pattern"]
            assert _played(text, answer["begin"], answer["end"]) == answer["events"], text


def test_mini_refuses_what_strudel_refuses_and_names_a_column_within_the_text():
    for answer in ANSWERS:
        if "refused" in answer:
            with pytest.raises(NotationMistake) as caught:
                mini(answer["pattern"])
            assert 1 <= caught.value.column <= len(answer["pattern"]) + 1
