"""An X server without a monitor, whose picture can be looked at from outside at no cost to who draws it."""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
from pathlib import Path

import numpy as np

SIZE = (1440, 900)
DRAWN = 0.2  # of the screen: less may be a splash or a tooltip, but is no window
_LOOKED_AT = 1_009  # one pixel of so many is looked at


class Screen:
    """An Xvfb of its own, which keeps its picture in a file of `folder`.

    Raises:
        FileNotFoundError: there is no Xvfb.
    """

    def __init__(self, folder: Path) -> None:
        reading, writing = os.pipe()
        width, height = SIZE
        try:
            self._server = subprocess.Popen(
                [
                    *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"),
                    *("-nolisten", "tcp", "-br", "-noreset", "-fbdir", str(folder)),
                ],
                pass_fds=(writing,),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        finally:
            os.close(writing)
        with os.fdopen(reading) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self._picture = self._map(folder / "Xvfb_screen0")

    def shows_window(self) -> bool:
        """Whether something large has been drawn on the black ground."""
        return bool(np.count_nonzero(self._picture & 0xFFFFFF) > DRAWN * len(self._picture))

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait()

    @staticmethod
    def _map(path: Path) -> np.ndarray:
        """Return a part of the pixels as they are at any time; the file is in XWD format."""
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header_size, colours = struct.unpack_from(">I72xI", content)
        begin = header_size + colours * 12
        pixels = np.frombuffer(content, dtype="<u4", offset=begin, count=SIZE[0] * SIZE[1])
        return pixels[::_LOOKED_AT]
