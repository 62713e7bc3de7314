"""Putting a file on disk: whole or not at all, on real disks that are full, read-only or not there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.session.disk import put_on_disk, why_not_saved

needs_mounts = pytest.mark.skipif(
    sys.platform != "linux"
    or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode != 0,
    reason="mounting a small disk takes a superuser on Linux",
)


def _mounted(folder: Path, options: str) -> Iterator[Path]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of 64 kB."""
    yield from _mounted(tmp_path, "size=64k")


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def _refused(path: Path, content: bytes = b"new") -> str:
    with pytest.raises(OSError) as caught:  # noqa: PT011 - which one it is depends on the system, and is in the sentence
        put_on_disk(path, content)
    return why_not_saved(str(path), caught.value)


def test_a_new_file_has_no_backup_and_leaves_nothing_else(tmp_path):
    put_on_disk(tmp_path / "a.moonloop", b"one")

    assert (tmp_path / "a.moonloop").read_bytes() == b"one"
    assert _names(tmp_path) == ["a.moonloop"]


def test_the_previous_file_is_kept_as_the_backup(tmp_path):
    for content in (b"one", b"two", b"three"):
        put_on_disk(tmp_path / "a.moonloop", content)

    assert (tmp_path / "a.moonloop").read_bytes() == b"three"
    assert (tmp_path / "a.moonloop.backup").read_bytes() == b"two"
    assert _names(tmp_path) == ["a.moonloop", "a.moonloop.backup"]


@pytest.mark.skipif(os.name == "nt", reason="modes and links are POSIX")
def test_the_mode_is_kept_and_links_are_followed(tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.moonloop", tmp_path / "link.moonloop"
    target.write_bytes(b"one")
    target.chmod(0o640)
    link.symlink_to(target)

    put_on_disk(link, b"two")

    assert link.is_symlink()
    assert target.read_bytes() == b"two"
    assert target.stat().st_mode & 0o777 == 0o640
    assert _names(tmp_path / "real") == ["a.moonloop", "a.moonloop.backup"]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_a_new_file_has_the_mode_that_the_player_gives_all_files(tmp_path):
    before = os.umask(0o027)
    try:
        put_on_disk(tmp_path / "a.moonloop", b"one")
    finally:
        os.umask(before)

    assert (tmp_path / "a.moonloop").stat().st_mode & 0o777 == 0o640


@needs_mounts
def test_a_full_disk_is_told_and_the_old_file_stays_whole(small_disk):
    path = small_disk / "a.moonloop"
    put_on_disk(path, b"old" * 10)

    assert _refused(path, bytes(100_000)) == (
        f'"{path}" was not saved: the disk is full; make room, then save again. '
        "Nothing is lost: the session is still open, and the file as it was"
    )
    assert path.read_bytes() == b"old" * 10
    assert _names(small_disk) == ["a.moonloop"]


@needs_mounts
def test_a_save_goes_through_once_there_is_room_again(small_disk):
    (small_disk / "ballast").write_bytes(bytes(60_000))
    _refused(small_disk / "a.moonloop", bytes(30_000))
    (small_disk / "ballast").unlink()

    put_on_disk(small_disk / "a.moonloop", bytes(30_000))

    assert (small_disk / "a.moonloop").stat().st_size == 30_000


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_file_that_grows_beyond_the_limit_is_told_and_the_old_one_stays_whole(tmp_path):
    path = tmp_path / "a.moonloop"
    path.write_bytes(b"old")
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from engine.session.disk import put_on_disk, why_not_saved\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n"
        "    put_on_disk(Path(sys.argv[1]), bytes(10_000))\n"
        "except OSError as error:\n"
        "    print(why_not_saved('a.moonloop', error))\n"
    )

    told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True).stdout

    assert told.startswith(
        '"a.moonloop" was not saved: the file would be larger than is allowed here; save somewhere else'
    )
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.moonloop"]


@needs_mounts
def test_a_read_only_disk_is_told(small_disk):
    path = small_disk / "a.moonloop"
    path.write_bytes(b"old")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    assert "the disk is read-only; save somewhere else" in _refused(path)
    assert path.read_bytes() == b"old"


def test_a_missing_folder_is_told(tmp_path):
    assert "there is no such folder; make it, or save somewhere else" in _refused(tmp_path / "no" / "a.moonloop")


def test_a_path_through_a_file_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    assert "that does not lie in a folder; save somewhere else" in _refused(tmp_path / "file" / "a.moonloop")


def test_a_folder_of_that_name_is_told(tmp_path):
    (tmp_path / "a.moonloop").mkdir()

    assert "that is a folder; save under another name" in _refused(tmp_path / "a.moonloop")


def test_a_name_that_is_too_long_is_told(tmp_path):
    assert "the name is too long; save under a shorter one" in _refused(tmp_path / ("a" * 300))


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX here")
def test_links_in_a_circle_are_told(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    assert "its links go round in a circle; save under another name" in _refused(tmp_path / "a")


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only the superuser can become somebody who may not write"
)
@pytest.mark.parametrize(("of_file", "of_folder"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_file_or_folder_that_may_not_be_written_is_told(tmp_path, of_file, of_folder):
    for parent in (tmp_path.parent.parent, tmp_path.parent):
        parent.chmod(0o755)
    path = tmp_path / "a.moonloop"
    path.write_bytes(b"old")
    path.chmod(of_file)
    tmp_path.chmod(of_folder)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from engine.session.disk import put_on_disk, why_not_saved\n"
        "os.setuid(65534)\n"
        "try:\n"
        "    put_on_disk(Path(sys.argv[1]), b'new')\n"
        "except OSError as error:\n"
        "    print(why_not_saved('a.moonloop', error))\n"
    )

    told = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True).stdout

    assert "you may not write there; save somewhere else, or change the permissions" in told
    assert path.read_bytes() == b"old"


@needs_mounts
@pytest.mark.slow
def test_a_file_in_use_is_tried_again_for_a_second_and_then_told(tmp_path):
    path, other = tmp_path / "a.moonloop", tmp_path / "other"
    path.write_bytes(b"old")
    other.write_bytes(b"mounted over it")
    subprocess.run(["mount", "--bind", str(other), str(path)], check=True)
    try:
        told = _refused(path)
    finally:
        subprocess.run(["umount", str(path)], check=True)

    assert "another program is using the file; close it there, then save again" in told
    assert path.read_bytes() == b"old"
