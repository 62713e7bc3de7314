"""A band of sequencers for tests: a document that commands change, and what its tracks play of it."""

from __future__ import annotations

import json
from fractions import Fraction

from engine.core import commands as c
from engine.core.document import ChainEntry, Step
from engine.core.starting import empty_document
from engine.patterns.notation import parse_steps
from engine.transport.note import Note
from engine.transport.tracks import Tracks
from tests.engine.core.documents import after


def mini(text: str) -> str:
    """Return the expression of a text in mini-notation, as a document keeps it."""
    return json.dumps(["mini", text])


def entries(*said: str | tuple[str, int]) -> tuple[ChainEntry, ...]:
    """Return entries of a chain: "a" once, ("b", 2) twice."""
    return tuple(ChainEntry(each) if isinstance(each, str) else ChainEntry(*each) for each in said)


class Band:
    """A sequencer `seq` that plays the synth `bass`; more is asked for by commands."""

    def __init__(self, *commands: c.Command) -> None:
        self.tracks = Tracks()
        self.at = Fraction(0)
        self.document = after(
            empty_document(),
            c.AddModule(type="synth", name="bass"),
            c.AddModule(type="sequencer", name="seq"),
            c.Connect(source="seq", target="bass"),
        )
        self.ask(*commands)

    def ask(self, *commands: c.Command) -> None:
        """Change the document where the music is."""
        self.document = after(self.document, *commands)
        self.tracks.follow(self.document)

    def has(self, name: str, text: str, **rate: Fraction | int) -> None:
        """Have a pattern of these steps, each of which has the note 10 times its place, counted from 1."""
        steps = parse_steps(text)
        noted = tuple(Step(each.velocity, 10.0 * place) if each.is_on else each for place, each in enumerate(steps, 1))
        rates = [c.SetStepsPerBeat(pattern=name, steps_per_beat=Fraction(each)) for each in rate.values()]
        self.ask(c.AddPattern(name=name, steps=noted), *rates)

    def cycles(self, name: str, text: str, **fields: object) -> None:
        """Have a cyclic pattern in mini-notation."""
        self.ask(c.AddPattern(name=name, expression=mini(text), **fields))  # type: ignore[arg-type]

    def sets(self, parameter: str, value: object, sequencer: str = "seq") -> None:
        """Set a parameter of a sequencer."""
        self.ask(c.SetParameter(module=sequencer, parameter=parameter, value=value))  # type: ignore[arg-type]

    def chains(self, *said: str | tuple[str, int]) -> None:
        """Have a chain `song` of these entries, and play it."""
        self.ask(c.AddChain(name="song", entries=entries(*said)))
        self.sets("chain", "song")

    def until(self, beat: Fraction | int | float | str) -> list[Note]:
        """Return what is played from where the music is up to `beat`."""
        start, self.at = self.at, Fraction(beat)
        return self.tracks.play(start, self.at)

    def beats_until(self, beat: Fraction | int | str) -> list[Fraction]:
        """Return when notes begin."""
        return [note.beat for note in self.until(beat)]

    def heard_until(self, beat: Fraction | int | str) -> list[tuple[Fraction, float | None]]:
        """Return when notes begin, and which they are."""
        return [(note.beat, note.note) for note in self.until(beat)]

    def patterns_until(self, beat: int, every: int = 1) -> str:
        """Return the name of the pattern that plays in each span of so many beats."""
        names = []
        while self.at < beat:
            self.until(self.at + every)
            names.append(self.tracks.playing["seq"].pattern)
        return " ".join(names)
