"""A package's file that is saved while scripts play has those that require it run again, once, and nobody else."""

from __future__ import annotations

import pytest

from app.package_supply import PackageSupply
from engine.core import commands as c
from engine.core.units import NOW
from tests.engine.lua.shelf import put
from tests.engine.scripts.band import KnownWorkers
from tests.engine.scripts.live_band import LiveBand

pytestmark = pytest.mark.slow
COUNTING = "print('loads low') return '{}'"


@pytest.fixture(scope="module")
def workers():
    """Where worker processes come from."""
    workers = KnownWorkers()
    yield workers
    workers.close()


@pytest.fixture
def watched(workers, tmp_path):
    """A live band, whose packages folder is watched, and that folder."""
    folder = tmp_path / "mine"
    band = LiveBand(workers, packages=(str(folder),))
    supply = PackageSupply(folder, band.engine.submit)
    supply.start(band.engine)
    band.wait(folder.is_dir)
    yield band, folder
    supply.stop()
    band.close()


def runs(band, text, name):
    band.do(c.AddScript(name=name))
    band.do(c.RunScript(name=name, text=text, quantum=NOW))
    band.wait(lambda: band.is_settled(name))
    assert band.status(name).problem is None


def is_known(band, path):
    """Whether the engine was told of a file."""
    return str(path) in band.engine.snapshot.packages


def test_saved_file_has_what_requires_it_run_again_and_loads_once(watched):
    band, folder = watched
    put(folder, low=COUNTING.format(1), drums="return require 'low'")
    band.wait(lambda: is_known(band, folder / "low.lua"))
    runs(band, "print('song', require 'drums')", "song")
    runs(band, "print('pad')", "pad")
    assert band.printed() == ["loads low", "song\t1", "pad"]

    put(folder, low=COUNTING.format(2))

    band.wait(lambda: "song\t2" in band.printed())
    band.wait(lambda: band.is_settled("song"))
    assert band.printed() == ["loads low", "song\t1", "pad", "loads low", "song\t2"]


def test_half_written_file_is_told_and_what_plays_goes_on(watched):
    band, folder = watched
    put(folder, low="return 1")
    band.wait(lambda: is_known(band, folder / "low.lua"))
    runs(band, "print('song', require 'low')", "song")

    put(folder, low="\nreturn {")
    band.wait(lambda: bool(band.engine.snapshot.problems))

    assert band.engine.snapshot.problems[-1].message.startswith("low.lua:2: ")
    put(folder, low="return 2")
    band.wait(lambda: "song\t2" in band.printed())
    assert band.printed() == ["song\t1", "song\t2"]


def test_folder_beside_the_session_is_watched_as_soon_as_it_is_there(watched, tmp_path):
    band, _ = watched
    band.do(c.OpenSession(document=band.document, path=str(tmp_path / "set.moonloop")))
    put(tmp_path / "packages", low="return 1")
    runs(band, "print('song', require 'low')", "song")
    band.wait(lambda: is_known(band, tmp_path / "packages" / "low.lua"))

    put(tmp_path / "packages", low="return 2")

    band.wait(lambda: "song\t2" in band.printed())
    assert band.printed() == ["song\t1", "song\t2"]


def test_script_of_the_session_is_fetched_while_the_music_plays(watched):
    band, _ = watched
    band.do(c.AddScript(name="drums", text="return 'x..x'"), c.Play())

    runs(band, "print(require 'drums')", "song")

    assert band.printed() == ["x..x"]
