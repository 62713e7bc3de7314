"""The place where notes left a sample."""

from __future__ import annotations

from engine.sound.tape import Tape


class Reader:
    """Somebody who is a frame further with each frame, from a frame on."""

    def __init__(self, begins: int) -> None:
        self._begins = begins

    def frame_at(self, now: int) -> float:
        return now - self._begins


def test_tape_stays_where_the_last_note_was_stopped():
    tape, reader = Tape(), Reader(100)

    assert tape.frame_at(50) is None
    tape.run(reader)
    assert tape.frame_at(150) == 50
    tape.stop(reader, 200)
    assert tape.frame_at(900) == 100


def test_tape_goes_along_with_the_newest_note_and_is_not_stopped_by_an_older_one():
    tape, old, new = Tape(), Reader(0), Reader(500)
    tape.run(old)
    tape.run(new)

    tape.stop(old, 600)

    assert tape.frame_at(700) == 200


def test_tape_that_was_rewound_begins_anew():
    tape, reader = Tape(), Reader(0)
    tape.run(reader)

    tape.rewind()
    tape.stop(reader, 100)

    assert tape.frame_at(200) is None
