"""What packages folders hold is read when it changed, and what does not compile counts as it was before."""

from __future__ import annotations

import os

import pytest

from engine.lua.packages import digest_of
from engine.session.package_files import PackageFiles
from tests.engine.lua.shelf import put


@pytest.fixture
def read(tmp_path):
    """Reads one folder, and returns digest and message by the end of each path."""
    files = PackageFiles()
    return lambda: {
        os.path.relpath(each.path, tmp_path): (each.digest, each.message) for each in files.read([tmp_path])
    }


def test_files_are_told_with_what_tells_their_text_from_others(read, tmp_path):
    put(tmp_path, low="return 1", pl__class="return 2")
    (tmp_path / "notes.txt").write_text("no package")

    assert read() == {
        "low.lua": (digest_of("return 1"), ""),
        os.path.join("pl", "class.lua"): (digest_of("return 2"), ""),
    }


def test_half_written_file_counts_as_it_was_before_and_says_where_it_is_wrong(read, tmp_path):
    put(tmp_path, low="return 1")
    read()
    put(tmp_path, low="\nreturn (")

    (digest, message) = read()["low.lua"]

    assert digest == digest_of("return 1")
    assert message == "low.lua:2: unexpected symbol near <eof>; scripts go on with what they have loaded"
    put(tmp_path, low="return 22")
    assert read()["low.lua"] == (digest_of("return 22"), "")


def test_file_that_was_never_whole_has_no_digest(read, tmp_path):
    put(tmp_path, low="return (")

    assert read()["low.lua"][0] == ""


def test_file_that_is_gone_is_told_no_more(read, tmp_path):
    put(tmp_path, low="return 1")
    read()
    (tmp_path / "low.lua").unlink()

    assert read() == {}


def test_folder_that_is_not_there_is_empty(tmp_path):
    assert PackageFiles().read([tmp_path / "nowhere"]) == ()
