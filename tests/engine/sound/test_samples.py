"""Samples by name: found, loaded on a thread, kept, and refused with a sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

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

    assert loader_of(bundled, store).load("snare") == 1

    assert store.names() == ["snare"]
    loaded = store.get("snare")
    assert loaded is not None
    assert np.array_equal(loaded.sound, SOUND)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_loader_goes_on_after_files_that_would_be_waited_for_and_names_that_none_can_have(
    bundled: Path, tmp_path: Path
):
    os.mkfifo(tmp_path / "pipe.wav")
    os.mkfifo(tmp_path / "hidden pipe")
    (tmp_path / "link.wav").symlink_to(tmp_path / "hidden pipe")
    (tmp_path / "round.wav").symlink_to(tmp_path / "round.wav")
    (tmp_path / "kit").mkdir()
    os.mkfifo(tmp_path / "kit" / "a.wav")
    names = ("pipe.wav", "link.wav", "round.wav", "/dev/zero", "~nobody-at-all/a.wav", "x" * 5000, "x" * 5000 + ".wav",
             "a\0b.wav", "/proc/1/root/x.wav", "\udcff.wav", "kit/")  # fmt: skip
    told: SimpleQueue[SampleStatus] = SimpleQueue()
    loader = loader_of(bundled, SampleStore(), told)
    loader.set_folders([tmp_path])
    loader.start()
    for name in (*names, "kick"):
        loader.want(name)

    statuses = [told.get(timeout=10) for _ in range(2 * (len(names) + 1))]
    loader.stop()
    assert [status.state for status in statuses] == ["loading", "failed"] * len(names) + ["loading", "ready"]
    assert max(len(status.message) for status in statuses) < 1200


def test_folder_is_loaded_in_natural_order_without_what_cannot_be_read(bundled: Path, tmp_path: Path):
    kit = tmp_path / "kit"
    kit.mkdir()
    for name in ("hit 10.wav", "hit 9.wav", "Alpha.WAV", ".hidden.wav"):
        soundfile.write(kit / name, SOUND.T, RATE, subtype="FLOAT", format="WAV")
    (kit / "broken.wav").write_bytes(b"nothing")
    (kit / "notes.txt").write_text("not sound")
    store, told = SampleStore(), SimpleQueue[SampleStatus]()
    loader = loader_of(bundled, store, told)
    loader.set_folders([tmp_path])
    loader.start()
    loader.want("kit/")

    statuses = [told.get(timeout=10) for _ in range(10)]

    loader.stop()
    assert statuses[-1] == SampleStatus("kit/", "ready", count=3)
    assert [each.name for each in statuses if each.state == "failed"] == ["kit/broken.wav"]
    assert store.folder("kit/") == ("kit/Alpha.WAV", "kit/hit 9.wav", "kit/hit 10.wav")
    assert store.names() == ["kit/Alpha.WAV", "kit/hit 10.wav", "kit/hit 9.wav"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"notes.txt": b"text"}, 'folder "kit/" holds no file of sound; put WAV'),
        ({"a.wav": b"text", "b.wav": b""}, 'no file in folder "kit/" can be used: "a.wav" cannot be read'),
    ],
)
def test_folder_without_a_single_sample_is_refused(bundled: Path, tmp_path: Path, files: dict[str, bytes], told: str):
    (tmp_path / "kit").mkdir()
    for name, content in files.items():
        (tmp_path / "kit" / name).write_bytes(content)
    loader = loader_of(bundled, SampleStore())
    loader.set_folders([tmp_path])

    with pytest.raises(SampleMistake, match=told):
        loader.load("kit/")


def test_folder_that_is_nowhere_is_called_a_folder(bundled: Path, tmp_path: Path):
    with pytest.raises(SampleMistake, match=r'there is no folder "kit" in'):
        find_sample("sounds/kit", bundled, (tmp_path,))


def long_file(folder: Path, seconds: int = 61, rate: int = 2_000) -> NDArray[np.float32]:
    """Write a long file of two channels at `folder`/long.wav, and return its sound."""
    sound = np.random.default_rng(1).uniform(-1, 1, (2, seconds * rate)).astype(np.float32)
    soundfile.write(folder / "long.wav", sound.T, rate, subtype="FLOAT")
    return sound


def test_long_sample_is_kept_on_disk_and_told_as_it_is_read(bundled: Path):
    told: SimpleQueue[SampleStatus] = SimpleQueue()
    store = SampleStore()
    sound = long_file(bundled, seconds=300)
    loader = SampleLoader(store, 2_000, bundled, told.put)
    loader.start()
    loader.want("long")

    statuses = [told.get(timeout=10)]
    while statuses[-1].state == "loading":
        statuses.append(told.get(timeout=10))

    loader.stop()
    assert [each.message for each in statuses] == ["", *(f"{percent} %" for percent in range(10, 100, 10)), ""]
    kept = store.get("long")
    assert kept is not None
    assert kept.spool is not None
    assert kept.filled == 600_000
    assert np.array_equal(kept.sound, sound)


def test_head_of_a_long_sample_can_be_had_while_the_rest_is_being_read(bundled: Path):
    sound = long_file(bundled, seconds=300)
    store = SampleStore()
    seen: list[int] = []

    def look(_: SampleStatus) -> None:
        sample = store.get("long")
        assert sample is not None
        assert np.array_equal(sample.sound[:, : sample.filled], sound[:, : sample.filled])
        assert sample.sound.shape == sound.shape
        seen.append(sample.filled)

    SampleLoader(store, 2_000, bundled, look).load("long")

    assert len(seen) == 9
    assert seen == sorted(seen)
    assert seen[0] < 150_000


def test_long_file_that_is_cut_off_is_kept_as_far_as_it_goes(bundled: Path):
    sound = long_file(bundled, seconds=90)
    path = bundled / "long.wav"
    path.write_bytes(path.read_bytes()[: -40_000 * 8])
    store = SampleStore()

    SampleLoader(store, 2_000, bundled, lambda _: None).load("long")

    kept = store.get("long")
    assert kept is not None
    assert np.array_equal(kept.sound, sound[:, : 180_000 - 40_000])


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
