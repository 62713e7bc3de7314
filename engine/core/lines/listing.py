"""What `list`, `info` and `get` tell of modules, connections, scripts and samples, as text."""

from __future__ import annotations

from engine.core.document import Connection, Document, Module, Script, in_order
from engine.core.lines.text_table import aligned, counted, shown, titled
from engine.core.lines.verb import Scene
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.stand_in import type_of, values_of
from engine.modules.table import module_types


def list_modules(scene: Scene) -> str:
    """Return each module with its type and what differs from the defaults."""
    rows = [(each.name, each.type, _changed_values(each)) for each in in_order(scene.document.modules)]
    return titled("modules", aligned(rows))


def list_connections(scene: Scene, module: str = "") -> str:
    """Return each cable, or each of a module."""
    cables = in_order(scene.document.connections)
    wanted = [cable for cable in cables if not module or module in (cable.source, cable.target)]
    return titled("connections", aligned(map(_cable_row, wanted)))


def list_types(_: Scene) -> str:
    """Return each type of module that can be made."""
    kinds = sorted(module_types().values(), key=lambda kind: (kind.group, kind.name))
    return titled("types", aligned((kind.name, kind.group, kind.summary) for kind in kinds if not kind.is_single))


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
    kind = type_of(module)
    values = values_of(module)
    rows = [(each.name, shown(values[each.name], each.unit), _range(each), each.summary) for each in kind.parameters]
    cables = [each for each in in_order(document.connections) if module.name in (each.source, each.target)]
    owner = f", made by {module.owner}" if module.owner else ""
    head = f"{module.name}: {module.type}{owner}. {kind.summary}"
    listed = titled("connections", aligned(map(_cable_row, cables)))
    return "\n".join(part for part in (head, aligned(rows), listed) if part)


def type_details(kind: ModuleType) -> str:
    """Return the parameters of a type with their defaults and ranges, and its presets."""
    rows = [(each.name, shown(each.default, each.unit), _range(each), each.summary) for each in kind.parameters]
    presets = aligned((preset.name, preset.summary) for preset in kind.presets)
    listed = titled("presets", presets) if presets else ""
    return "\n".join(part for part in (f"{kind.name}: {kind.summary}", aligned(rows), listed) if part)


def script_details(script: Script, scene: Scene) -> str:
    """Return how a script is doing."""
    status = scene.snapshot.scripts.get(script.name)
    rows = [
        ("lines", str(script.text.count("\n") + 1)),
        ("state", status.state if status is not None else "idle"),
        ("runs when opened", "yes" if script.is_enabled else "no"),
    ]
    if script.mode == "repeat":
        rows.append(("mode", "repeat"))
        rows.append(("pause", f"{script.loop_min_seconds:g} to {script.loop_max_seconds:g} s"))
    if status is not None and script.request.mode == "repeat":
        rows.append(("rounds", f"{status.iterations}, the last in {status.last_seconds:.3g} s"))
    if status is not None and status.restarts:
        rows.append(("restarts", str(status.restarts)))
    if status is not None and status.loops:
        rows.append(("loops", ", ".join(status.loops)))
    if status is not None and status.listens:
        rows.append(("listens to", ", ".join(status.listens)))
    if status is not None and status.tasks:
        rows.append(("tasks", str(status.tasks)))
    for trouble in status.trouble if status is not None else ():
        became = "plays its last good version" if trouble.plays_on else "has ended"
        rows.append((trouble.loop, f"{became}: line {trouble.line}, {trouble.message}"))
    if status is not None and status.problem is not None:
        rows.append(("problem", status.problem.message))
    return f"{script.name}: script\n{aligned(rows)}"


def _cable_row(cable: Connection) -> tuple[str, ...]:
    target = f"{cable.target}.{cable.parameter}" if cable.parameter else cable.target
    notes = [f"input {cable.channel}"] if cable.channel else ["auto"] if cable.is_auto else []
    if cable.kind == "parameter":
        notes += [f"depth {cable.depth:g}"] + ([f"offset {cable.offset:g}"] if cable.offset else [])
    notes += ["delayed"] if cable.is_delayed else []
    return cable.source, "->", target, cable.kind, ", ".join(notes)


def _changed_values(module: Module) -> str:
    values = values_of(module)
    changed = [each for each in type_of(module).parameters if values[each.name] != each.default]
    switches = {"off": not module.is_enabled, "muted": module.is_muted, "soloed": module.is_soloed}
    words = [word for word, is_so in switches.items() if is_so]
    return " ".join([*words, *(f"{each.name}={shown(values[each.name])}" for each in changed)])


def _range(parameter: Parameter) -> str:
    match parameter.kind:
        case "choice":
            return ", ".join(parameter.choices)
        case "bool":
            return "true or false"
        case "text":
            return parameter.names or "text"
        case "list":
            return f"{parameter.names or 'text'}s"
        case _:
            return f"{parameter.minimum:g} to {parameter.maximum:g}"
