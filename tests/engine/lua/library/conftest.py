"""A lab for each test, at the levels standard and strict."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engine.lua.library.lab import Lab


@pytest.fixture(params=["standard", "strict"])
def lab(request: pytest.FixtureRequest) -> Iterator[Lab]:
    """A lab at each level."""
    made = Lab(strict=request.param == "strict")
    yield made
    made.close()
