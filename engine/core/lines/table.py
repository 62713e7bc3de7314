"""The one table of verbs, from which lines are read, completed and explained."""

from __future__ import annotations

from collections.abc import Sequence

from engine.core.errors import did_you_mean
from engine.core.lines.cable_verbs import CABLE_VERBS
from engine.core.lines.chain_verbs import CHAIN_VERBS
from engine.core.lines.import_verb import IMPORT_VERBS
from engine.core.lines.module_verbs import MODULE_VERBS
from engine.core.lines.parameter_verbs import PARAMETER_VERBS
from engine.core.lines.pattern_verbs import PATTERN_VERBS, WRITTEN
from engine.core.lines.recording_verbs import RECORDING_VERBS
from engine.core.lines.script_verbs import SCRIPT_VERBS
from engine.core.lines.sequencer_verbs import SEQUENCER_VERBS
from engine.core.lines.session_verbs import SESSION_VERBS
from engine.core.lines.step_verbs import STEP_VERBS
from engine.core.lines.switch_verbs import SWITCH_VERBS
from engine.core.lines.text_table import aligned
from engine.core.lines.transport_verbs import TRANSPORT_VERBS
from engine.core.lines.verb import AppRequest, Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake

EVALUATE = "="  # what begins a line of Lua


def _help(words: Arguments, _: Scene) -> Reading:
    asked = words.take_rest()
    if not asked:
        return Reading(answer=f"{aligned(_every_verb(), indent='')}\n`help <verb>` tells more.")
    if len(asked) == 1 and asked[0].lower() in GROUPS:
        return Reading(answer=aligned(_usages(asked[0].lower()), indent=""))
    verb, rest = find_verb(asked)
    if rest:
        raise LineMistake(f'"{rest[0]}" is one word too many')
    return Reading(answer=explain(verb))


def _every_verb() -> list[tuple[str, str]]:
    """Each verb with what it does; those of two words in one row for each first word."""
    rows: dict[str, str] = {}
    for verb in VERBS:
        first, _, second = verb.name.partition(" ")
        if second:
            rows[f"{first} ..."] = f"{rows[f'{first} ...']}, {second}" if f"{first} ..." in rows else second
        else:
            rows[verb.name] = verb.summary
    return list(rows.items())


def _usages(group: str) -> list[tuple[str, str]]:
    return [(verb.usage.split(" | ")[0], verb.summary) for verb in VERBS if verb.name.startswith(f"{group} ")]


def _evaluate(words: Arguments, _: Scene) -> Reading:
    return Reading(request=AppRequest("evaluate", " ".join(words.take_rest())))


VERBS: tuple[Verb, ...] = (
    *TRANSPORT_VERBS,
    *SESSION_VERBS,
    *MODULE_VERBS,
    *IMPORT_VERBS,
    *PARAMETER_VERBS,
    *CABLE_VERBS,
    *SWITCH_VERBS,
    *PATTERN_VERBS,
    *STEP_VERBS,
    *CHAIN_VERBS,
    *SEQUENCER_VERBS,
    *RECORDING_VERBS,
    *SCRIPT_VERBS,
    Verb(
        name="help",
        aliases=("?",),
        usage="help [<verb>]",
        summary="Tell what can be said here.",
        example="help set",
        arguments=("verb",),
        read=_help,
    ),
    Verb(
        name=EVALUATE,
        usage="= <lua expression>",
        summary="Work out a line of Lua.",
        example="= 2^10",
        is_alone=True,
        read=_evaluate,
    ),
)

_BY_NAME = {name: verb for verb in VERBS for name in (verb.name, *verb.aliases)}
GROUPS = {name.split(" ")[0] for name in _BY_NAME if " " in name}  # first words that need a second: pattern, script


def find_verb(texts: Sequence[str]) -> tuple[Verb, Sequence[str]]:
    """Return the verb that `texts` begin with, and the words after it.

    Raises:
        LineMistake: there is none; the nearest is suggested.
    """
    first = texts[0].lower()
    if first == "pattern" and len(texts) > 2 and texts[2] == "=":
        return _BY_NAME[WRITTEN], texts[1:]
    if first in GROUPS:
        second = texts[1].lower() if len(texts) > 1 else ""
        verb = _BY_NAME.get(f"{first} {second}")
        if verb is None:
            known = [name.split(" ")[1] for name in _BY_NAME if name.startswith(f"{first} ")]
            said = (
                f'"{first} {second}" means nothing here{did_you_mean(second, known)}' if second else "a word is missing"
            )
            names = [each.name.split(" ")[1] for each in VERBS if each.name.startswith(f"{first} ")]
            raise LineMistake(said, f"{first} {'|'.join(names)} ...")
        return verb, texts[2:]
    verb = _BY_NAME.get(first)
    if verb is None:
        known = [*(name for name in _BY_NAME if " " not in name), *GROUPS]
        raise LineMistake(f'"{texts[0]}" means nothing here{did_you_mean(first, known)}', "help [<verb>]")
    return verb, texts[1:]


def explain(verb: Verb) -> str:
    """Return all there is to say of a verb."""
    rows = [("usage", verb.usage), ("example", verb.example)]
    if verb.aliases:
        rows.append(("also", ", ".join(verb.aliases)))
    return f"{verb.name}: {verb.summary}\n{aligned(rows)}"
