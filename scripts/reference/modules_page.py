"""`modules.md`: every type of module with its ports, parameters and presets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from msgspec.structs import replace

from engine.lua.api.module_examples import EXAMPLES
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.table import MODULE_TYPES
from reference.markdown import code, codes, section, table

GROUPS = {
    "instrument": "Instruments",
    "sequencer": "Sequencers",
    "effect": "Effects",
    "modulator": "Modulators",
    "utility": "Mixing and watching",
}
MOVABLE = "~"  # behind the range of a parameter that a cable can move


def modules_page() -> str:
    """Return what stands below the mark of the page."""
    groups = {heading: _types_of(group) for group, heading in GROUPS.items()}
    index = "\n".join(
        f"- {heading}: {', '.join(f'[{kind.name}](#{kind.name.lower()})' for kind in kinds)}"
        for heading, kinds in groups.items()
    )
    return "\n\n".join([index, *(_group(heading, kinds) for heading, kinds in groups.items())])


def _types_of(group: str) -> list[ModuleType]:
    return sorted((kind for kind in MODULE_TYPES.values() if kind.group == group), key=lambda kind: kind.name)


def _group(heading: str, kinds: list[ModuleType]) -> str:
    shared = _shared(kinds) if heading == "Effects" else ()
    told = f"Every effect has these too; where its mix begins is told with it.\n\n{_table(shared)}" if shared else ""
    return section(2, heading, told, *(_module(kind, {each.name for each in shared}) for kind in kinds))


def _shared(kinds: list[ModuleType]) -> tuple[Parameter, ...]:
    """Return the parameters that all of these types have."""
    return tuple(
        replace(each, section="", default="" if each.name == "mix" else each.default)
        for each in kinds[0].parameters
        if all(each.name in kind.defaults() for kind in kinds)
    )


def _module(kind: ModuleType, told: Set[str]) -> str:
    own = [parameter for parameter in _shown(kind) if parameter.name not in told]
    mix = f" Its mix is {_default(kind.parameter('mix'))}." if "mix" in told else ""
    longer = f"A longer example: [{kind.name}.lua](../examples/{kind.name}.lua)."
    said = f"{kind.summary} {_ports(kind)}{mix}\n{code(EXAMPLES[kind.name])}\n{longer}"
    return section(3, kind.name, said, _table(own), _presets(kind))


def _ports(kind: ModuleType) -> str:
    """Return a sentence on what kinds of cable begin and end in it."""
    inputs = f"{kind.channels} of audio" if kind.channels else " and ".join(kind.inputs)
    ways = [f"{inputs} in" if inputs else "", f"{' and '.join(kind.outputs)} out" if kind.outputs else ""]
    only = " There is one in every session, and no other can be made." if kind.is_single else ""
    return f"Ports: {', '.join(filter(None, ways))}.{only}"


def _table(parameters: Sequence[Parameter]) -> str:
    """Return a row for each parameter, with its section where there are several."""
    heads, rows = ["parameter", "default", "range", "does"], [_row(parameter) for parameter in parameters]
    if len({parameter.section for parameter in parameters}) < 2:
        return table(heads, rows)
    return table(["section", *heads], [[each.section, *row] for each, row in zip(parameters, rows, strict=True)])


def _row(parameter: Parameter) -> list[str]:
    return [code(parameter.name), _default(parameter), _range(parameter), parameter.summary]


def _default(parameter: Parameter) -> str:
    value = parameter.default
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, (int, float)) else "" if isinstance(value, tuple) else value


def _range(parameter: Parameter) -> str:
    match parameter.kind:
        case "choice":
            return ", ".join(parameter.choices)
        case "bool":
            return "true, false"
        case "text" | "list":
            what = f"name of a {parameter.names}" if parameter.names else "text"
            return f"list, each the {what}" if parameter.kind == "list" else what
        case _:
            unit = f" {parameter.unit}" if parameter.unit else ""
            mark = f" {MOVABLE}" if parameter.can_modulate else ""
            return f"{parameter.minimum:g} to {parameter.maximum:g}{unit}{mark}"


def _shown(kind: ModuleType) -> Iterator[Parameter]:
    """Yield the parameters, those that every channel of a mixer has once for all channels."""
    for parameter in kind.parameters:
        name, number = parameter.name.rstrip("0123456789"), parameter.name[-1]
        if not kind.channels or not number.isdecimal():
            yield parameter
        elif number == "1":
            yield replace(
                parameter,
                name=f"{name}1 … {name}{kind.channels}",
                section=f"Channel 1 … {kind.channels}",
                summary=parameter.summary.replace("input 1", f"input 1 … {kind.channels}"),
            )


def _presets(kind: ModuleType) -> str:
    if not kind.presets:
        return ""
    return table(["preset", "sounds"], [[codes([preset.name]), preset.summary] for preset in kind.presets])
