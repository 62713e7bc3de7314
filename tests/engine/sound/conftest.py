"""A sound card for the tests of the output."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sink import NullSink, null_sink_in


@pytest.fixture
def null_sink(monkeypatch: pytest.MonkeyPatch) -> Iterator[NullSink]:
    """A running null sink, which is the default device of this process."""
    with tempfile.TemporaryDirectory() as folder:  # a short path: a socket's may have 107 characters
        sink = null_sink_in(Path(folder), monkeypatch)
        yield sink
        sink.kill()
