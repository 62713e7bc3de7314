"""Verbs of patterns as wholes: list, create, write, delete, rename, play, stop, tell."""

from __future__ import annotations

from msgspec.structs import replace

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Module, Pattern
from engine.core.edits.branches import pattern_named
from engine.core.lines.pattern_listing import list_patterns, pattern_details, pattern_drawn
from engine.core.lines.text_table import counted
from engine.core.lines.values import read_beat, read_whole
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.core.numbers import is_digits
from engine.patterns.written import Written, read_written

WRITTEN = "pattern ="  # the verb of `pattern p = bd*2 [sd hh]`


def _list(words: Arguments, scene: Scene) -> Reading:
    words.end()
    return Reading(answer=list_patterns(scene))


def _create(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    rest = " ".join(words.take_rest()).removeprefix("steps=")
    if is_digits(rest.removeprefix("-")) or not rest:
        command = c.AddPattern(name=name, count=int(rest or 16), origin=scene.origin)
    else:
        command = _making(name, read_written(rest), scene.origin)
    made = apply(scene.document, command).patterns[name]
    what = "a cyclic pattern" if made.expression else counted(made.count, "step")
    return Reading((command,), f"created {name} with {what}")


def _making(name: str, written: Written, origin: str) -> c.AddPattern:
    return c.AddPattern(name=name, steps=written.steps, expression=written.expression, origin=origin)


def _write(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    words.take_if("=")
    text = " ".join(words.take_rest())
    if not text or text == "=":
        raise LineMistake("the steps or the mini-notation is missing")
    written = read_written(text)
    existing = scene.document.patterns.get(name)
    if existing is None:
        commands: tuple[c.Command, ...] = (_making(name, written, scene.origin),)
    else:
        commands = _rewriting(existing, written, scene.origin)
    document = scene.document
    for command in commands:
        document = apply(document, command)
    return Reading(commands, f"{name} plays {pattern_drawn(document.patterns[name])}")


def _rewriting(pattern: Pattern, written: Written, origin: str) -> tuple[c.Command, ...]:
    kept = replace(
        c.SetExpression(pattern=pattern.name, expression=written.expression, origin=origin),
        cycle_beats=pattern.cycle_beats,
    )
    if written.expression:
        return (kept,)
    return (
        kept,
        c.SetStepCount(pattern=pattern.name, count=len(written.steps), origin=origin),
        c.PasteSteps(pattern=pattern.name, first=0, steps=written.steps, origin=origin),
    )


def _delete(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    words.end()
    return Reading((c.RemovePattern(name=name, origin=scene.origin),), f"deleted {name}")


def _rename(words: Arguments, scene: Scene) -> Reading:
    name, new_name = words.take("the name of the pattern"), words.take("the new name")
    words.end()
    return Reading(
        (c.RenamePattern(name=name, new_name=new_name, origin=scene.origin),), f"{name} is called {new_name}"
    )


def _info(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    words.end()
    return Reading(answer=pattern_details(pattern, scene.document))


def _play(words: Arguments, scene: Scene) -> Reading:
    return _switch_players(words, scene, is_on=True)


def _stop(words: Arguments, scene: Scene) -> Reading:
    return _switch_players(words, scene, is_on=False)


def _switch_players(words: Arguments, scene: Scene, *, is_on: bool) -> Reading:
    """Enable or disable every sequencer that plays a pattern, itself or in its chain."""
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    words.end()
    players = [each for each in scene.document.modules.values() if _plays(scene, each, pattern.name)]
    if not players:
        raise LineMistake(f'no sequencer plays "{pattern.name}"; say "add sequencer" and "seq <name> bind pattern ..."')
    names = [module.name for module in sorted(players, key=lambda module: module.number)]
    commands = tuple(c.SetSwitch(module=name, switch="enabled", is_on=is_on, origin=scene.origin) for name in names)
    plays = "plays" if is_on else "no longer plays"
    return Reading(commands, "\n".join(f"{name} {plays} {pattern.name}" for name in names))


def _plays(scene: Scene, module: Module, pattern: str) -> bool:
    if module.type != "sequencer":
        return False
    chain = scene.document.chains.get(str(module.values.get("chain", "")))
    in_chain = chain is not None and any(entry.pattern == pattern for entry in chain.entries)
    return in_chain or module.values.get("pattern") == pattern


def _beats(words: Arguments, scene: Scene) -> Reading:
    pattern = pattern_named(scene.document, words.take("the name of the pattern"))
    typed = words.take("the beats")
    words.end()
    beats = None if typed.lower() == "bar" else read_beat(typed)
    command = c.SetExpression(
        pattern=pattern.name, expression=pattern.expression, cycle_beats=beats, origin=scene.origin
    )
    length = "a bar" if beats is None else f"{float(beats):g} beats"
    return Reading((command,), f"a cycle of {pattern.name} lasts {length}")


def _resize(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    count = read_whole(words.take("the number of steps"), "the number of steps")
    words.end()
    command = c.SetStepCount(pattern=name, count=count, origin=scene.origin)
    return Reading((command,), f"{name} has {counted(count, 'step')}")


def _rate(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the pattern")
    rate = read_beat(words.take("the steps in a beat"), "the steps in a beat are")
    words.end()
    command = c.SetStepsPerBeat(pattern=name, steps_per_beat=rate, origin=scene.origin)
    return Reading((command,), f"{name} plays {rate} steps a beat")


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
        usage="pattern create <name> [<count>|<steps>|<mini-notation>]",
        summary="Make a pattern: of 16 rests, of so many, of steps, or cyclic.",
        example="pattern create fill x...x...x.x.x.xx",
        arguments=("other",),
        read=_create,
    ),
    Verb(
        name=WRITTEN,
        usage="pattern <name> = <steps>|<mini-notation>",
        summary="Have a pattern play this; it is made where there is none.",
        example="pattern p = bd*2 [sd hh]",
        arguments=("pattern", "other"),
        read=_write,
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
        name="pattern rename",
        usage="pattern rename <pattern> <new name>",
        summary="Give a pattern another name; sequencers and chains follow.",
        example="pattern rename four verse",
        arguments=("pattern", "other"),
        read=_rename,
    ),
    Verb(
        name="pattern play",
        aliases=("pattern start",),
        usage="pattern play <pattern>",
        summary="Enable the sequencers that play a pattern.",
        example="pattern play four",
        arguments=("pattern",),
        read=_play,
    ),
    Verb(
        name="pattern stop",
        aliases=("pattern pause",),
        usage="pattern stop <pattern>",
        summary="Disable the sequencers that play a pattern.",
        example="pattern stop four",
        arguments=("pattern",),
        read=_stop,
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
        name="pattern steps",
        aliases=("pattern resize",),
        usage="pattern steps <pattern> <count>",
        summary="Play more or fewer steps; none is ever wiped.",
        example="pattern steps four 8",
        arguments=("pattern", "other"),
        read=_resize,
    ),
    Verb(
        name="pattern rate",
        usage="pattern rate <pattern> <steps in a beat>",
        summary="Say how fast steps go by: 4, 3/2, or below 0 backwards.",
        example="pattern rate four 3/2",
        arguments=("pattern", "other"),
        read=_rate,
    ),
    Verb(
        name="pattern beats",
        usage="pattern beats <pattern> <beats>|bar",
        summary="Say how long a cycle of a cyclic pattern is.",
        example="pattern beats four 8",
        arguments=("pattern", "other"),
        read=_beats,
    ),
)
