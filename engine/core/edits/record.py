"""The record of what a script's run has said: how declarations look something up in it, and note it down.

It is keyed by words: `module kick`, `value kick volume`, `switch kick muted`, `pattern four`, `steps four`,
`cycle four`, `columns four`, `rate four`, `step four 4`, `chain song`, `cable kick>masterAudioOut:audio`,
`no-cable ...`, `tempo`, `signature`. Names hold no spaces, so that a key splits safely.
"""

from __future__ import annotations

from msgspec.structs import replace

from engine.core.document import NOBODY, Declared, Document
from engine.core.errors import UnknownName
from engine.core.units import Value


def record_of(document: Document, script: str) -> Declared:
    """Return what `script` says; raises UnknownName when it has not begun a run."""
    record = document.declared.get(script)
    if record is None:
        raise UnknownName(f'"{script}" declares something outside a run')
    return record


def with_record(document: Document, script: str, record: Declared) -> Document:
    """Return the document in which `script` says this; itself when it did."""
    if document.declared.get(script) == record:
        return document
    return replace(document, declared=document.declared.set(script, record))


def noted(document: Document, script: str, key: str, value: Value) -> Document:
    """Note that this run says `value` under `key`."""
    record = record_of(document, script)
    if key in record.now and record.now[key] == value:
        return document
    return with_record(document, script, replace(record, now=record.now.set(key, value)))


def is_said_again(document: Document, script: str, key: str, value: Value) -> bool:
    """Whether the last run said the same, and this one has not said otherwise yet."""
    record = record_of(document, script)
    return key not in record.now and key in record.before and record.before[key] == value


def is_said_anew(document: Document, script: str, key: str) -> bool:
    """Whether this run says something else under `key` than the last one did."""
    record = record_of(document, script)
    return record.before.get(key) != record.now.get(key)


def unsaid_before(document: Document, script: str, name: str, words: tuple[str, ...]) -> Document:
    """Forget what the last run said, under keys of these words, about `name`: that is gone, and was made anew."""
    record = record_of(document, script)
    before = record.before
    for key in record.before:
        word, named, *_ = (*key.split(" "), "")
        if word in words and named == name:
            before = before.delete(key)
    return with_record(document, script, replace(record, before=before))


def heir(document: Document, script: str, key: str) -> str:
    """Return another script that says the same, and so keeps it, or nobody."""
    saying = (other for other, record in document.declared.items() if other != script and key in record.now)
    return min(saying, default=NOBODY)
