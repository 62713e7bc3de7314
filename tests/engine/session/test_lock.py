"""Two windows on one session: real processes claim it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.session.lock import Claim, Holder, claim_session

_WINDOW = """
import sys
from engine.session.lock import claim_session
claim = claim_session(sys.argv[1])
print("ours" if claim.holder is None else f"held by {claim.holder.pid}", flush=True)
sys.stdin.readline()
claim.release()
"""

Window = subprocess.Popen[str]


@pytest.fixture
def open_window() -> Iterator[Callable[[Path], tuple[Window, str]]]:
    """Start another program that claims a path; it lets go when it is sent a line."""
    windows: list[Window] = []

    def open_one(path: Path) -> tuple[Window, str]:
        window = subprocess.Popen(
            [sys.executable, "-c", _WINDOW, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        windows.append(window)
        return window, window.stdout.readline().strip()

    yield open_one
    for window in windows:
        if window.poll() is None:
            window.communicate("\n")


def test_a_session_is_claimed_once_and_the_second_learns_who_has_it(tmp_path, open_window):
    window, said = open_window(tmp_path / "a.moonloop")

    refused = claim_session(tmp_path / "a.moonloop")

    assert said == "ours"
    assert refused.holder == Holder(window.pid, socket.gethostname())
    assert str(refused.holder) == f"process {window.pid}"


def test_a_session_can_be_claimed_again_once_it_was_released(tmp_path, open_window):
    claim = claim_session(tmp_path / "a.moonloop")
    refused, said = open_window(tmp_path / "a.moonloop")
    refused.communicate("\n")
    claim.release()

    assert said == f"held by {os.getpid()}"
    assert open_window(tmp_path / "a.moonloop")[1] == "ours"


def test_releasing_takes_the_lock_file_away(tmp_path):
    claim = claim_session(tmp_path / "a.moonloop")
    there = [each.name for each in tmp_path.iterdir()]
    claim.release()
    claim.release()

    assert there == [".a.moonloop.lock"]
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_program_that_died_holds_nobody_up(tmp_path, open_window):
    window, _ = open_window(tmp_path / "a.moonloop")
    window.kill()
    window.communicate()

    claim = claim_session(tmp_path / "a.moonloop")

    assert (tmp_path / ".a.moonloop.lock").exists()
    assert claim.holder is None
    claim.release()


@pytest.mark.skipif(os.name == "nt", reason="links are POSIX here")
def test_a_session_is_the_same_by_whatever_link_it_is_opened(tmp_path, open_window):
    (tmp_path / "link.moonloop").symlink_to(tmp_path / "a.moonloop")
    open_window(tmp_path / "a.moonloop")

    assert claim_session(tmp_path / "link.moonloop").holder is not None


def test_a_claim_is_granted_where_no_lock_can_be_kept(tmp_path):
    claim = claim_session(tmp_path / "missing" / "a.moonloop")

    assert claim.holder is None
    claim.release()


def test_a_lock_file_that_says_nothing_useful_still_locks(tmp_path):
    lock = tmp_path / ".a.moonloop.lock"
    claim = claim_session(tmp_path / "a.moonloop")
    lock.write_text("garbage")

    refused = claim_session(tmp_path / "a.moonloop")

    assert refused.holder == Holder()
    assert str(refused.holder) == "another program"
    claim.release()


def test_a_holder_elsewhere_is_told_with_its_machine():
    assert str(Holder(42, "stage-left")) == "process 42 on stage-left"


def test_of_many_programs_that_claim_at_once_exactly_one_has_it(tmp_path):
    program = (
        "import sys, threading\n"
        "from engine.session.lock import claim_session\n"
        "claims = [claim_session(sys.argv[1]) for _ in range(50)]\n"
        "print(sum(claim.holder is None for claim in claims), flush=True)\n"
        "sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.moonloop")]
    windows = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    won = [int(window.stdout.readline()) for window in windows]
    for window in windows:
        window.communicate("\n")

    assert sorted(won) == [0, 0, 0, 1]


def test_a_claim_is_taken_over_from_a_holder_that_releases_it_at_that_very_moment(tmp_path):
    path = tmp_path / "a.moonloop"
    for _ in range(200):
        first: Claim = claim_session(path)
        first.release()
        second = claim_session(path)
        assert second.holder is None
        assert claim_session(path).holder is not None
        second.release()
