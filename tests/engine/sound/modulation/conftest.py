"""A studio for modulators that are looked at without being heard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.sound import nodes
from engine.sound.samples import SampleStore
from engine.sound.studio import Studio
from tests.engine.sound.scenes import RATE


@pytest.fixture
def studio() -> Iterator[Studio]:
    """A studio at frame 0, in which nothing sounds."""
    graph = nodes.Graph(RATE)
    yield Studio(RATE, SampleStore())
    graph.close()
