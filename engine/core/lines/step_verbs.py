"""Verbs of steps: one at a time, ranges of them, and all of a pattern's. Lines count steps from 1."""

from __future__ import annotations

from typing import get_args

from immutables import Map
from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Column, ColumnKind, Pattern, Step
from engine.core.edits.branches import pattern_named
from engine.core.errors import OutOfRange
from engine.core.lines.pattern_listing import column_words, step_words
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_any_setting, read_note, read_number, read_ratio, read_whole
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.patterns.notation import format_steps

HIT = 0.8  # velocity of a step that is switched on, as of an x in a step string


def _step(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    index = _index(pattern, words.take("the number of the step"))
    step = _changed(pattern.steps[index], words)
    command = c.SetStep(pattern=pattern.name, index=index, step=step, origin=scene.origin)
    return _drawn(scene, command, f"step {index + 1} of {pattern.name} is {step_words(step)}")


def _index(pattern: Pattern, typed: str) -> int:
    number = read_whole(typed, "the number of the step")
    if not 1 <= number <= pattern.count:
        raise OutOfRange(f'pattern "{pattern.name}" has steps 1 to {pattern.count}, got {number}')
    return number - 1


def _changed(step: Step, words: Arguments) -> Step:
    """What is not said stays as it is."""
    rest = words.take_rest()
    plain = Arguments([word for word in rest if "=" not in word])
    typed = plain.take_or("on").lower()
    if typed == "on":
        velocity = step.velocity if step.is_on else HIT
    else:
        velocity = 0.0 if typed == "off" else read_number(typed, "the velocity")
    step = replace(step, velocity=velocity)
    if len(plain):
        step = replace(step, note=read_note(plain.take("the note")))
    if len(plain):
        typed = plain.take("the length")
        step = replace(step, length=None if typed == "-" else read_number(typed, "the length"))
    plain.end()
    for word in rest:
        step = _with_setting(step, word) if "=" in word else step
    return step


def _with_setting(step: Step, word: str) -> Step:
    """`chance=50`, `ratio=1:2`, `index=3`, or a parameter of who plays it; `-` takes away."""
    name, _, text = word.partition("=")
    match name.lower():
        case "chance":
            return replace(step, chance=read_number(text, "the chance"))
        case "ratio":
            return replace(step, ratio=read_ratio(text))
        case "index":
            return replace(step, index=None if text == "-" else read_whole(text, "the index"))
    if text == "-":
        return replace(step, values=Map({key: value for key, value in step.values.items() if key != name}))
    return replace(step, values=step.values.set(*read_any_setting(word)))


def _drawn(scene: Scene, command: c.Command, said: str) -> Reading:
    """The answer shows the pattern as it is then."""
    after = apply(scene.document, command).patterns[command.pattern]  # type: ignore[union-attr]  # all these have one
    return Reading((command,), f"{said}\n  {format_steps(after.steps[: after.count])}")


def _double(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    words.end()
    command = c.DoubleSteps(pattern=pattern.name, origin=scene.origin)
    return _drawn(scene, command, f"{pattern.name} has {counted(2 * pattern.count, 'step')}")


def _legato(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    words.end()
    return Reading((c.LegatoSteps(pattern=name, origin=scene.origin),), f"the steps of {name} last until the next")


def _randomise(words: Arguments, scene: Scene) -> Reading:
    """The seed, where none is typed, differs from line to line: it is the version that the line was read against."""
    name, seed, column = words.take("the name of the pattern"), scene.snapshot.version, None
    for word in words.take_rest():
        if word.lower().startswith("seed="):
            seed = read_whole(word.partition("=")[2], "the seed")
        else:
            column = column_named(word)
    command = c.RandomiseSteps(pattern=name, seed=seed, column=column, origin=scene.origin)
    what = "the steps" if column is None else f"the {column_words(column)} column"
    return _drawn(scene, command, f"{what} of {name} came by chance (seed {seed})")


def column_named(word: str) -> Column:
    """Return the column that a word means: one of the kinds, or else a parameter."""
    kind = word.lower()
    if kind in get_args(ColumnKind) and kind != "parameter":
        return Column(kind)  # type: ignore[arg-type]  # the line above is what makes it one
    return Column("parameter", word)


def _columns(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    if not len(words):
        return Reading(answer=" ".join(map(column_words, pattern.columns)))
    columns = tuple(column_named(word) for word in words.take_rest())
    command = c.SetColumns(pattern=pattern.name, columns=columns, origin=scene.origin)
    return Reading((command,), f"{pattern.name} shows {' '.join(map(column_words, columns))}")


def _clear(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    first, count = _range(pattern, words)
    words.end()
    command = c.ClearSteps(pattern=pattern.name, first=first, count=count, origin=scene.origin)
    return _drawn(scene, command, f"cleared {counted(count, 'step')} of {pattern.name}")


def _duplicate(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    first, count = _range(pattern, words)
    words.take_if("to")
    to = _index(pattern, words.take("where to")) if len(words) else min(first + count, pattern.count - 1)
    words.end()
    command = c.DuplicateSteps(pattern=pattern.name, first=first, count=count, to=to, origin=scene.origin)
    return _drawn(scene, command, f"duplicated {counted(count, 'step')} of {pattern.name} to step {to + 1}")


def _range(pattern: Pattern, words: Arguments) -> tuple[int, int]:
    """`5`, `5-8`, or nothing, which is every step; as first index and how many."""
    if not len(words):
        return 0, pattern.count
    first, dash, last = words.take("the steps").partition("-")
    start = _index(pattern, first)
    end = _index(pattern, last) if dash else start
    if end < start:
        raise OutOfRange(f"a range of steps goes upwards, got {first}-{last}")
    return start, end - start + 1


STEP_VERBS = (
    Verb(
        name="pattern columns",
        usage="pattern columns <pattern> [<column> ...]",
        summary="Tell or set which columns a pattern shows; what is in others is kept.",
        example="pattern columns four velocity index note length chance cutoff",
        arguments=("pattern", "column"),
        read=_columns,
    ),
    Verb(
        name="pattern double",
        usage="pattern double <pattern>",
        summary="Make a pattern twice as long, its second half as its first.",
        example="pattern double four",
        arguments=("pattern",),
        read=_double,
    ),
    Verb(
        name="pattern randomise",
        aliases=("pattern randomize", "pattern random"),
        usage="pattern randomise <pattern> [<column>] [seed=<number>]",
        summary="Fill a pattern by chance, or one of its columns.",
        example="pattern randomise four seed=3",
        arguments=("pattern", "column"),
        read=_randomise,
    ),
    Verb(
        name="pattern legato",
        usage="pattern legato <pattern>",
        summary="Have each step last until the next one.",
        example="pattern legato four",
        arguments=("pattern",),
        read=_legato,
    ),
    Verb(
        name="pattern clear",
        usage="pattern clear <pattern> [<first>[-<last>]]",
        summary="Make steps rests: all, one, or a range.",
        example="pattern clear four 9-16",
        arguments=("pattern", "other"),
        read=_clear,
    ),
    Verb(
        name="pattern duplicate",
        aliases=("pattern dup",),
        usage="pattern duplicate <pattern> [<first>[-<last>]] [to] [<step>]",
        summary="Write steps over others, by default over those that follow.",
        example="pattern duplicate four 1-4 to 5",
        arguments=("pattern", "other"),
        read=_duplicate,
    ),
    Verb(
        name="step",
        usage="step <pattern> <number> [on|off|<velocity>] [<note>] [<length>] [chance|ratio|index|<parameter>=]",
        summary="Switch or change one step.",
        example="step four 5 0.7 e3 2 chance=50",
        arguments=("pattern", "other", "switch", "other"),
        read=_step,
    ),
)
