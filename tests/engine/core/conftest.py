"""Fixtures of the core's tests."""

from __future__ import annotations

import pytest

from engine.core.document import Document
from engine.core.starting import empty_document
from tests.engine.core.documents import studio as make_studio


@pytest.fixture
def empty() -> Document:
    """A session with the master only."""
    return empty_document()


@pytest.fixture
def studio() -> Document:
    """A sampler, a synth, a sequencer with a pattern, and a script."""
    return make_studio()
