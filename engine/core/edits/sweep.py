"""The sweep: takes away what a script said that there is, and says no longer.

What others made is never touched. What this script made and another says too is handed over to that one.
"""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core.document import MASTER, NOBODY, REST, Document, Step, connection_key
from engine.core.edits import connections, modules, patterns
from engine.core.edits.branches import with_module, with_pattern
from engine.core.units import Value
from engine.modules.table import module_type


def sweep(document: Document, script: str, before: Map[str, Value], now: Map[str, Value]) -> Document:
    """Return the document without what `script` said `before`, says no more `now`, and made itself."""
    gone = sorted(key for key in before if key not in now)
    orphans = set()
    for key in gone:
        word, _, rest = key.partition(" ")
        if word == "cable" and rest in document.connections and document.connections[rest].owner == script:
            if heir := _heir(document, script, key):
                document = connections.with_owner(document, rest, heir)
            else:
                orphans.add(document.connections[rest].source)
                document = connections.without_connections(document, [rest])
        elif word == "value":
            document = _value_unsaid(document, script, key, before[key])
        elif word == "step":
            document = _step_unsaid(document, script, key, before[key], now)
    for key in gone:
        document, lost = _thing_unsaid(document, script, key)
        orphans |= lost
    for name in sorted(orphans & set(document.modules)):
        if not any(f"no-cable {connection_key(name, MASTER, kind)}" in now for kind in ("audio", "any")):
            document = connections.auto_route(document, name)
    return document


def _thing_unsaid(document: Document, script: str, key: str) -> tuple[Document, set[str]]:
    word, _, name = key.partition(" ")
    heir = _heir(document, script, key)
    if word == "module" and name in document.modules and document.modules[name].owner == script:
        if heir:
            return with_module(document, replace(document.modules[name], owner=heir)), set()
        feeding = {
            cable.source for cable in document.connections.values() if cable.target == name and cable.kind == "audio"
        }
        return modules.remove_module(document, name), feeding
    if word == "pattern" and name in document.patterns and document.patterns[name].owner == script:
        if heir:
            return with_pattern(document, replace(document.patterns[name], owner=heir)), set()
        return patterns.remove_pattern(document, name), set()
    return document, set()


def _value_unsaid(document: Document, script: str, key: str, said: Value) -> Document:
    _, name, parameter = key.split(" ")
    module = document.modules.get(name)
    if module is None or module.values.get(parameter) != said or _heir(document, script, key):
        return document
    return modules.set_parameter(document, name, parameter, module_type(module.type).parameter(parameter).default)


def _step_unsaid(document: Document, script: str, key: str, said: Value, now: Map[str, Value]) -> Document:
    _, name, index = key.split(" ")
    pattern = document.patterns.get(name)
    if pattern is None or int(index) >= pattern.count or step_words(pattern.steps[int(index)]) != said:
        return document
    if _heir(document, script, key):
        return document
    under = now.get(f"steps {name}")
    words = under.split(" ") if isinstance(under, str) else []
    step = _step_from_words(words[int(index)]) if int(index) < len(words) else REST
    return patterns.set_step(document, name, int(index), step)


def _heir(document: Document, script: str, key: str) -> str:
    """Return another script that says the same, and so keeps it, or nobody."""
    saying = (other for other, record in document.declared.items() if other != script and key in record.now)
    return min(saying, default=NOBODY)


def step_words(step: Step) -> str:
    """Return a step as it stands in a run's record: velocity/note/length."""
    numbers = (step.velocity, step.note, step.length)
    return "/".join("" if number is None else repr(float(number)) for number in numbers)


def _step_from_words(words: str) -> Step:
    velocity, note, length = words.split("/")
    return Step(float(velocity), float(note) if note else None, float(length) if length else None)
