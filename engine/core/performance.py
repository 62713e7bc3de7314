"""What sounds: plays the notes that are due, each on its exact frame, by rendering up to it and no further."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import count

import numpy as np
from numpy.typing import NDArray

from engine.core.commands import Trigger
from engine.core.document import Document, Module, PlayState
from engine.core.glance import Playing
from engine.core.units import Frame
from engine.sound.protocol import SoundBackend
from engine.transport.agenda import Agenda
from engine.transport.note import Note
from engine.transport.part import OWN_PITCH
from engine.transport.playhead import Playhead
from engine.transport.tracks import Tracks

_PLAYED = ("modules", "connections", "patterns", "chains", "transport")  # the branches that sequencers play from
TRIGGER_LENGTH = Fraction(1, 4)  # beats that a note without a length is held


class Performance:
    """The notes under way, and the block that is being rendered.

    Thread: the engine's only.
    """

    def __init__(self, sound: SoundBackend, playhead: Playhead, block_frames: int) -> None:
        self.frame: Frame = 0  # the next frame to render, counted since the engine started
        self.block: NDArray[np.float32] = np.zeros((2, block_frames), np.float32)
        self.notes_played = 0
        self._sound = sound
        self._playhead = playhead
        self._heard = self._wanted = Document()  # what the sound follows, and what it is to follow next
        self._tracks = Tracks()
        self._filled = 0  # frames of the block that are rendered
        self._releases: Agenda[Frame, tuple[str, int]] = Agenda()
        self._keys = count(1)

    def follow(self, old: Document, new: Document) -> None:
        """Bring place and sound in line with the document, from the next frame on."""
        if new.transport is not old.transport:
            self._playhead.follow(old.transport, new.transport, self.frame)
            self._tell_beat()
            if new.transport.locate is not old.transport.locate:
                self._tracks.lose_place()
            if old.transport.state is PlayState.PLAYING and not self._playhead.is_playing:
                self._release_everything()
        self._wanted = new

    def _tell_beat(self) -> None:
        playhead = self._playhead
        self._sound.follow_beat(playhead.beat_at(self.frame), playhead.beats_in(1), playhead.is_playing)

    def catch_up(self) -> None:
        """Reconcile the sound with the document: once for all the commands of a moment, before anything sounds."""
        old, new = self._heard, self._wanted
        if new is old:
            return
        self._heard = new
        if any(getattr(new, branch) is not getattr(old, branch) for branch in _PLAYED):
            self._tracks.follow(new)
        if new.modules is not old.modules or new.connections is not old.connections or new.patterns is not old.patterns:
            self._sound.reconcile(old, new)

    @property
    def playing(self) -> Mapping[str, Playing]:
        """Where each sequencer is; replaced whole."""
        return self._tracks.playing

    def complaints(self) -> list[str]:
        """Return what patterns asked for that cannot be played, since this was last asked."""
        return self._tracks.complaints()

    def begin_block(self) -> None:
        """Start to fill the block anew."""
        self._filled = 0
        self._tracks.work_ahead()

    def play_to(self, limit: Frame) -> None:
        """Render up to `limit`, a frame of this block, and sound what is due before it."""
        self.catch_up()
        if self._playhead.is_playing:
            start, stop = self._playhead.window_to(limit)
            self._playhead.scheduled = stop
            beat = None
            for note in self._tracks.play(start, stop):
                if note.beat is not beat:  # of notes that come together the beat is one object
                    beat = note.beat
                    at = max(self.frame, self._playhead.frame_of(beat))
                    self._release_until(at)
                    self._render_to(at)
                self.sound_note(note)
        self._release_until(limit - 1)
        self._render_to(limit)

    def trigger(self, command: Trigger) -> None:
        """Sound a note at the next frame; nothing when its module went in the same batch."""
        self.catch_up()
        if command.module not in self._heard.modules:
            return
        length = TRIGGER_LENGTH if command.length is None else command.length
        note = Note(
            Fraction(0), command.module, command.note, command.velocity, length, command.length is None,
            dict(command.values),
        )  # fmt: skip
        self.sound_note(note)

    def sound_note(self, note: Note) -> None:
        """Start `note` at the next frame, and have it end after its length."""
        key = next(self._keys)
        pitch = OWN_PITCH if note.note is None else note.note
        self._sound.note_on(note.module, pitch, note.velocity, key, note.values)
        self.notes_played += 1
        if not (note.may_ring and _is_one_shot(self._heard.modules[note.module], note)):
            self._releases.put(self.frame + self._playhead.frames_in(note.length), (note.module, key))

    def silence(self) -> None:
        """End every note at once, without their releases."""
        self._releases.take_everything()
        self._sound.silence()

    def _release_until(self, limit: Frame) -> None:
        """End the notes whose time is up by `limit`, each on its frame."""
        while (at := self._releases.first()) is not None and at <= limit:
            self._render_to(max(at, self.frame))
            _, (module, key) = self._releases.take()
            if module in self._heard.modules:
                self._sound.note_off(module, key)

    def _release_everything(self) -> None:
        for _, (module, key) in self._releases.take_everything():
            if module in self._heard.modules:
                self._sound.note_off(module, key)

    def _render_to(self, frame: Frame) -> None:
        missing = frame - self.frame
        if missing > 0:
            self.block[:, self._filled : self._filled + missing] = self._sound.render(missing)
            self._filled += missing
            self.frame = frame


def _is_one_shot(module: Module, note: Note) -> bool:
    return note.values.get("playStyle", module.values.get("playStyle")) == "once"
