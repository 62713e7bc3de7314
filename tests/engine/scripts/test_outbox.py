"""Commands that the engine has no room for are kept in order, and none is lost."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.engine import Engine
from engine.scripts.supervising.outbox import Outbox
from tests.engine.recording_sound import RecordingSound


def named(number):
    return c.AddPattern(name=f"p{number}")


def test_commands_go_at_once_when_there_is_room():
    engine = Engine(RecordingSound())
    sent = Outbox(engine.submit).put(named(1))
    engine.turn()

    assert sent.ticket.is_done(engine.snapshot)


def test_commands_wait_for_room_in_their_order():
    engine = Engine(RecordingSound())
    outbox = Outbox(engine.submit)
    sent = [outbox.put(named(number)) for number in range(3000)]
    assert len(outbox) == 3000 - 1024
    assert sent[-1].ticket is None
    for _ in range(3):
        engine.turn()
        outbox.flush()
    engine.turn()

    assert len(outbox) == 0
    assert [each.ticket.number for each in sent] == sorted(each.ticket.number for each in sent)
    assert len(engine.snapshot.document.patterns) == 3000
