"""Messages over a socket pair arrive whole and in order, and the supervisor's end never waits."""

from __future__ import annotations

import os
import socket
import threading

import pytest

from engine.scripts.link import Link, LinkBroken, WorkerLink


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    link, worker = Link(ours), WorkerLink(theirs)
    yield link, worker
    link.close()
    worker.close()


def received(link, count):
    frames = []
    while len(frames) < count:
        frames.extend(link.receive())
    return frames


def test_frames_arrive_whole_and_in_order(ends):
    link, worker = ends
    for number in range(100):
        worker.send(b"x" * number)

    assert received(link, 100) == [b"x" * number for number in range(100)]


def test_frames_that_were_put_go_with_the_next_flush(ends):
    link, worker = ends
    link.put(b"first")
    link.put(b"second")
    with pytest.raises(BlockingIOError):
        worker._end.recv(1, socket.MSG_DONTWAIT)
    link.flush()

    assert (worker.read(), worker.read()) == (b"first", b"second")


def test_frames_of_a_worker_go_in_one_piece(ends):
    link, worker = ends
    worker.send(b"first", b"second")

    assert list(link.receive()) == [b"first", b"second"]


def test_a_worker_that_does_not_read_is_not_waited_for(ends):
    link, worker = ends
    frames = [bytes([number]) * 500_000 for number in range(8)]
    for frame in frames:
        link.send(frame)
    assert link.has_unsent

    read = []
    reader = threading.Thread(target=lambda: read.extend(worker.read() for _ in frames))
    reader.start()
    while link.has_unsent:
        link.flush()
    reader.join()
    assert read == frames


def test_a_socket_comes_along_with_its_frame(ends):
    link, worker = ends
    ours, theirs = socket.socketpair()
    link.send(b"before" * 40_000)
    link.send(b"with a socket", theirs)
    link.send(b"after")
    reader = threading.Thread(target=lambda: [worker.read() for _ in range(3)])
    reader.start()
    while link.has_unsent:
        link.flush()
    reader.join()
    came = worker.take_socket()
    came.sendall(b"hello")

    assert ours.recv(5) == b"hello"
    assert theirs.fileno() == -1
    came.close()
    ours.close()


def test_sockets_that_were_never_sent_are_closed(ends):
    link, _ = ends
    ours, theirs = socket.socketpair()
    link.send(b"x" * 10_000_000)
    link.send(b"", theirs)
    link.close()

    assert theirs.fileno() == -1
    ours.close()


def test_end_of_the_worker_is_told_after_its_last_words(ends):
    link, worker = ends
    worker.send(b"last words")
    worker.close()
    frames = link.receive()

    assert next(frames) == b"last words"
    with pytest.raises(LinkBroken, match=r"^$"):
        next(frames)


def test_frame_that_is_too_long_breaks_the_link(ends):
    link, worker = ends
    os.write(worker._end.fileno(), b"\xff\xff\xff\xff")

    with pytest.raises(LinkBroken, match="announced a message of 4095 MB"):
        list(link.receive())


def test_torn_frame_is_waited_for_and_then_no_message(ends):
    link, worker = ends
    os.write(worker._end.fileno(), b"\x05\0\0\0ab")
    assert list(link.receive()) == []
    worker.close()
    with pytest.raises(LinkBroken):
        list(link.receive())


def test_end_of_the_supervisor_ends_the_worker_s_reading(ends):
    link, worker = ends
    worker.send(b"never read")
    link.close()

    assert worker.read() is None


def test_sending_to_a_worker_that_is_gone_does_nothing(ends):
    link, worker = ends
    worker.close()
    link.send(b"x")
    link.send(b"x" * 1_000_000)

    assert not link.has_unsent
