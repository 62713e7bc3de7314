"""A link: messages over a socket pair, framed by their length. The supervisor's end never blocks."""

from __future__ import annotations

import socket
import struct
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

_LENGTH = struct.Struct("<I")
LONGEST_FRAME = 64 << 20  # a longer one is a fault of whoever sent it
_READ_BYTES = 1 << 18
LAST_SECONDS = 0.2  # how long a process that is about to end tries to say why


CAN_SEND_SOCKETS = hasattr(socket, "send_fds")
_MOST_READS = 8  # in one go: a worker that never stops sending holds up nobody
_MOST_SOCKETS = 4  # that are received in one go; each is asked for alone


class LinkBroken(Exception):
    """The other end is gone, or sends what is no frame: the text says so then, and is empty else."""


class _Enclosed(NamedTuple):
    """A socket to be sent along with the byte at this place of the outbox."""

    place: int
    end: socket.socket


class Link:
    """The supervisor's end: what cannot be sent yet is kept, and what has not come whole yet is waited for.

    Thread: the supervisor's only.
    """

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._outbox = bytearray()
        self._enclosed: deque[_Enclosed] = deque()
        self._inbox = bytearray()

    def fileno(self) -> int:
        """What a selector waits on."""
        return self._end.fileno()

    @property
    def has_unsent(self) -> bool:
        """Whether the other end must read before the rest can be sent."""
        return bool(self._outbox)

    def send(self, frame: bytes, end: socket.socket | None = None) -> None:
        """Send as much as goes now, and keep the rest for `flush`; `end` goes along, and is closed here then."""
        if end is not None:
            self._enclosed.append(_Enclosed(len(self._outbox), end))
        self.put(frame)
        self.flush()

    def put(self, frame: bytes) -> None:
        """Keep a frame for `flush`: several that follow each other go in one piece, which wakes the other end once."""
        self._outbox += _LENGTH.pack(len(frame)) + frame

    def flush(self) -> None:
        """Send what was kept; a broken link is noticed when it is read."""
        try:
            while self._outbox:
                self._sent(self._send_some())
        except BlockingIOError:
            return
        except OSError:
            self._drop_unsent()

    def _send_some(self) -> int:
        if not self._enclosed:
            return self._end.send(self._outbox)
        place, end = self._enclosed[0]
        if place > 0:
            return self._end.send(self._outbox[:place])
        sent = socket.send_fds(self._end, [self._outbox[: _LENGTH.size]], [end.fileno()])
        self._enclosed.popleft()
        end.close()
        return sent

    def _sent(self, count: int) -> None:
        del self._outbox[:count]
        self._enclosed = deque(each._replace(place=each.place - count) for each in self._enclosed)

    def _drop_unsent(self) -> None:
        self._outbox.clear()
        while self._enclosed:
            self._enclosed.popleft().end.close()

    def receive(self) -> Iterator[bytes]:
        """Yield the frames that are there; raises LinkBroken when there will be no more."""
        is_over = False
        try:
            for _ in range(_MOST_READS):
                chunk = self._end.recv(_READ_BYTES)
                self._inbox += chunk
                is_over = not chunk
                if is_over:
                    break
        except BlockingIOError:
            pass
        except OSError:
            is_over = True
        yield from self._whole_frames()
        if is_over:
            raise LinkBroken

    def _whole_frames(self) -> Iterator[bytes]:
        while len(self._inbox) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._inbox)
            if length > LONGEST_FRAME:
                raise LinkBroken(f"announced a message of {length >> 20} MB")
            end = _LENGTH.size + length
            if len(self._inbox) < end:
                return
            frame = bytes(self._inbox[_LENGTH.size : end])
            del self._inbox[:end]
            yield frame

    def close(self) -> None:
        """Let go of the socket, and of those that were to go along."""
        self._drop_unsent()
        self._end.close()


class WorkerLink:
    """The worker's end, which waits.

    Thread: `send` and `send_last` one at a time, `read` and `take_socket` from one thread.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._inbox = bytearray()
        self._sockets: deque[socket.socket] = deque()

    def send(self, *frames: bytes) -> None:
        """Send frames in one piece, and wait until they are sent."""
        self._end.sendall(b"".join([_LENGTH.pack(len(frame)) + frame for frame in frames]))

    def send_last(self, frame: bytes) -> None:
        """Send as much of one frame as goes soon; the process ends next."""
        with suppress(OSError):  # the other end is gone, or does not read
            self._end.settimeout(LAST_SECONDS)
            self.send(frame)

    def read(self) -> bytes | None:
        """Wait for one frame and return it, or None when the other end is gone, or sends what is no frame."""
        head = self._take(_LENGTH.size)
        if head is None:
            return None
        (length,) = _LENGTH.unpack(head)
        return self._take(length) if length <= LONGEST_FRAME else None

    def take_socket(self) -> socket.socket:
        """Return the socket that came along with the newest frame; raises IndexError when none did."""
        return self._sockets.popleft()

    def close(self) -> None:
        """Let go of the socket, and of those that came along and were not taken."""
        self._end.close()
        while self._sockets:
            self._sockets.popleft().close()

    def _take(self, count: int) -> bytes | None:
        while len(self._inbox) < count:
            part = self._receive()
            if not part:
                return None
            self._inbox += part
        taken = bytes(self._inbox[:count])
        del self._inbox[:count]
        return taken

    def _receive(self) -> bytes:
        try:
            if not CAN_SEND_SOCKETS:
                return self._end.recv(_READ_BYTES)
            part, numbers, _, _ = socket.recv_fds(self._end, _READ_BYTES, _MOST_SOCKETS)
        except ConnectionResetError:  # closed with something of ours unread: gone all the same
            return b""
        self._sockets.extend(socket.socket(fileno=number) for number in numbers)
        return part
