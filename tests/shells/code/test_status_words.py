"""How a script is doing, in words."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from engine.core.document import Script
from engine.core.live import Place, Problem, ScriptState, ScriptStatus
from shells.code.status_words import details, duration, size, state_word, trouble

BASS = Script("bass", 1)
WRONG = Problem("bass.lua:2: boom", "script:bass", Place("bass", 2))


@pytest.mark.parametrize("state", get_args(ScriptState))
def test_every_state_has_a_word(state: ScriptState) -> None:
    word = state_word(ScriptStatus("bass", state))

    assert 0 < len(word.text) <= 12


@pytest.mark.parametrize(
    ("status", "word", "tone"),
    [
        (None, "not run", "quiet"),
        (ScriptStatus("bass"), "not run", "quiet"),
        (ScriptStatus("bass", run=2), "has run", "done"),
        (ScriptStatus("bass", "live"), "playing", "good"),
        (ScriptStatus("bass", "waiting"), "lands soon", "armed"),
        (ScriptStatus("bass", "failed"), "failed", "bad"),
    ],
)
def test_state_is_a_word_with_a_tone(status: ScriptStatus | None, word: str, tone: str) -> None:
    assert state_word(status) == (word, tone)


@pytest.mark.parametrize(
    ("script", "status", "told"),
    [
        (BASS, None, ""),
        (BASS, ScriptStatus("bass", "live", loops=("line",)), "loop line"),
        (BASS, ScriptStatus("bass", "live", loops=("a", "b"), late=3), "2 loops  ·  3 late"),
        (BASS, ScriptStatus("bass", memory_bytes=1_245_184, restarts=1), "1 restart  ·  1.2 MB"),
        (replace(BASS, mode="repeat"), ScriptStatus("bass"), ""),
        (
            replace(BASS, mode="repeat"),
            ScriptStatus("bass", iterations=214, last_seconds=0.3124, restarts=2),
            "214 rounds, last 312 ms  ·  2 restarts",
        ),
        (replace(BASS, mode="repeat"), ScriptStatus("bass", iterations=1, last_seconds=1.0), "1 round, last 1.0 s"),
    ],
)
def test_details_tell_only_what_is_not_as_always(script: Script, status: ScriptStatus | None, told: str) -> None:
    assert details(script, status) == told


def test_trouble_names_the_line_once() -> None:
    assert trouble(ScriptStatus("bass", "failed", problem=WRONG)) == "line 2: boom"
    assert trouble(ScriptStatus("bass", "failed", problem=Problem("the worker was lost"))) == "the worker was lost"
    assert trouble(ScriptStatus("bass")) == trouble(None) == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "<1 ms"), (0.004, "4 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (99.94, "99.9 s"), (180.0, "3 min")],
)
def test_duration_is_as_short_as_it_can_be_read(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("count", "words"), [(65_536, "66 kB"), (999_499, "999 kB"), (1_000_000, "1.0 MB")])
def test_size_is_in_kilobytes_and_megabytes(count: int, words: str) -> None:
    assert size(count) == words
