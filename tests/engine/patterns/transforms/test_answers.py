"""Transforms say what Strudel's say: a thousand expressions with the answers of Strudel 1.2.6, cycle by cycle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engine.patterns.heard import heard

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("operation", sorted(ANSWERS))
def test_expressions_say_what_strudel_says(operation):
    wrong = [
        each["strudel"]
        for each in ANSWERS[operation]
        if sorted(heard(each["expression"], each["cycles"])) != each["events"]
    ]

    assert wrong == []
