"""The files of one recording: the master's, and one for each module that sounds, all of the same length."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from engine.sound.protocol import Block
from engine.sound.sound_file import FileMistake, SoundFile


class Reel:
    """What is being recorded. Used by `with`, or closed by hand.

    A module's file (a stem) is made when it first sounds; it is silent up to there, and after the module has gone.
    Thread: one at a time.

    Raises:
        FileMistake: a file cannot be written.
    """

    def __init__(self, path: Path, rate: int, stems: Path | None = None, *, appears_whole: bool = False) -> None:
        """Write to `path`, and stems into the folder `stems`, which is made.

        Args:
            appears_whole: the files have their names only once all is written, and never when something goes wrong.
        """
        self._rate = rate
        self._appears_whole = appears_whole
        self._folder = stems
        self._suffix = path.suffix
        self._stems: dict[str, SoundFile] = {}
        self.master = SoundFile(path, rate, appears_whole)
        if stems is not None:
            try:
                stems.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self.master.discard()
                reason = error.strerror or "the system refuses it"
                raise FileMistake(f"{stems}: this folder cannot be made ({reason}); name another one") from None

    @property
    def has_stems(self) -> bool:
        """Whether modules have files of their own."""
        return self._folder is not None

    @property
    def stems(self) -> tuple[Path, ...]:
        """The files of the modules that have sounded so far."""
        return tuple(file.path for file in self._stems.values())

    def write(self, master: Block, stems: Mapping[str, Block]) -> None:
        """Append a block of the master's, shape (2, frames), and what modules sounded meanwhile."""
        before = self.master.frames
        self.master.write(master)
        if self._folder is None:
            return
        for name, block in stems.items():
            file = self._stems.get(name)
            if file is None and block.any():
                file = self._stems[name] = SoundFile(
                    self._folder / f"{name}{self._suffix}", self._rate, self._appears_whole
                )
                file.write_silence(before)
            if file is not None:
                file.write(block)
        for name, file in self._stems.items():
            if name not in stems:
                file.write_silence(master.shape[1])

    def close(self) -> None:
        """Finish every file."""
        for file in (self.master, *self._stems.values()):
            file.close()

    def discard(self) -> None:
        """Have none of them."""
        for file in (self.master, *self._stems.values()):
            file.discard()

    def __enter__(self) -> Reel:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, bug: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()
