"""The example scripts: one for each type of module, some for words; each sounds, none is mixed into the limiter."""

from __future__ import annotations

import numpy as np
import pytest

from app.example_menu import SCRIPTS
from app.score import read_text
from engine.modules.table import MODULE_TYPES
from tests.app.listening import listen

EXAMPLES = sorted(SCRIPTS.glob("*.lua"))


def test_every_type_of_module_has_an_example_of_its_name():
    assert {path.stem for path in EXAMPLES} >= set(MODULE_TYPES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_short_begins_with_what_it_shows_and_uses_it(path):
    lines = read_text(str(path)).splitlines()

    assert 10 <= len(lines) <= 45
    assert lines[0].startswith("-- The ")
    if path.stem in MODULE_TYPES:
        assert any(line.startswith((f"{path.stem}(", f'pattern("{path.stem}')) for line in map(str.strip, lines))


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_sounds_without_problems_below_full_scale(path):
    heard = listen(path, seconds=4)

    assert heard.snapshot.problems == ()
    assert np.isfinite(heard.sound).all()
    assert -25 < heard.rms_db < -11
    assert heard.peak < 1.0
