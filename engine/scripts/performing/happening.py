"""Answers what the crew tells of: calls the handlers, a few at a time, so that loops can be played in between."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Document
from engine.events.dispatch import Dispatch
from engine.events.event import Event
from engine.scripts import protocol as p
from engine.scripts.performing.calling import Calling
from engine.scripts.performing.standing import Standing


class Happening:
    """The event whose handlers are being called. There is one at a time."""

    def __init__(self, standing: Standing, calling: Calling) -> None:
        self._standing = standing
        self._calling = calling
        self._about: p.Happened | None = None
        self._chain: Dispatch | None = None
        self._document = Document()  # with all that its handlers have done so far

    def hear(self, message: p.Happened | p.CallOn) -> p.Handled:
        """Begin with an event, or go on with it; what the handlers do is done at once."""
        if isinstance(message, p.Happened):
            self._begin(message)
        about, chain = self._about, self._chain
        if about is None or chain is None or about.ask != message.ask:
            return p.Handled(message.ask)  # of a worker that is gone: nobody is left to be called
        standing = self._standing
        with standing.trying(about.beat, about.seconds, is_declaring=False, now=self._document, depth=about.depth):
            is_over = self._calling.call_some(chain)
            self._document, commands, cues = standing.document, standing.collect(), standing.collect_cues()
        if is_over:
            self._calling.tell(chain)
            self._about = self._chain = None
        batch = None
        if commands:
            origin = f"script:{standing.script}"
            batch = c.Batch(commands=commands, label=f"on {about.event}", origin=origin, is_played=True)
        return p.Handled(about.ask, is_over, batch, self._calling.take_faults(), cues=cues)

    def _begin(self, message: p.Happened) -> None:
        handling = self._standing.handling
        handling.settle(message.landed)
        self._calling.version = message.version
        event = Event(message.event, message.fields, message.identifier, depth=message.depth)
        handlers = handling.registry.matching(event.name, event.identifier, handling.holding())
        self._about, self._document = message, self._standing.copies.at(message.beat)
        self._chain = Dispatch(event, handlers, handling.registry, is_interceptable=False)
