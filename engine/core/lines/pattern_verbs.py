"""Verbs of patterns: list, create, delete, info, resize, and one step at a time."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Step
from engine.core.edits.branches import pattern_named
from engine.core.errors import OutOfRange
from engine.core.lines.listing import list_patterns, pattern_details, step_words
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_note, read_number, read_whole
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.patterns.notation import format_steps, is_step_string, parse_steps

HIT = 0.8  # velocity of a step that is switched on, as of an x in a step string


def _list(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading(answer=list_patterns(scene))


def _create(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    rest = " ".join(words.take_rest()).removeprefix("steps=")
    if rest and is_step_string(rest):
        command = c.AddPattern(name=name, steps=parse_steps(rest), origin=scene.origin)
    elif rest and not rest.lstrip("-").isdigit():
        raise LineMistake(f'"{rest}" is neither a number of steps nor steps such as x...x...')
    else:
        command = c.AddPattern(name=name, count=int(rest or 16), origin=scene.origin)
    made = apply(scene.document, command).patterns[name]
    return Reading((command,), f"created {name} with {counted(made.count, 'step')}")


def _delete(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    words.end()
    return Reading((c.RemovePattern(name=name, origin=scene.origin),), f"deleted {name}")


def _info(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    words.end()
    return Reading(answer=pattern_details(pattern))


def _resize(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    count = read_whole(words.take("the number of steps"), "the number of steps")
    words.end()
    command = c.SetStepCount(pattern=name, count=count, origin=scene.origin)
    return Reading((command,), f"{name} has {counted(count, 'step')}")


def _step(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    number = read_whole(words.take("the number of the step"), "the number of the step")
    if not 1 <= number <= pattern.count:
        raise OutOfRange(f'pattern "{pattern.name}" has steps 1 to {pattern.count}, got {number}')
    step = _changed(pattern.steps[number - 1], words)
    words.end()
    command = c.SetStep(pattern=pattern.name, index=number - 1, step=step, origin=scene.origin)
    after = apply(scene.document, command).patterns[pattern.name]
    drawn = format_steps(after.steps[: after.count])
    return Reading((command,), f"step {number} of {pattern.name} is {step_words(step)}\n  {drawn}")


def _changed(step: Step, words: Arguments) -> Step:
    """What is not said stays as it is."""
    typed = words.take_or("on").lower()
    if typed == "on":
        velocity = step.velocity if step.is_on else HIT
    else:
        velocity = 0.0 if typed == "off" else read_number(typed, "the velocity")
    step = replace(step, velocity=velocity)
    if len(words):
        step = replace(step, note=read_note(words.take("the note")))
    if len(words):
        typed = words.take("the length")
        step = replace(step, length=None if typed == "-" else read_number(typed, "the length"))
    return step


PATTERN_VERBS = (
    Verb(
        name="pattern ls",
        aliases=("pattern list",),
        usage="pattern ls",
        summary="List the patterns.",
        example="pattern ls",
        read=_list,
    ),
    Verb(
        name="pattern create",
        aliases=("pattern add", "pattern new"),
        usage="pattern create <name> [<count>|<steps>]",
        summary="Make a pattern: of 16 rests, of so many, or of steps.",
        example="pattern create four x...x...x...x...",
        arguments=("other",),
        read=_create,
    ),
    Verb(
        name="pattern delete",
        aliases=("pattern remove", "pattern rm", "pattern del"),
        usage="pattern delete <pattern>",
        summary="Remove a pattern; what played it is silent.",
        example="pattern delete four",
        arguments=("pattern",),
        read=_delete,
    ),
    Verb(
        name="pattern info",
        usage="pattern info <pattern>",
        summary="Tell a pattern's steps.",
        example="pattern info four",
        arguments=("pattern",),
        read=_info,
    ),
    Verb(
        name="pattern resize",
        usage="pattern resize <pattern> <count>",
        summary="Play more or fewer steps; none is ever wiped.",
        example="pattern resize four 8",
        arguments=("pattern", "other"),
        read=_resize,
    ),
    Verb(
        name="step",
        usage="step <pattern> <number> [on|off|<velocity>] [<note>] [<length>]",
        summary="Switch or change one step.",
        example="step four 5 0.7 e3 2",
        arguments=("pattern", "other", "switch", "other"),
        read=_step,
    ),
)
