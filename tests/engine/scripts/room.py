"""A room to rehearse in: a script's performer in the test's own process, spoken to in messages."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Document, ScriptLevel
from engine.core.starting import empty_document
from engine.core.units import Beat
from engine.scripts import protocol as p
from engine.scripts.feed import feed_between
from engine.scripts.performing.performer import Performer

START = Beat(0)
NO_TEXTS: Mapping[str, str] = {}
Answer = TypeVar("Answer", bound=p.Message)


class Room:
    """One script, `kick` unless said otherwise, in a document that starts empty and that its runs change at once."""

    def __init__(
        self,
        script: str = "kick",
        seed: int = 1,
        kept: str = "{}",
        budget_seconds: float = 5.0,
        turn_seconds: float = 0.5,
        level: ScriptLevel = "standard",
        texts: Mapping[str, str] = NO_TEXTS,
    ) -> None:
        """Have `texts` be those of the session's scripts, which it may require."""
        self.script = script
        self.said: list[p.FromWorker] = []
        self.printed: list[str] = []
        self.performer = Performer(self.said.append, lambda _, text: self.printed.append(text), texts.get)
        self.known = Document()
        self.document = empty_document()
        for name in {script: None, **texts}:
            self.document = apply(self.document, c.AddScript(name=name))
        self.runs = self.steps = 0
        self.hear(p.Adopt(script, seed, budget_seconds, turn_seconds, (), kept, level))
        self.feed()

    def hear(self, message: p.ToWorker) -> None:
        """Say something to the performer."""
        self.performer.hear(message)

    def asked(self, message: p.ToWorker, wanted: type[Answer]) -> Answer:
        """Say something, and return the answer."""
        self.performer.hear(message)
        answer = self.said.pop()
        assert isinstance(answer, wanted)
        return answer

    def feed(self, landed: int = 0) -> None:
        """Tell what changed in the document."""
        feed = feed_between(self.known, self.document, landed)
        if feed is not None:
            self.asked(feed, p.Fed)
            self.known = self.document

    def run(self, text: str, beat: Beat = START, *, lands: bool = True) -> p.Done:
        """Run `text`; what it declares is in the document at once, and its loops begin at `beat`."""
        self.runs += 1
        done = self.asked(p.Run(self.runs, text, beat, seconds=float(beat) / 2), p.Done)
        if done.fault is None and lands:
            self.land(done, beat)
        return done

    def repeat(self, text: str) -> p.Began:
        """Have `text` instead of what repeated until now."""
        self.runs += 1
        return self.asked(p.Repeat(self.runs, text), p.Began)

    def go_on(self, seconds: float = 0.0, turn: int = 0, beat: Beat = START) -> p.Rested:
        """Have what repeats go on; what it asks for is done to the document."""
        self.steps += 1
        rested = self.asked(p.GoOn(self.steps, turn, seconds, beat), p.Rested)
        self.document = apply(self.document, c.Batch(commands=rested.commands))
        self.feed(self.runs)
        return rested

    def land(self, done: p.Done, beat: Beat) -> None:
        """Have a run land."""
        assert done.batch is not None
        self.hear(p.Land(done.number, beat, beat))
        self.document = apply(self.document, done.batch)
        self.feed(done.number)

    def fault(self, text: str) -> tuple[int, str]:
        """Run `text`, which is wrong, and return line and message."""
        fault = self.run(text).fault
        assert fault is not None, "nothing was wrong with it"
        return fault.line, fault.message

    def advance(self, until: float | Fraction, flight: int = 1, start: float = 0, **more: object) -> p.Advanced:
        """Have the loops played up to a beat."""
        return self.asked(p.Advance(flight, Fraction(start), Fraction(until), **more), p.Advanced)  # type: ignore[arg-type]

    def beats(self, until: float | Fraction, **more: object) -> list[Fraction]:
        """Have the loops played up to a beat, and return the beats at which they did something."""
        return [due.beat for due in self.advance(until, **more).dues]  # type: ignore[arg-type]

    def tell(self, event: str, identifier: str = "", **fields: object) -> p.Handled:
        """Tell that something happened, and return what came of it."""
        return self.asked(p.Happened(1, event, fields, identifier, landed=self.runs), p.Handled)

    def evaluate(self, text: str) -> p.Worked:
        """Have a line of Lua worked out."""
        return self.asked(p.Work("ask", text), p.Worked)
