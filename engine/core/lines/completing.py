"""Completes a line of the command shell: what Tab offers at the caret. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.core.document import in_order
from engine.core.lines.module_verbs import KINDS, TYPE_ALIASES
from engine.core.lines.session_verbs import LISTS
from engine.core.lines.table import EVALUATE, GROUPS, VERBS, find_verb
from engine.core.lines.text_table import shown
from engine.core.lines.verb import ArgumentKind
from engine.core.lines.words import LineMistake, Word, split_open_line
from engine.core.snapshot import Snapshot
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.table import MODULE_TYPES

_FIXED: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "what": tuple(LISTS),
    "switch": ("on", "off"),
    "quantum": ("now", "beat", "bar"),
    "force": ("force",),
}


def complete_line(text: str, cursor: int, snapshot: Snapshot, samples: Sequence[str] = ()) -> list[str]:
    """Return what the word at `cursor` could become, in whole words. They replace `text[word_start(...):cursor]`.

    Thread: any.
    """
    words, begun = _words_before(text, cursor)
    if text.lstrip().startswith(EVALUATE):
        return []
    begun = begun.lower()
    return [each for each in _candidates(words, begun, snapshot, samples) if each.lower().startswith(begun)]


def word_start(text: str, cursor: int) -> int:
    """Return where the word at `cursor` begins: what is completed is what stands from there to the cursor."""
    statement = split_open_line(text[:cursor])[-1]
    return statement[-1].start if _is_being_typed(statement, cursor) else cursor


def _words_before(text: str, cursor: int) -> tuple[list[str], str]:
    """Return the whole words of the statement before the one at the cursor, and what is typed of that one."""
    statement = split_open_line(text[:cursor])[-1]
    words = [word.text for word in statement]
    return (words[:-1], words[-1]) if _is_being_typed(statement, cursor) else (words, "")


def _is_being_typed(statement: list[Word], cursor: int) -> bool:
    return bool(statement) and statement[-1].end == cursor


def _candidates(words: list[str], begun: str, snapshot: Snapshot, samples: Sequence[str]) -> Iterable[str]:
    if not words:
        return _first_words(begun)
    if len(words) == 1 and words[0].lower() in GROUPS:
        group = words[0].lower()
        return [verb.name.split(" ")[1] for verb in VERBS if verb.name.startswith(f"{group} ")]
    try:
        verb, rest = find_verb(words)
    except LineMistake:
        return ()
    if not verb.arguments:
        return ()
    kind = verb.arguments[min(len(rest), len(verb.arguments) - 1)]
    return _for_argument(kind, rest, begun, snapshot, samples)


def _first_words(begun: str) -> list[str]:
    """Aliases are offered to who has begun one, so that the list of all verbs stays short."""
    names = dict.fromkeys(verb.name.split(" ")[0] for verb in VERBS)
    aliases = [alias for verb in VERBS for alias in verb.aliases if begun and " " not in alias]
    return sorted([*names, *aliases])


def _for_argument(
    kind: ArgumentKind, rest: Sequence[str], begun: str, snapshot: Snapshot, samples: Sequence[str]
) -> Iterable[str]:
    document = snapshot.document
    match kind:
        case "module":
            return [module.name for module in in_order(document.modules)]
        case "pattern":
            return [pattern.name for pattern in in_order(document.patterns)]
        case "script":
            return [script.name for script in in_order(document.scripts)]
        case "type":
            return sorted([*(name for name, each in MODULE_TYPES.items() if not each.is_single), *TYPE_ALIASES])
        case "verb":
            return [verb.name for verb in VERBS]
        case "parameter" | "setting" | "value":
            return _of_module(kind, rest, begun, snapshot, samples)
        case _:
            return _FIXED.get(kind, ())


def _of_module(
    kind: ArgumentKind, rest: Sequence[str], begun: str, snapshot: Snapshot, samples: Sequence[str]
) -> Iterable[str]:
    """Offer names of parameters, and behind a name the values that there are."""
    type_ = _type_meant(rest[0], snapshot)
    if type_ is None:
        return ()
    parameters = {each.name.lower(): each for each in type_.parameters}
    name, equals, _ = begun.partition("=")
    if equals and name in parameters:
        parameter = parameters[name]
        return [f"{parameter.name}={shown(value)}" for value in _values(parameter, snapshot, samples)]
    if kind == "value" and len(rest) == 2 and rest[1].lower() in parameters:
        return [shown(value) for value in _values(parameters[rest[1].lower()], snapshot, samples)]
    is_adding = rest[0].lower() in (*TYPE_ALIASES, *(each.lower() for each in MODULE_TYPES))
    ending = "=" if is_adding or len(rest) > 1 else ""
    return [f"{each.name}{ending}" for each in type_.parameters]


def _type_meant(word: str, snapshot: Snapshot) -> ModuleType | None:
    """Return the type of a module that is there, or the type that `add` names."""
    module = snapshot.document.modules.get(word)
    types = {name.lower(): name for name in MODULE_TYPES}
    name = module.type if module is not None else TYPE_ALIASES.get(word.lower()) or types.get(word.lower(), "")
    return MODULE_TYPES.get(name)


def _values(parameter: Parameter, snapshot: Snapshot, samples: Sequence[str]) -> list[str]:
    match parameter.kind, parameter.names:
        case "choice", _:
            return list(parameter.choices)
        case "bool", _:
            return ["true", "false"]
        case "text", "sample":
            return list(samples)
        case "text", "pattern":
            return [pattern.name for pattern in in_order(snapshot.document.patterns)]
        case _:
            return []
