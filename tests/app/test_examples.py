"""The example scripts: one for each type of module, some for words; each sounds, none is mixed into the limiter."""

from __future__ import annotations

import re

import numpy as np
import pytest

from app.example_menu import LIBRARY, SCRIPTS, SESSIONS
from app.score import read_score, read_text
from engine.lua.api.clock import CLOCK
from engine.lua.api.events import EVENTS
from engine.lua.api.loops import LOOPS
from engine.lua.api.repeating import REPEATING
from engine.lua.api.requires import REQUIRES
from engine.lua.api.watching import WATCHING
from engine.modules.table import MODULE_TYPES
from tests.app.listening import listen

EXAMPLES = sorted(SCRIPTS.glob("*.lua"))
WORDS = {word.name for word in (*CLOCK, *EVENTS, *LOOPS, *REPEATING, *REQUIRES, *WATCHING)}
ENDING = {"stop_loop", "hush", "panic", "exec", "clock.get_tempo"}  # what no piece of music needs


def test_every_type_of_module_has_an_example_of_its_name():
    assert {path.stem for path in EXAMPLES} >= set(MODULE_TYPES)


def test_every_word_for_live_coding_is_heard_in_an_example_or_a_session():
    sessions = [read_score(str(path)).document for path in SESSIONS.glob("*.moonloop")]
    texts = [read_text(str(path)) for path in EXAMPLES]
    texts += [script.text for session in sessions for script in session.scripts.values()]

    assert {word for word in WORDS if not any(re.search(rf"\b{word}\b", text) for text in texts)} == ENDING


def test_every_part_of_the_library_has_an_example():
    parts = {path.stem for path in LIBRARY.glob("*.lua")}

    assert parts - {path.stem for path in EXAMPLES} == {"output", "ring"}  # heard in those of log and of packages


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_is_short_begins_with_what_it_shows_and_uses_it(path):
    lines = read_text(str(path)).splitlines()

    assert 10 <= len(lines) <= 45
    assert lines[0].startswith("-- The ")
    if path.stem in MODULE_TYPES:
        assert any(line.startswith((f"{path.stem}(", f'pattern("{path.stem}')) for line in map(str.strip, lines))


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_sounds_without_problems_below_full_scale(workers, path):
    heard = listen(workers, path, seconds=3)

    assert heard.snapshot.problems == ()
    assert np.isfinite(heard.sound).all()
    assert -25 < heard.rms_db < -11
    assert heard.peak < 1.0
