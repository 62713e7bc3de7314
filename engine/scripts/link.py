"""A link: messages over one end of a socket pair, framed by their length. The supervisor's end never blocks."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

_LENGTH = struct.Struct("<I")
LONGEST_FRAME = 64 << 20  # a longer one is a fault of whoever sent it
_READ_BYTES = 1 << 18


class LinkBroken(Exception):
    """The other end is gone, or sends what is no frame."""


class Link:
    """The supervisor's end: what cannot be sent yet is kept, and what has not come whole yet is waited for.

    Thread: the supervisor's only.
    """

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._outbox = bytearray()
        self._inbox = bytearray()

    def fileno(self) -> int:
        """What a selector waits on."""
        return self._end.fileno()

    @property
    def has_unsent(self) -> bool:
        """Whether the other end must read before the rest can be sent."""
        return bool(self._outbox)

    def send(self, frame: bytes) -> None:
        """Send as much as goes now, and keep the rest for `flush`."""
        self._outbox += _LENGTH.pack(len(frame)) + frame
        self.flush()

    def flush(self) -> None:
        """Send what was kept; a broken link is noticed when it is read."""
        try:
            while self._outbox:
                sent = self._end.send(self._outbox)
                del self._outbox[:sent]
        except BlockingIOError:
            return
        except OSError:
            self._outbox.clear()

    def receive(self) -> Iterator[bytes]:
        """Yield the frames that are there; raises LinkBroken when there will be no more."""
        is_over = False
        try:
            while chunk := self._end.recv(_READ_BYTES):
                self._inbox += chunk
            is_over = True
        except BlockingIOError:
            pass
        except OSError:
            is_over = True
        yield from self._whole_frames()
        if is_over:
            raise LinkBroken("the worker is gone")

    def _whole_frames(self) -> Iterator[bytes]:
        while len(self._inbox) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._inbox)
            if length > LONGEST_FRAME:
                raise LinkBroken(f"a frame of {length} bytes was announced")
            end = _LENGTH.size + length
            if len(self._inbox) < end:
                return
            frame = bytes(self._inbox[_LENGTH.size : end])
            del self._inbox[:end]
            yield frame

    def close(self) -> None:
        """Let go of the socket."""
        self._end.close()


def send_frame(end: socket.socket, frame: bytes) -> None:
    """Send one frame and wait until it is sent: the worker's way. Thread: one at a time."""
    end.sendall(_LENGTH.pack(len(frame)) + frame)


def read_frame(end: socket.socket) -> bytes | None:
    """Wait for one frame and return it, or None when the other end is gone: the worker's way."""
    head = _read_exactly(end, _LENGTH.size)
    return None if head is None else _read_exactly(end, _LENGTH.unpack(head)[0])


def _read_exactly(end: socket.socket, count: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < count:
        part = end.recv(count - len(parts))
        if not part:
            return None
        parts += part
    return bytes(parts)
