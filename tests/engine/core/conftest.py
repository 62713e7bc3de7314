"""Fixtures of the core's tests."""

from __future__ import annotations

import pytest

from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.starting import empty_document
from tests.engine.core.documents import studio as make_studio
from tests.engine.recording_sound import RecordingSound


@pytest.fixture
def empty() -> Document:
    """A session with the master only."""
    return empty_document()


@pytest.fixture
def studio() -> Document:
    """A sampler, a synth, a sequencer with a pattern, and a script."""
    return make_studio()


@pytest.fixture
def sound() -> RecordingSound:
    """What the engine's sound was asked."""
    return RecordingSound()


@pytest.fixture
def engine(sound: RecordingSound) -> Engine:
    """An engine that has the studio, and has not turned yet."""
    return Engine(sound, document=make_studio())
