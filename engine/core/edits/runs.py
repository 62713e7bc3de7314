"""Declarations: what a script's run says that there is.

A script says the same things each time it runs. Each thing is recorded under a key with the value it had; the next run
compares. A value that the script says again unchanged leaves alone what hands did to it in between. What is no longer
said is swept when the run ends.
"""

from __future__ import annotations

from immutables import Map
from msgspec.structs import replace

from engine.core.document import ConnectionKind, Declared, Document, Step, connection_key
from engine.core.edits import connections, modules, patterns, transport
from engine.core.edits.branches import check_name, module_named, script_named
from engine.core.edits.sweep import step_words, sweep
from engine.core.errors import NameTaken, UnknownName
from engine.core.units import Value
from engine.modules.table import module_type

Values = tuple[tuple[str, Value], ...]
"""A run's record is keyed by words: `module kick`, `value kick volume`, `pattern four`, `steps four`, `step four 4`,
`cable kick>masterAudioOut:audio`, `no-cable ...`, `tempo`, `signature`. Names hold no spaces: a key splits safely."""


def begin_run(document: Document, script: str, run: int) -> Document:
    """Open a run of `script`; raises UnknownName when it is gone."""
    script_named(document, script)
    last = document.declared.get(script, Declared())
    return _with(document, script, Declared(before=last.before.update(last.now), now=Map(), run=run))


def is_overtaken(document: Document, script: str, run: int) -> bool:
    """Whether a newer run of `script` is in the document already."""
    last = document.declared.get(script)
    return last is not None and run < last.run


def end_run(document: Document, script: str) -> Document:
    """Close the run: sweep, and connect to the master what the sweep left without a cable."""
    record = _record(document, script)
    swept = sweep(document, script, record.before, record.now)
    return _with(swept, script, replace(record, before=Map()))


def declare_module(document: Document, script: str, type_name: str, name: str, values: Values) -> Document:
    """There is a module of this type and name; raises NameTaken when it is another's and of another type."""
    kind = module_type(type_name)
    existing = document.modules.get(check_name(name))
    if existing is not None and existing.type != type_name:
        is_own = existing.owner == script and f"module {name}" not in _record(document, script).now
        if not is_own:
            raise NameTaken(f'there is a {existing.type} called "{name}" already; call this {type_name} something else')
        document, existing = modules.remove_module(document, name), None
    if existing is None:
        document = modules.add_module(document, type_name, name, values, owner=script)
        document = _unsaid_before(document, script, f"value {name} ")
    document = _noted(document, script, f"module {name}", type_name)
    for parameter, value in values:
        if existing is None:
            document = _noted(document, script, f"value {name} {parameter}", kind.parameter(parameter).check(value))
        else:
            document = declare_value(document, script, name, parameter, value)
    return document


def declare_value(document: Document, script: str, module: str, parameter: str, value: object) -> Document:
    """This parameter is so."""
    after = modules.set_parameter(document, module, parameter, value)
    checked = module_type(module_named(document, module).type).parameter(parameter).check(value)
    key = f"value {module} {parameter}"
    return _noted(document if _is_said_again(document, script, key, checked) else after, script, key, checked)


def declare_tempo(document: Document, script: str, bpm: float) -> Document:
    """The tempo is so."""
    after = transport.set_tempo(document, bpm)
    return _noted(
        document if _is_said_again(document, script, "tempo", float(bpm)) else after, script, "tempo", float(bpm)
    )


def declare_signature(document: Document, script: str, beats_per_bar: int) -> Document:
    """The metre is so."""
    after = transport.set_signature(document, beats_per_bar)
    is_again = _is_said_again(document, script, "signature", beats_per_bar)
    return _noted(document if is_again else after, script, "signature", beats_per_bar)


def declare_connection(
    document: Document, script: str, source: str, target: str, kind: ConnectionKind | None
) -> Document:
    """There is this cable."""
    after = connections.connect(document, source, target, kind, owner=script)
    key = connections.keys_between(after, source, target, kind)[0]
    return _noted(after, script, f"cable {key}", True)


def declare_no_connection(
    document: Document, script: str, source: str, target: str, kind: ConnectionKind | None
) -> Document:
    """There is no such cable; that there was none is no mistake."""
    keys = connections.keys_between(document, source, target, kind)
    module_named(document, source)
    module_named(document, target)
    document = connections.without_connections(document, keys) if keys else document
    return _noted(document, script, f"no-cable {connection_key(source, target, kind or 'any')}", True)


def declare_pattern(document: Document, script: str, name: str, count: int, steps: tuple[Step, ...]) -> Document:
    """There is a pattern of this name; its steps are only touched where they are said, and newly."""
    existing = document.patterns.get(check_name(name))
    if existing is None:
        document = patterns.add_pattern(document, name, count, steps, owner=script)
        document = _unsaid_before(document, script, f"step {name} ")
    said = " ".join(map(step_words, steps)) if steps else count
    is_again = _is_said_again(document, script, f"steps {name}", said)
    is_over_steps = any(key.startswith(f"step {name} ") for key in _record(document, script).now)
    if existing is not None and (is_over_steps or not is_again):
        document = (
            patterns.set_steps(document, name, steps) if steps else patterns.set_step_count(document, name, count)
        )
    return _noted(_noted(document, script, f"pattern {name}", True), script, f"steps {name}", said)


def declare_step(document: Document, script: str, pattern: str, index: int, step: Step) -> Document:
    """This step is so."""
    after = patterns.set_step(document, pattern, index, step)
    record = _record(document, script)
    is_rewritten = record.before.get(f"steps {pattern}") != record.now.get(f"steps {pattern}")
    key, said = f"step {pattern} {index}", step_words(step)
    is_again = not is_rewritten and _is_said_again(document, script, key, said)
    return _noted(document if is_again else after, script, key, said)


def _is_said_again(document: Document, script: str, key: str, value: Value) -> bool:
    """Whether the last run said the same, and this one has not said otherwise yet."""
    record = _record(document, script)
    return key not in record.now and key in record.before and record.before[key] == value


def _unsaid_before(document: Document, script: str, start: str) -> Document:
    """Forget what the last run said under keys with this start: it was about a thing that is gone and was made anew."""
    record = _record(document, script)
    before = record.before
    for key in record.before:
        if key.startswith(start):
            before = before.delete(key)
    return _with(document, script, replace(record, before=before))


def _noted(document: Document, script: str, key: str, value: Value) -> Document:
    record = _record(document, script)
    if key in record.now and record.now[key] == value:
        return document
    return _with(document, script, replace(record, now=record.now.set(key, value)))


def _record(document: Document, script: str) -> Declared:
    record = document.declared.get(script)
    if record is None:
        raise UnknownName(f'"{script}" declares something outside a run')
    return record


def _with(document: Document, script: str, record: Declared) -> Document:
    if document.declared.get(script) == record:
        return document
    return replace(document, declared=document.declared.set(script, record))
