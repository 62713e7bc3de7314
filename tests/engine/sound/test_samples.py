"""Samples by name: found, loaded on a thread, kept, and refused with a sentence."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
import soundfile

from engine.core.live import SampleStatus
from engine.sound.sample_files import SampleMistake, catalog, find_sample
from engine.sound.samples import Sample, SampleLoader, SampleStore

RATE = 48_000
SOUND = np.linspace(-0.5, 0.5, 100, dtype=np.float32)[None, :]


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    """A folder of two bundled samples."""
    folder = tmp_path / "bundled"
    folder.mkdir()
    for name in ("kick", "snare"):
        soundfile.write(folder / f"{name}.wav", SOUND.T, RATE, subtype="FLOAT")
    return folder


def loader_of(bundled: Path, store: SampleStore, told: SimpleQueue[SampleStatus] | None = None) -> SampleLoader:
    return SampleLoader(store, RATE, bundled, (told or SimpleQueue()).put)


def test_catalog_is_the_bundled_names_in_order(bundled: Path):
    assert catalog(bundled) == ("kick", "snare")
    assert catalog(bundled / "nowhere") == ()


def test_loader_reads_what_is_wanted_and_tells_how_it_goes(bundled: Path):
    told: SimpleQueue[SampleStatus] = SimpleQueue()
    store = SampleStore()
    loader = loader_of(bundled, store, told)
    loader.start()
    loader.want("kick")
    loader.want("")
    loader.want("kik")

    assert [told.get(timeout=10) for _ in range(4)] == [
        SampleStatus("kick", "loading"),
        SampleStatus("kick", "ready"),
        SampleStatus("kik", "loading"),
        SampleStatus("kik", "failed", 'there is no sample "kik"; did you mean "kick"?'),
    ]
    loader.stop()
    found = store.get("kick")
    assert found is not None
    assert np.array_equal(found.sound, SOUND)
    assert store.get("kik") is None


def test_loader_may_be_stopped_without_having_been_started(bundled: Path):
    loader_of(bundled, SampleStore()).stop()


def test_load_reads_at_once_and_keeps_the_sample(bundled: Path):
    store = SampleStore()

    loaded = loader_of(bundled, store).load("snare")

    assert store.get("snare") is loaded
    assert store.names() == ["snare"]


def test_plain_name_that_is_like_none_lists_what_there_is(bundled: Path):
    with pytest.raises(
        SampleMistake, match=r'no sample "qqqq"; there are kick, snare, or give a file such as sounds/qqqq.wav'
    ):
        find_sample("qqqq", bundled, ())


def test_file_is_looked_for_in_the_folders_in_their_order(bundled: Path, tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        (folder / "own").mkdir(parents=True)
    (second / "own" / "a.wav").touch()
    (second / "b.WAV").touch()

    assert find_sample("own/a.wav", bundled, (first, second)) == second / "own" / "a.wav"
    assert find_sample("b.WAV", bundled, (first, second)) == second / "b.WAV"
    (first / "own" / "a.wav").touch()
    assert find_sample("own/a.wav", bundled, (first, second)) == first / "own" / "a.wav"
    assert find_sample(str(second / "b.WAV"), bundled, ()) == second / "b.WAV"


def test_file_that_is_nowhere_is_refused_with_where_it_was_looked_for(bundled: Path, tmp_path: Path):
    with pytest.raises(SampleMistake, match=f'there is no file "a.wav" in "{tmp_path}/own" or .*put it there or give'):
        find_sample("own/a.wav", bundled, (tmp_path,))


def test_plain_name_is_never_a_file_of_the_players(bundled: Path, tmp_path: Path):
    (tmp_path / "mine").touch()

    with pytest.raises(SampleMistake, match='there is no sample "mine"'):
        find_sample("mine", bundled, (tmp_path,))


def test_store_forgets_what_is_not_to_be_kept_and_nobody_can_write_into_a_sample():
    store = SampleStore()
    for name in ("a", "b"):
        store.put(Sample(name, SOUND.copy()))

    store.keep_only(["b", "c"])

    assert store.names() == ["b"]
    kept = store.get("b")
    assert kept is not None
    with pytest.raises(ValueError, match="read-only"):
        kept.sound[0, 0] = 1.0
