"""The session writer: saves on its own thread, tells the engine, and overwrites nobody's work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from engine.core import commands as c
from engine.core.document import Document
from engine.core.engine import Engine
from engine.core.lane import LaneFull
from engine.session.format import to_text
from engine.session.lock import claim_session
from engine.session.opening import open_session
from engine.session.writer import SessionWriter
from tests.engine.core.documents import after, studio
from tests.engine.recording_sound import RecordingSound


class Told(SimpleQueue[c.Command]):
    """What the writer told, in order."""

    def next(self) -> c.Command:
        return self.get(timeout=10)


@pytest.fixture
def told() -> Told:
    """What the writer tells."""
    return Told()


@pytest.fixture
def writer(told) -> Iterator[SessionWriter]:
    """A writer that is closed in the end; a bug in it fails the test."""
    bugs: list[BaseException] = []
    made = SessionWriter(told.put, bugs.append)
    yield made
    assert made.flush_and_close()
    assert bugs == []


def _faster(bpm: float) -> Document:
    return after(studio(), c.SetTempo(bpm=bpm))


def test_a_document_is_saved_and_the_engine_told(tmp_path, writer, told):
    document, path = studio(), str(tmp_path / "a.moonloop")

    writer.save(document, path)

    saved = told.next()
    assert saved == c.SessionSaved(document=document, path=path, origin="session")
    assert saved.document is document
    assert open_session(path).document == document


def test_what_was_saved_shows_in_the_snapshot(tmp_path):
    engine = Engine(RecordingSound(), document=studio())
    handed_over = threading.Event()

    def submit(command: c.Command) -> None:
        engine.submit(command)
        handed_over.set()

    writer = SessionWriter(submit, pytest.fail)
    writer.save(engine.snapshot.document, str(tmp_path / "a.moonloop"))
    handed_over.wait(10)
    engine.turn()

    assert engine.snapshot.session.path == str(tmp_path / "a.moonloop")
    assert engine.snapshot.session.saved is engine.snapshot.document
    assert list(engine.snapshot.marks) == ["session"]
    writer.flush_and_close()


def test_only_the_newest_of_many_requests_for_one_path_is_written(tmp_path):
    told, may_go_on = Told(), threading.Event()

    def submit(command: c.Command) -> None:
        told.put(command)
        may_go_on.wait(10)

    writer = SessionWriter(submit, pytest.fail)
    a, b = str(tmp_path / "a.moonloop"), str(tmp_path / "b.moonloop")
    writer.save(studio(), a)
    told.next()  # the writer is busy with telling this now
    for bpm in range(100, 150):
        writer.save(_faster(bpm), a)
    writer.save(_faster(200), b)
    may_go_on.set()
    writer.flush_and_close()

    rest = [told.next(), told.next()]
    assert [(each.path, each.document.transport.bpm) for each in rest] == [(a, 149.0), (b, 200.0)]
    assert told.empty()


def test_closing_finishes_what_was_asked_for(tmp_path, told):
    writer = SessionWriter(told.put, pytest.fail)
    writer.save(studio(), str(tmp_path / "a.moonloop"))

    assert writer.flush_and_close()
    assert open_session(tmp_path / "a.moonloop").document == studio()
    assert list(tmp_path.iterdir()) == [tmp_path / "a.moonloop"]


def test_closing_gives_up_after_the_time_it_was_given(tmp_path):
    may_go_on = threading.Event()
    writer = SessionWriter(lambda _: may_go_on.wait(10), pytest.fail)
    writer.save(studio(), str(tmp_path / "a.moonloop"))

    assert not writer.flush_and_close(wait_seconds=0.01)
    may_go_on.set()
    assert writer.flush_and_close()


def test_what_cannot_be_saved_is_told_and_the_next_save_goes_on(tmp_path, writer, told):
    missing = str(tmp_path / "no" / "a.moonloop")

    writer.save(studio(), missing)
    writer.save(studio(), str(tmp_path / "a.moonloop"))

    assert told.next() == c.SessionNotSaved(
        path=missing,
        message=f'"{missing}" was not saved: there is no such folder; make it, or save somewhere else. '
        "Nothing is lost: the session is still open, and the file as it was",
        origin="session",
    )
    assert isinstance(told.next(), c.SessionSaved)


def test_a_report_that_finds_the_lane_full_is_told_later(tmp_path):
    told, refusals = Told(), iter([True, True, False])

    def submit(command: c.Command) -> None:
        if next(refusals):
            raise LaneFull("the engine is behind")
        told.put(command)

    writer = SessionWriter(submit, pytest.fail)
    writer.save(studio(), str(tmp_path / "a.moonloop"))

    assert isinstance(told.next(), c.SessionSaved)
    writer.flush_and_close()


def test_a_bug_while_saving_is_reported_and_the_next_save_goes_on(tmp_path, told):
    bugs: list[BaseException] = []
    writer = SessionWriter(told.put, bugs.append)
    broken = Document(modules=studio().modules.set("kick", None))

    writer.save(broken, str(tmp_path / "a.moonloop"))
    writer.save(studio(), str(tmp_path / "b.moonloop"))

    assert told.next().message.startswith(f'"{tmp_path / "a.moonloop"}" was not saved because of a bug in Moonloop (')
    assert isinstance(told.next(), c.SessionSaved)
    writer.flush_and_close()
    assert len(bugs) == 1


def test_a_file_that_was_opened_or_saved_here_is_overwritten(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))

    assert writer.adopt(open_session(path)) == ""
    for bpm in (130, 140):
        writer.save(_faster(bpm), str(path))
        assert isinstance(told.next(), c.SessionSaved)

    assert open_session(path).document.transport.bpm == 140.0
    assert open_session(f"{path}.backup").document.transport.bpm == 130.0


def test_a_file_that_another_program_changed_is_not_overwritten_unless_forced(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    writer.adopt(open_session(path))
    path.write_text(to_text(_faster(99)))

    writer.save(_faster(130), str(path))

    assert told.next().message == (
        f'"{path}" was not saved: another program changed it meanwhile; '
        "save under another name, open it again, or force it"
    )
    assert open_session(path).document.transport.bpm == 99.0

    writer.save(_faster(130), str(path), is_forced=True)

    assert isinstance(told.next(), c.SessionSaved)
    assert open_session(f"{path}.backup").document.transport.bpm == 99.0


def test_a_file_that_was_written_anew_with_the_same_content_is_overwritten(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    writer.adopt(open_session(path))
    path.unlink()
    path.write_text(to_text(studio()))

    writer.save(_faster(130), str(path))

    assert isinstance(told.next(), c.SessionSaved)


def test_a_file_that_was_removed_is_written_anew(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    writer.adopt(open_session(path))
    path.unlink()

    writer.save(_faster(130), str(path))

    assert isinstance(told.next(), c.SessionSaved)


def test_saving_under_the_name_of_another_file_is_refused_unless_forced(tmp_path, writer, told):
    path = tmp_path / "precious.moonloop"
    path.write_text("not to be lost")

    writer.save(studio(), str(path))

    assert told.next().message == (
        f'"{path}" was not saved: there is a file of that name already; save under another name, or force it'
    )
    assert path.read_text() == "not to be lost"

    writer.save(studio(), str(path), is_forced=True)

    assert isinstance(told.next(), c.SessionSaved)
    assert (tmp_path / "precious.moonloop.backup").read_text() == "not to be lost"


def test_a_forced_save_stays_forced_when_an_unforced_one_follows_at_once(tmp_path):
    told, may_go_on = Told(), threading.Event()

    def submit(command: c.Command) -> None:
        told.put(command)
        may_go_on.wait(10)

    path = tmp_path / "a.moonloop"
    path.write_text("in the way")
    writer = SessionWriter(submit, pytest.fail)
    writer.save(studio(), str(tmp_path / "other.moonloop"))
    told.next()
    writer.save(_faster(130), str(path), is_forced=True)
    writer.save(_faster(140), str(path))
    may_go_on.set()
    writer.flush_and_close()

    assert told.next().document.transport.bpm == 140.0


def _other_window(path: Path) -> subprocess.Popen[str]:
    program = (
        "import sys\n"
        "from engine.session.lock import claim_session\n"
        "claim = claim_session(sys.argv[1])\n"
        "print(claim.holder, flush=True)\n"
        "sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    window = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert window.stdout.readline() == "None\n"
    return window


def test_a_session_that_another_window_has_open_warns_and_is_not_written_until_it_is_free(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    window = _other_window(path)

    warning = writer.adopt(open_session(path))
    writer.save(_faster(130), str(path), is_forced=True)
    refusal = told.next()
    window.communicate("\n")
    writer.save(_faster(130), str(path))

    assert warning == (
        f'"{path}" is open in another window (process {window.pid}); to keep what you change, save under another name'
    )
    assert refusal.message == (
        f'"{path}" was not saved: another window has it open (process {window.pid}); '
        "save under another name, or close it there"
    )
    assert isinstance(told.next(), c.SessionSaved)


def test_saving_under_another_name_takes_the_claim_along(tmp_path, writer, told):
    first, second = tmp_path / "a.moonloop", tmp_path / "b.moonloop"
    first.write_text(to_text(studio()))
    writer.adopt(open_session(first))
    held = claim_session(first).holder

    writer.save(studio(), str(second))
    told.next()

    assert (held.pid, held.host) == (os.getpid(), socket.gethostname())
    free = claim_session(first)
    assert free.holder is None
    assert claim_session(second).holder == held
    free.release()


def test_opening_the_same_session_again_in_the_same_window_is_no_conflict(tmp_path, writer, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    writer.adopt(open_session(path))

    assert writer.adopt(open_session(path)) == ""
    writer.save(_faster(130), str(path))

    assert isinstance(told.next(), c.SessionSaved)


def test_a_new_session_gives_the_old_one_free(tmp_path, told):
    path = tmp_path / "a.moonloop"
    path.write_text(to_text(studio()))
    writer = SessionWriter(told.put, pytest.fail)
    writer.adopt(open_session(path))

    writer.adopt(None)
    writer.flush_and_close()

    assert list(tmp_path.iterdir()) == [path]
