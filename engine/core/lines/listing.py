"""What `list`, `info` and `get` tell: modules, connections, patterns, scripts and samples as text."""

from __future__ import annotations

from engine.core.document import Connection, Document, Module, Pattern, Script, Step, in_order
from engine.core.lines.text_table import aligned, counted, shown, titled
from engine.core.lines.verb import Scene
from engine.core.units import note_name
from engine.modules.parameter import Parameter
from engine.modules.table import module_type
from engine.patterns.notation import format_steps

STEPS_A_LINE = 64


def list_modules(scene: Scene) -> str:
    """Return each module with its type and what differs from the defaults."""
    rows = [(each.name, each.type, _changed_values(each)) for each in in_order(scene.document.modules)]
    return titled("modules", aligned(rows))


def list_connections(scene: Scene) -> str:
    """Return each cable."""
    return titled("connections", aligned(_cable_row(cable) for cable in in_order(scene.document.connections)))


def list_patterns(scene: Scene) -> str:
    """Return each pattern with its steps."""
    rows = [
        (each.name, counted(each.count, "step"), format_steps(each.steps[: min(each.count, STEPS_A_LINE)]))
        for each in in_order(scene.document.patterns)
    ]
    return titled("patterns", aligned(rows))


def list_scripts(scene: Scene) -> str:
    """Return each script with how it is doing."""
    rows = []
    for script in in_order(scene.document.scripts):
        status = scene.snapshot.scripts.get(script.name)
        lines = counted(script.text.count("\n") + 1, "line")
        problem = status.problem.message if status is not None and status.problem is not None else ""
        rows.append((script.name, status.state if status is not None else "idle", lines, problem))
    return titled("scripts", aligned(rows))


def list_samples(scene: Scene) -> str:
    """Return the bundled samples, and those of the session with how they are."""
    bundled = aligned(scene.samples[start : start + 8] for start in range(0, len(scene.samples), 8))
    used = aligned((each.name, each.state, each.message) for _, each in sorted(scene.snapshot.samples.items()))
    return f"{titled('bundled samples', bundled)}\n{titled('samples in use', used)}"


def module_details(module: Module, document: Document) -> str:
    """Return a module's parameters with their values and ranges, and its cables."""
    kind = module_type(module.type)
    rows = [
        (each.name, shown(module.values[each.name], each.unit), _range(each), each.summary) for each in kind.parameters
    ]
    cables = [each for each in in_order(document.connections) if module.name in (each.source, each.target)]
    owner = f", made by {module.owner}" if module.owner else ""
    return (
        f"{module.name}: {module.type}{owner}. {kind.summary}\n"
        f"{aligned(rows)}\n{titled('connections', aligned(map(_cable_row, cables)))}"
    )


def pattern_details(pattern: Pattern) -> str:
    """Return a pattern's steps, and what each that sounds is like."""
    drawn = format_steps(pattern.steps[: pattern.count])
    grid = "\n".join(f"  {drawn[at : at + STEPS_A_LINE]}" for at in range(0, len(drawn), STEPS_A_LINE))
    rows = [
        (f"step {number}", step_words(step))
        for number, step in enumerate(pattern.steps[: pattern.count], start=1)
        if step.note is not None or step.length is not None
    ]
    owner = f", made by {pattern.owner}" if pattern.owner else ""
    head = f"{pattern.name}: {counted(pattern.count, 'step')}, {pattern.steps_per_beat} a beat{owner}"
    return "\n".join(part for part in (head, grid, aligned(rows)) if part)


def script_details(script: Script, scene: Scene) -> str:
    """Return how a script is doing."""
    status = scene.snapshot.scripts.get(script.name)
    rows = [
        ("lines", str(script.text.count("\n") + 1)),
        ("state", status.state if status is not None else "idle"),
        ("runs when opened", "yes" if script.is_enabled else "no"),
    ]
    if status is not None and status.loops:
        rows.append(("loops", ", ".join(status.loops)))
    if status is not None and status.problem is not None:
        rows.append(("problem", status.problem.message))
    return f"{script.name}: script\n{aligned(rows)}"


def step_words(step: Step) -> str:
    """Return a step in words: "velocity 0.8, e3, length 2"."""
    note = "" if step.note is None else f", {note_words(step.note)}"
    length = "" if step.length is None else f", length {step.length:g}"
    return f"{f'velocity {step.velocity:g}' if step.is_on else 'off'}{note}{length}"


def note_words(note: float) -> str:
    """Return the name of a whole note, the number of one in between."""
    return note_name(note) if note == int(note) else f"{note:g}"


def _cable_row(cable: Connection) -> tuple[str, ...]:
    channel = f"input {cable.channel}" if cable.channel else ""
    return cable.source, "->", cable.target, cable.kind, channel or ("auto" if cable.is_auto else "")


def _changed_values(module: Module) -> str:
    parameters = module_type(module.type).parameters
    changed = [each for each in parameters if module.values[each.name] != each.default]
    return " ".join(f"{each.name}={shown(module.values[each.name])}" for each in changed)


def _range(parameter: Parameter) -> str:
    match parameter.kind:
        case "choice":
            return ", ".join(parameter.choices)
        case "bool":
            return "true or false"
        case "text":
            return parameter.names or "text"
        case _:
            return f"{parameter.minimum:g} to {parameter.maximum:g}"
