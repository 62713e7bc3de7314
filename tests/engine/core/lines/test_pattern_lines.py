"""Lines about patterns, steps, chains and sequencers: what each asks for and answers."""
# ruff: noqa: E501 - a table reads best with a case a line

from __future__ import annotations

from fractions import Fraction

import pytest
from immutables import Map

from engine.core import commands as c
from engine.core.document import COLUMNS, ChainEntry, Column, Step
from engine.core.lines.reading import LineMistake, read_line
from engine.core.snapshot import Snapshot
from engine.patterns.notation import parse_steps
from tests.engine.core.documents import after, studio

SONG = c.AddChain(name="song", entries=(ChainEntry("four", 3), ChainEntry("fill")))
CYCLE = c.AddPattern(name="cycle", expression='["mini","bd sd"]', cycle_beats=Fraction(8))
DOCUMENT = after(studio(), c.AddPattern(name="fill", count=8), CYCLE, SONG)
BY_HAND = {"origin": "command"}


def _read(line, document=DOCUMENT):
    return read_line(line, Snapshot(document=document, version=7))


@pytest.mark.parametrize(
    ("line", "command", "answer"),
    [
        ("pattern create p bd*2 [sd hh]", c.AddPattern(name="p", expression='["mini","bd*2 [sd hh]"]', **BY_HAND), "created p with a cyclic pattern"),
        ("pattern p = bd*2 [sd hh]", c.AddPattern(name="p", expression='["mini","bd*2 [sd hh]"]', **BY_HAND), "p plays bd*2 [sd hh]"),
        ("pattern p = <c#4 e4>(3,8) | ~", c.AddPattern(name="p", expression='["mini","<c#4 e4>(3,8) | ~"]', **BY_HAND), "p plays <c#4 e4>(3,8) | ~"),
        ("pattern p = x..x", c.AddPattern(name="p", steps=parse_steps("x..x"), **BY_HAND), "p plays x..x"),
        ("pattern four = hh*8", c.SetExpression(pattern="four", expression='["mini","hh*8"]', **BY_HAND), "four plays hh*8"),
        ("pattern cycle = hh", c.SetExpression(pattern="cycle", expression='["mini","hh"]', cycle_beats=Fraction(8), **BY_HAND), "cycle plays hh"),
        ("pattern rename four verse", c.RenamePattern(name="four", new_name="verse", **BY_HAND), "four is called verse"),
        ("pattern play four", c.SetSwitch(module="beat", switch="enabled", is_on=True, **BY_HAND), "beat plays four"),
        ("pattern stop four", c.SetSwitch(module="beat", switch="enabled", is_on=False, **BY_HAND), "beat no longer plays four"),
        ("pattern steps four 8", c.SetStepCount(pattern="four", count=8, **BY_HAND), "four has 8 steps"),
        ("pattern rate four -3/2", c.SetStepsPerBeat(pattern="four", steps_per_beat=Fraction(-3, 2), **BY_HAND), "four plays -3/2 steps a beat"),
        ("pattern beats cycle 7/3", c.SetExpression(pattern="cycle", expression='["mini","bd sd"]', cycle_beats=Fraction(7, 3), **BY_HAND), "a cycle of cycle lasts 2.33333 beats"),
        ("pattern beats cycle bar", c.SetExpression(pattern="cycle", expression='["mini","bd sd"]', **BY_HAND), "a cycle of cycle lasts a bar"),
        ("pattern double fill", c.DoubleSteps(pattern="fill", **BY_HAND), "fill has 16 steps\n  ................"),
        ("pattern legato four", c.LegatoSteps(pattern="four", **BY_HAND), "the steps of four last until the next"),
        ("pattern clear four", c.ClearSteps(pattern="four", first=0, count=16, **BY_HAND), "cleared 16 steps of four\n  ................"),
        ("pattern clear four 5", c.ClearSteps(pattern="four", first=4, count=1, **BY_HAND), "cleared 1 step of four\n  x.......x...x..."),
        ("pattern clear four 5-12", c.ClearSteps(pattern="four", first=4, count=8, **BY_HAND), "cleared 8 steps of four\n  x...........x..."),
        ("pattern dup four 1-4 to 3", c.DuplicateSteps(pattern="four", first=0, count=4, to=2, **BY_HAND), "duplicated 4 steps of four to step 3\n  x.x.....x...x..."),
        ("pattern duplicate four 1", c.DuplicateSteps(pattern="four", first=0, count=1, to=1, **BY_HAND), "duplicated 1 step of four to step 2\n  xx..x...x...x..."),
        ("pattern columns four velocity index length CHANCE pan", c.SetColumns(pattern="four", columns=(Column("velocity"), Column("index"), Column("length"), Column("chance"), Column("parameter", "pan")), **BY_HAND), "four shows velocity index length chance pan"),
        ("step four 1 chance=50 ratio=1:2 index=3 pan=-1", c.SetStep(pattern="four", index=0, step=Step(0.8, index=3, chance=50.0, ratio=(1, 2), values=Map({"pan": -1})), **BY_HAND), "step 1 of four is velocity 0.8, index 3, chance 50, ratio 1:2, pan -1\n  x...x...x...x..."),
        ("chain create", c.AddChain(name="chain1", **BY_HAND), "created chain1 with 0 entries"),
        ("chain create night four*3 fill", c.AddChain(name="night", entries=(ChainEntry("four", 3), ChainEntry("fill")), **BY_HAND), "created night with 2 entries"),
        ("chain delete song", c.RemoveChain(name="song", **BY_HAND), "deleted song"),
        ("chain rename song night", c.RenameChain(name="song", new_name="night", **BY_HAND), "song is called night"),
        ("chain add song fill*2", c.InsertEntry(chain="song", entry=ChainEntry("fill", 2), index=2, **BY_HAND), "song: four*3 fill fill*2"),
        ("chain add song fill 1", c.InsertEntry(chain="song", entry=ChainEntry("fill"), index=0, **BY_HAND), "song: fill four*3 fill"),
        ("chain remove song 1", c.RemoveEntry(chain="song", index=0, **BY_HAND), "song: fill"),
        ("chain repeat song 2 4", c.SetEntry(chain="song", index=1, entry=ChainEntry("fill", 4), **BY_HAND), "song: four*3 fill*4"),
        ("chain disable song", c.EnableChain(chain="song", is_enabled=False, **BY_HAND), "song does not play"),
        ("chain disable song 1", c.SetEntry(chain="song", index=0, entry=ChainEntry("four", 3, is_enabled=False), **BY_HAND), "song: (four*3) fill"),
        ("chain enable song", c.EnableChain(chain="song", is_enabled=True, **BY_HAND), "song plays"),
        ("chain clear song", c.SetChain(chain="song", entries=(), **BY_HAND), "song is empty"),
        ("chain reset song", c.RestartChain(chain="song", **BY_HAND), "song begins anew"),
        ("seq beat bind pattern fill", c.SetParameter(module="beat", parameter="pattern", value="fill", **BY_HAND), "beat plays pattern fill"),
        ("sequencer beat bind chain song", c.SetParameter(module="beat", parameter="chain", value="song", **BY_HAND), "beat plays chain song"),
        ("seq beat unbind pattern", c.SetParameter(module="beat", parameter="pattern", value="", **BY_HAND), "beat plays no pattern"),
        ("seq beat disable chain", c.SetParameter(module="beat", parameter="chainEnabled", value=False, **BY_HAND), "beat plays its pattern"),
        ("seq beat enable chain", c.SetParameter(module="beat", parameter="chainEnabled", value=True, **BY_HAND), "beat plays its chain"),
    ],
)  # fmt: skip
def test_a_line_asks_for_one_command_and_answers(line, command, answer):
    reading = _read(line)

    assert reading.commands == (command,)
    assert reading.answer == answer


def test_a_cyclic_pattern_that_is_given_steps_plays_them():
    reading = _read("pattern cycle = x.x.")

    written = after(DOCUMENT, *reading.commands).patterns["cycle"]

    assert (written.expression, written.count, written.steps[:4]) == ("", 4, parse_steps("x.x."))
    assert reading.answer == "cycle plays x.x."


def test_what_a_step_says_of_a_parameter_is_taken_away_by_a_dash():
    panned = after(DOCUMENT, *_read("step four 1 on pan=1 index=3").commands)
    bare = after(panned, *_read("step four 1 on pan=- index=-", panned).commands)

    assert panned.patterns["four"].steps[0] == Step(0.8, index=3, values=Map({"pan": 1}))
    assert bare.patterns["four"].steps[0] == Step(0.8)


def test_what_a_step_says_is_a_number_true_or_false_or_a_text():
    said = after(DOCUMENT, *_read("step four 1 on pan=-0.5 oneShot=true wave=sine").commands)

    assert said.patterns["four"].steps[0].values == Map({"pan": -0.5, "oneShot": True, "wave": "sine"})


def test_chance_differs_from_line_to_line_and_can_be_repeated():
    assert _read("pattern randomise four").commands == (c.RandomiseSteps(pattern="four", seed=7, **BY_HAND),)
    assert _read("pattern random four note seed=3").commands == (
        c.RandomiseSteps(pattern="four", seed=3, column=Column("note"), **BY_HAND),
    )


def test_a_pattern_plays_in_every_sequencer_that_has_it_or_a_chain_of_it():
    two = after(DOCUMENT, c.AddModule(type="sequencer", name="song2", values=(("chain", "song"),)))

    assert [command.module for command in _read("pattern stop four", two).commands] == ["beat", "song2"]


def test_what_a_sequencer_plays_is_told():
    assert _read("seq").answer == "sequencers\n  beat  pattern four  ->  kick"
    assert _read("seq ls").answer == _read("sequencer").answer
    assert _read("seq info beat").answer == _read("info beat").answer == _read("seq beat").answer


def test_the_columns_of_a_pattern_are_told():
    assert _read("pattern columns four").answer == " ".join(column.kind for column in COLUMNS)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("pattern p = bd [sd", 'column 7: expected a step or "]", found the end'),
        ("pattern p =", "the steps or the mini-notation is missing"),
        ("pattern rename four fill", 'there is a pattern called "fill" already'),
        ("pattern play cycle", 'no sequencer plays "cycle"; say "add sequencer" and "seq <name> bind pattern ..."'),
        ("pattern rate four 0", "a beat has -96 to 96 steps, and not 0, got 0"),
        ("pattern beats cycle 0", "a cycle lasts above 0 and up to 1024 beats, got 0"),
        ("pattern clear four 12-5", "a range of steps goes upwards, got 12-5"),
        ("pattern clear four 17", 'pattern "four" has steps 1 to 16, got 17'),
        ("pattern columns four note", "a pattern always shows velocity, index and length; there is no velocity column"),
        ("pattern randomise four seed=x", 'the seed is a whole number, got "x"'),
        ("pattern randomise four pan", 'pattern "four" shows no pan column'),
        ("step four 1 ratio=1/2", 'the ratio is a text such as 1:2, got "1/2"'),
        ("step four 1 chance=200", "a step's chance is 0 to 100 percent, got 200"),
        ("step four 1 cutof=3", 'no module has a parameter "cutof"; did you mean "cutoff"?'),
        ("step four 1 cutoff=nan", "cutoff is a finite number, got nan"),
        ("step four 1 x.x.x", 'the velocity is a number, got "x.x.x"'),
        ("chain info sogn", 'there is no chain "sogn"; did you mean "song"?'),
        ("chain add song fuor", 'there is no pattern "fuor"; did you mean "four"?'),
        ("chain add song four*100", "an entry of a chain plays 1 to 99 times, got 100"),
        ("chain add song four 9", 'an entry of chain "song" goes to place 1 to 3, got 9'),
        ("chain remove song 3", 'chain "song" has entries 1 to 2, got 3'),
        ("chain repeat song 1 often", 'how many times is a whole number, got "often"'),
        ("chain create song", 'there is a chain called "song" already'),
        ("seq kick", '"kick" is a sampler, and no sequencer'),
        ("seq beat bind", "pattern or chain is missing"),
        ("seq beat bind pattern fuor", 'there is no pattern "fuor"; did you mean "four"?'),
        ("seq beat bind chain sogn", 'there is no chain "sogn"; did you mean "song"?'),
        ("seq beat enable pattern", 'only a chain is enabled and disabled here; for the sequencer say "enable beat"'),
        ("seq beat play", 'what to do with a sequencer is one of bind, unbind, enable, disable, info, got "play"'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_sentence(line, told):
    with pytest.raises(LineMistake) as caught:
        _read(line)

    assert str(caught.value).partition(" (usage: ")[0] == told
