"""A band for each test; the ancestor of all worker processes is shared by all of them."""

from __future__ import annotations

import pytest

from tests.engine.scripts.band import Band, KnownWorkers
from tests.engine.scripts.hostile_workers import work_impatiently


@pytest.fixture(scope="session")
def workers():
    """Where worker processes come from."""
    workers = KnownWorkers()
    yield workers
    workers.close()


@pytest.fixture(scope="session")
def impatient():
    """Where worker processes come from that do not wait long for what hangs."""
    workers = KnownWorkers(work_impatiently)
    yield workers
    workers.close()


@pytest.fixture
def new_band(workers):
    """Make bands; they are closed afterwards."""
    bands = []

    def new(**rules):
        bands.append(Band(workers, **rules))
        return bands[-1]

    yield new
    for band in bands:
        band.close()


@pytest.fixture
def band(new_band):
    """A band without scripts."""
    return new_band()
