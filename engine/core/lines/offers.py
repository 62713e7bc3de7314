"""What Tab offers for each kind of argument. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, get_args

from engine.core.document import COLUMNS, SCRIPT_LEVELS, ColumnKind, Document, ScriptMode, in_order
from engine.core.lines.cable_verbs import KINDS, MODES, SETTINGS
from engine.core.lines.module_verbs import TYPE_ALIASES
from engine.core.lines.sequencer_verbs import ACTS, BOUND
from engine.core.lines.session_verbs import LISTS
from engine.core.lines.table import VERBS
from engine.core.lines.text_table import shown
from engine.core.lines.verb import ArgumentKind
from engine.modules.module_type import ModuleType
from engine.modules.parameter import Parameter
from engine.modules.stand_in import type_of
from engine.modules.table import module_types


class Place(NamedTuple):
    """Where in a statement the word is that is being typed."""

    kind: ArgumentKind
    rest: Sequence[str]  # the whole words between the verb and it
    begun: str  # what is typed of it, in small letters
    document: Document
    samples: Sequence[str]


_FIXED: dict[ArgumentKind, tuple[str, ...]] = {
    "kind": (*KINDS, *(f"{name}=" for name in SETTINGS)),
    "mode": MODES,
    "script mode": get_args(ScriptMode),
    "what": tuple(LISTS),
    "switch": ("on", "off"),
    "quantum": ("now", "beat", "bar"),
    "level": SCRIPT_LEVELS,
    "force": ("force",),
    "stems": ("stems",),
    "act": ACTS,
    "bound": BOUND,
}


def offers(place: Place) -> Iterable[str]:
    """Return every word that could stand at a place, whether it begins as typed or not."""
    if place.kind in _FIXED:
        return _FIXED[place.kind]
    known = _KNOWN.get(place.kind)
    return known(place) if known is not None else ()


def _things(place: Place) -> list[str]:
    document = place.document
    names = [module.name for module in in_order(document.modules)]
    names += [pattern.name for pattern in in_order(document.patterns)]
    names += [chain.name for chain in in_order(document.chains)]
    return names + [script.name for script in in_order(document.scripts)]


def _sequencers(place: Place) -> list[str]:
    modules = in_order(place.document.modules)
    return ["ls", "info", *(module.name for module in modules if module.type == "sequencer")]


def _bindable(place: Place) -> list[str]:
    if place.rest[-1].lower() == "chain":
        return [chain.name for chain in in_order(place.document.chains)]
    return [pattern.name for pattern in in_order(place.document.patterns)]


def _columns(place: Place) -> list[str]:
    kinds = [kind for kind in get_args(ColumnKind) if kind != "parameter"]
    pattern = place.document.patterns.get(place.rest[0])
    columns = pattern.columns if pattern is not None else COLUMNS
    return [*kinds, *(column.parameter for column in columns if column.parameter)]


def _types(_: Place) -> list[str]:
    return sorted([*(name for name, each in module_types().items() if not each.is_single), *TYPE_ALIASES])


def _presets(place: Place) -> list[str]:
    type_ = _type_meant(place.rest[0], place.document)
    return [preset.name for preset in type_.presets] if type_ is not None else []


def _places(place: Place) -> list[str]:
    """Modules; and behind the dot of one, its parameters."""
    name, dot, _ = place.begun.partition(".")
    module = next((each for each in place.document.modules.values() if each.name.lower() == name), None)
    if dot and module is not None:
        return [f"{module.name}.{parameter.name}" for parameter in type_of(module).parameters]
    return [module.name for module in in_order(place.document.modules)]


def _of_module(place: Place) -> Iterable[str]:
    """Offer names of parameters, and behind a name the values that there are."""
    rest = place.rest
    type_ = _type_meant(rest[0], place.document)
    if type_ is None:
        return ()
    parameters = {each.name.lower(): each for each in type_.parameters}
    name, equals, _ = place.begun.partition("=")
    if equals:
        return _settings(place, type_, parameters.get(name), name)
    if place.kind == "value" and len(rest) == 2 and rest[1].lower() in parameters:
        return [shown(value) for value in _values(parameters[rest[1].lower()], place)]
    is_adding = rest[0].lower() in (*TYPE_ALIASES, *(each.lower() for each in module_types()))
    ending = "=" if is_adding or len(rest) > 1 else ""
    preset = ["preset="] if is_adding and type_.presets else []
    return [*(f"{each.name}{ending}" for each in type_.parameters), *preset]


def _settings(place: Place, type_: ModuleType, parameter: Parameter | None, name: str) -> list[str]:
    if parameter is not None:
        return [f"{parameter.name}={shown(value)}" for value in _values(parameter, place)]
    return [f"preset={preset.name}" for preset in type_.presets] if name == "preset" else []


def _type_meant(word: str, document: Document) -> ModuleType | None:
    """Return the type of a module that is there, or the type that `add` names."""
    if word in document.modules:
        return type_of(document.modules[word])
    types = {name.lower(): name for name in module_types()}
    return module_types().get(TYPE_ALIASES.get(word.lower()) or types.get(word.lower(), ""))


def _values(parameter: Parameter, place: Place) -> list[str]:
    match parameter.kind, parameter.names:
        case "choice", _:
            return list(parameter.choices)
        case "bool", _:
            return ["true", "false"]
        case (("text" | "list"), "sample"):
            return list(place.samples)
        case "text", "pattern":
            return [pattern.name for pattern in in_order(place.document.patterns)]
        case "text", "chain":
            return [chain.name for chain in in_order(place.document.chains)]
        case "text", "module":
            return [module.name for module in in_order(place.document.modules)]
        case _:
            return []


_KNOWN: dict[ArgumentKind, Callable[[Place], Iterable[str]]] = {
    "module": lambda place: [module.name for module in in_order(place.document.modules)],
    "pattern": lambda place: [pattern.name for pattern in in_order(place.document.patterns)],
    "chain": lambda place: [chain.name for chain in in_order(place.document.chains)],
    "script": lambda place: [script.name for script in in_order(place.document.scripts)],
    "verb": lambda _: [verb.name for verb in VERBS],
    "type": _types,
    "bank": lambda place: [each.name for each in in_order(place.document.modules) if type_of(each).accepts_files],
    "thing": _things,
    "sequencer": _sequencers,
    "bindable": _bindable,
    "column": _columns,
    "preset": _presets,
    "place": _places,
    "parameter": _of_module,
    "setting": _of_module,
    "value": _of_module,
}
