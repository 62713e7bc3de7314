"""A stage for tests of the Editor shell, with the shell on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from engine.core import commands as c
from engine.patterns.notation import parse_steps
from shells.editor.shell import EditorShell
from tests.shells.stage import Stage


@pytest.fixture
def stage(qt_app: QApplication) -> Iterator[Stage]:
    """A stage that fails the test for whatever a shell raised."""
    made = Stage(qt_app)
    yield made
    made.close()


@pytest.fixture
def moved() -> dict[str, dict[str, float]]:
    """By module, where modulators have its parameters."""
    return {}


@pytest.fixture
def shell(stage: Stage, shown, moved) -> EditorShell:
    """The shell."""
    made = EditorShell(stage.requests, lambda module: moved.get(module, {}), lambda: ["speakers"], ("kick", "snare"))
    stage.play_for(made)
    return shown(made, 1200, 800)


@pytest.fixture
def beat(stage: Stage, shell: EditorShell) -> None:
    """A sampler that a sequencer plays."""
    stage.do(
        c.AddPattern(name="four", steps=parse_steps("x...x...x...x...")),
        c.AddModule(type="sampler", name="kick"),
        c.AddModule(type="sequencer", name="beat", values=(("pattern", "four"),)),
        c.Connect(source="beat", target="kick"),
    )
