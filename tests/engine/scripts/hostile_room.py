"""Runs one file of hostile scripts, each with a performer of its own, and prints what was told, in lines of JSON.

A snippet begins with a heading such as `--# a loop that never sleeps @round -> line 1: took longer`. What is after the
@ is how the text is used: run (unless said otherwise), as a round in repeat mode, or asked on the console. What is
after the arrow is what the player has to be told: nothing (`quiet`), something at that line and with those words, or
whatever is told well (`contained`). `--@ name` begins the text of another script of the session.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from engine.core.document import ScriptLevel
from engine.core.errors import EngineError
from engine.scripts import protocol as p
from engine.scripts.performing import calling
from tests.engine.scripts.room import Room

# Of processor time, for a run, a turn, and a handler; what is required is read from files first.
HASTY_SECONDS, READING_SECONDS, PATIENT_SECONDS = 0.1, 0.3, 5.0
PLAYED_BEATS = 4
OWN = "kick"
EVENTS = ("my", "engine:changed", "module:added")
AFTER = 'synth("after") live_loop("after", function() trigger("after") sleep(1) end) print("well")'


class Snippet(NamedTuple):
    """One attack."""

    title: str
    use: str  # "run", "round" or "ask"
    outcome: str
    text: str
    texts: dict[str, str]  # of all the scripts of the session, by name


def snippets(path: Path) -> Iterator[Snippet]:
    """The attacks of a file."""
    for part in path.read_text(encoding="utf-8").split("--# ")[1:]:
        heading, _, text = part.partition("\n")
        about, _, outcome = heading.partition(" -> ")
        title, _, use = about.partition(" @")
        text, *others = text.split("--@ ")
        texts = {OWN: text, **dict(other.split("\n", 1) for other in others)}
        yield Snippet(title, use or "run", outcome, text, texts)


def seconds_for(snippet: Snippet) -> float:
    """How long an attack may take: as good as for ever where something else than time has to end it."""
    _, _, words = snippet.outcome.partition(": ")
    if snippet.outcome == "quiet" or words not in ("", "took longer"):
        return PATIENT_SECONDS
    return READING_SECONDS if "require" in snippet.text else HASTY_SECONDS


class Attacked:
    """A performer that is attacked, and the mistakes that it told."""

    def __init__(self, snippet: Snippet, level: ScriptLevel) -> None:
        seconds = seconds_for(snippet)
        calling.LIMIT_SECONDS = calling.LIMIT_WITH_LOOPS_SECONDS = seconds
        self.room = Room(budget_seconds=seconds, turn_seconds=seconds, level=level, texts=snippet.texts)
        self.faults: list[p.Fault] = []
        self.is_full = False  # a supervisor would replace the worker

    def use(self, text: str, use: str) -> None:
        """Have the text run and played, repeated, or asked."""
        match use:
            case "round":
                self._note(self.room.repeat(text).fault)
                for step in range(3):
                    rested = self.room.go_on(float(step), step)
                    self._note(rested.fault)
                    self.is_full |= rested.is_full
            case "ask":
                worked = self.room.evaluate(text)
                if worked.is_mistake:
                    place, _, words = worked.text.removeprefix("console:").partition(": ")
                    self._note(p.Fault(words, int(place)))
            case _:
                self._run(text)

    def _run(self, text: str) -> None:
        done = self.room.run(text, lands=False)
        self._note(done.fault)
        if done.batch is None:
            return
        try:
            self.room.land(done, p.Beat(0))
        except EngineError as refused:  # as the engine would tell it
            self._note(p.Fault(str(refused), 1))
        self._note(*self.room.advance(PLAYED_BEATS).faults)
        for event in EVENTS:
            handled = self.room.tell(event, "k", name="k")
            while not handled.is_over:
                self._note(*handled.faults)
                handled = self.room.asked(p.CallOn(handled.ask), p.Handled)
            self._note(*handled.faults)

    def _note(self, *faults: p.Fault | None) -> None:
        self.faults.extend(fault for fault in faults if fault is not None)


def attack(snippet: Snippet, level: ScriptLevel) -> dict[str, object]:
    """Have one snippet do what it does; say what was told, and what a plain script does in its place afterwards."""
    attacked = Attacked(snippet, level)
    room = attacked.room
    attacked.use(snippet.text, snippet.use)
    printed = room.printed.copy()
    done = room.run(AFTER)
    if attacked.is_full or done.is_full:  # a supervisor has a new worker run it
        room = Attacked(snippet, level).room
        done = room.run(AFTER)
    dues = room.advance(PLAYED_BEATS, flight=2).dues if done.fault is None else ()
    after = done.fault.message if done.fault is not None else f"{room.printed[-1]}, {len(dues)} notes"
    return {
        "title": snippet.title,
        "faults": [(fault.line, fault.message) for fault in attacked.faults],
        "printed": printed[:1000],
        "after": after,
    }


def main() -> None:
    path, level = Path(sys.argv[1]), cast(ScriptLevel, sys.argv[2])
    gc.disable()  # else the garbage of all attacks is looked for in the time of whichever runs then
    gc.freeze()
    for snippet in snippets(path):
        print(json.dumps({"begun": snippet.title}), flush=True)
        print(json.dumps(attack(snippet, level)), flush=True)
        gc.collect()


if __name__ == "__main__":
    main()
