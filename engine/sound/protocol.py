"""What the engine asks of whatever makes sound and of whatever takes it away. Nothing here makes a sound."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

import numpy as np
from immutables import Map
from numpy.typing import NDArray

from engine.core.document import Document
from engine.core.units import Value

NO_VALUES: Mapping[str, Value] = Map()
Block = NDArray[np.float32]  # sound, shape (2, frames), nominally -1.0 to 1.0


class DeviceGone(Exception):
    """There is no device to play on, or none any more. Its text is a sentence for the status bar."""


class SoundBackend(Protocol):
    """Turns a document and notes into sound. Whatever is asked happens at the frame that is rendered next.

    Thread: the engine's only, every method.
    """

    def reconcile(self, old: Document, new: Document) -> None:
        """Bring the sound in line with `new`, touching only the branches that are not `old`'s (by `is`).

        What goes away fades over 5 ms; volumes, pan and cutoff glide; nothing clicks.
        """
        ...

    def follow_beat(self, beat: Fraction, beats_per_frame: Fraction, is_playing: bool) -> None:
        """Know where the music is at the frame that is rendered next, and how fast it goes on from there.

        Told whenever the line of beats bends or breaks. What is in time with the tempo (delays, LFOs) follows it.
        """
        ...

    def note_on(
        self, module: str, note: float | None, velocity: float, voice_key: int, values: Mapping[str, Value] = NO_VALUES
    ) -> None:
        """Start a note of a module; nothing happens when the module makes no sound of its own, or has no sample yet.

        Args:
            note: MIDI number 0 to 127, may be fractional; None is the module's own pitch (60).
            velocity: 0.0 to 1.0, the note's gain.
            voice_key: names this note for `note_off`, and is never used for another.
            values: parameters of this note, by name. What a voice can have for itself (speed, volume, position, ...) is
                for this voice alone; the others are the module's from this frame on, until the document or another note
                says otherwise. "index" is which sample of a bank, from 0; "word" a sample's name.
        """
        ...

    def note_off(self, module: str, voice_key: int) -> None:
        """Let a note go into its release; nothing happens when it has ended, or was stolen, already."""
        ...

    def render(self, frames: int) -> Block:
        """Return the next `frames` (1 to the block size), as a view that is valid until the next call."""
        ...

    def silence(self) -> None:
        """End every voice and every ringing filter within 5 ms. Notes started afterwards sound as ever."""
        ...

    def sample_ready(self, name: str) -> None:
        """Make use of a sample that the store has got, or has got anew."""
        ...

    def types_changed(self) -> None:
        """Make anew the modules of types that plug-ins have brought, or brought anew."""
        ...

    def settle(self) -> None:
        """Finish now what is otherwise spread over the next blocks, as a render needs before its first frame."""
        ...

    def stems(self) -> Mapping[str, Block]:
        """Return the newest block (of the block size) of each module's own sound, after its volume and pan.

        Modules that are silent may be missing. From the first call on it is kept, which costs a little; what went
        before that is silence.
        """
        ...

    def modulated(self, module: str) -> Mapping[str, float]:
        """Return where the modulated parameters of a module are now, by name, for whoever shows them. Thread: any."""
        ...

    def complaints(self) -> tuple[str, ...]:
        """Return what went wrong in the sound since this was last asked, a sentence each; the music goes on."""
        ...

    def voices_sounding(self) -> int:
        """Return how many notes sound, those in their release included."""
        ...

    def close(self) -> None:
        """Give everything back; a second backend can be made afterwards."""
        ...


class Output(Protocol):
    """Takes sound away, and by doing so paces the engine.

    Thread: the engine's only.
    """

    @property
    def name(self) -> str:
        """What the status bar calls it."""
        ...

    @property
    def underruns(self) -> int:
        """How often it had nothing to play."""
        ...

    def write(self, block: Block) -> None:
        """Take one block, and return when there is room for the next one.

        Raises:
            DeviceGone: it cannot play any more.
        """
        ...

    def close(self) -> None:
        """Give the device back; does nothing when that was done already."""
        ...
