"""The bundled sessions: they play by themselves, are mixed below the limiter, and use what the instrument has."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from app.example_menu import SESSIONS
from engine.session.format import to_text
from engine.session.opening import open_session
from tests.app.listening import listen

BUNDLED = sorted(SESSIONS.glob("*.moonloop"))
USES = {
    "broken-machine": {
        "bitcrusher", "compressor", "delay", "distortion", "filter", "follower", "lfo", "limiter", "macro", "sampler",
        "sequencer", "synth",
    },
    "glass-garden": {"delay", "lfo", "macro", "mixer", "reverb", "sampler", "sequencer", "synth"},
    "night-train": {
        "compressor", "delay", "distortion", "envelope", "eq", "filter", "lfo", "macro", "mixer", "random", "reverb",
        "sampler", "sequencer", "synth",
    },
    "two-minds": {"delay", "reverb", "synth"},
}  # fmt: skip
"""Module types by session."""


LATER = 16 * 4


def _document(name):
    return open_session(SESSIONS / f"{name}.moonloop").document


@cache
def _heard(workers, path, from_beat):
    return listen(workers, path, seconds=4, from_beat=from_beat)


def test_the_bundled_sessions_are_these():
    assert {path.stem for path in BUNDLED} == {"first-light", "slow-tide", *USES}


@pytest.mark.parametrize("name", USES)
def test_session_uses_the_modules_that_it_is_there_for(name):
    assert USES[name] <= {module.type for module in _document(name).modules.values()}


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_session_is_written_in_the_present_format(path):
    opened = open_session(path)

    assert opened.warnings == ()
    assert to_text(opened.document) == path.read_text()


@pytest.mark.parametrize("name", USES)
def test_session_says_at_the_top_of_each_script_what_to_turn(name):
    for script in _document(name).scripts.values():
        first, second = script.text.splitlines()[:2]
        assert first.startswith(f"-- {name.replace('-', ' ').upper()}, ")
        assert second.startswith("-- Turn: ")


def test_broken_machine_has_steps_with_chance_ratio_length_index_and_values_and_chains_of_them():
    document = _document("broken-machine")
    steps = [step for pattern in document.patterns.values() for step in pattern.steps]

    assert {step.ratio for step in steps} == {(1, 1), (1, 2), (2, 2), (2, 3)}
    assert any(step.chance == 30 for step in steps)
    assert any(step.length == 10 for step in steps)
    assert any(step.more for step in steps)
    assert {name for step in steps for name in step.values} >= {"speed", "pan", "cutoff", "fmAmount"}
    assert sorted(document.chains) == ["day", "under"]


def test_night_train_has_cyclic_patterns_side_chains_and_sends():
    document = _document("night-train")

    assert sum(bool(pattern.expression) for pattern in document.patterns.values()) >= 6
    assert document.modules["pump"].values["sidechain"] == "kick"
    assert document.modules["desk"].values["sendA"] == "night"
    assert sum(entry.repeats for entry in document.chains["engine"].entries) == 32


@pytest.mark.slow
@pytest.mark.parametrize("from_beat", [0, LATER])
@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_session_sounds_without_problems_at_its_beginning_and_later(workers, path, from_beat):
    heard = _heard(workers, path, from_beat)

    assert heard.snapshot.problems == ()
    assert np.isfinite(heard.sound).all()
    assert -30 < heard.rms_db < -11
    assert heard.peak < 1.3


@pytest.mark.slow
@pytest.mark.parametrize("name", USES)
def test_session_is_wide(workers, name):
    left, right = _heard(workers, SESSIONS / f"{name}.moonloop", LATER).sound

    assert np.sqrt(np.mean((left - right) ** 2)) > 0.1 * np.sqrt(np.mean((left + right) ** 2))


@pytest.mark.slow
def test_session_that_scripts_in_repeat_mode_move_sounds_the_same_each_time(workers):
    first, again = (listen(workers, SESSIONS / "slow-tide.moonloop", seconds=5) for _ in range(2))

    assert {script.mode for script in _document("slow-tide").scripts.values()} == {"live", "repeat"}
    assert all(first.snapshot.scripts[name].iterations > 0 for name in ("tide", "gulls"))
    assert np.array_equal(first.sound, again.sound)
