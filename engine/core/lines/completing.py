"""Completes a line of the command shell: what Tab offers at the caret. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.core.lines.offers import Place, offers
from engine.core.lines.pattern_verbs import WRITTEN
from engine.core.lines.table import EVALUATE, GROUPS, VERBS, find_verb
from engine.core.lines.words import LineMistake, Word, split_open_line
from engine.core.snapshot import Snapshot


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
        return [verb.name.split(" ")[1] for verb in VERBS if verb.name.startswith(f"{group} ") and verb.name != WRITTEN]
    try:
        verb, rest = find_verb(words)
    except LineMistake:
        return ()
    if not verb.arguments:
        return ()
    kind = verb.arguments[min(len(rest), len(verb.arguments) - 1)]
    return offers(Place(kind, rest, begun, snapshot.document, samples))


def _first_words(begun: str) -> list[str]:
    """Aliases are offered to who has begun one, so that the list of all verbs stays short."""
    names = dict.fromkeys(verb.name.split(" ")[0] for verb in VERBS)
    aliases = [alias for verb in VERBS for alias in verb.aliases if begun and " " not in alias]
    return sorted([*names, *aliases])
