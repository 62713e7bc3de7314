"""The verb of sequencers: what they are bound to."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Module, in_order
from engine.core.edits.branches import module_named, pattern_named
from engine.core.edits.chains import chain_named
from engine.core.errors import NotAllowed
from engine.core.lines.listing import module_details
from engine.core.lines.text_table import aligned, titled
from engine.core.lines.values import read_choice
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.units import Value

ACTS = ("bind", "unbind", "enable", "disable", "info")
BOUND = ("pattern", "chain")


def _sequencer(words: Arguments, scene: Scene) -> Reading:
    first = words.take_or("ls")
    if first.lower() in ("ls", "list", "info") and first not in scene.document.modules:
        return _told(words, scene)
    module = _sequencer_named(scene, first)
    act = read_choice(words.take_or("info"), ACTS, "what to do with a sequencer")
    if act == "info":
        words.end()
        return Reading(answer=module_details(module, scene.document))
    what = read_choice(words.take("pattern or chain"), BOUND, "what a sequencer is bound to")
    match act:
        case "bind":
            name = words.take(f"the name of the {what}")
            words.end()
            (pattern_named if what == "pattern" else chain_named)(scene.document, name)
            return Reading((_setting(scene, module, what, name),), f"{module.name} plays {what} {name}")
        case "unbind":
            words.end()
            return Reading((_setting(scene, module, what, ""),), f"{module.name} plays no {what}")
        case _:
            words.end()
            return _chain_switched(scene, module, what, is_on=act == "enable")


def _told(words: Arguments, scene: Scene) -> Reading:
    if len(words):
        module = _sequencer_named(scene, words.take("the name of the sequencer"))
        words.end()
        return Reading(answer=module_details(module, scene.document))
    rows = [_row(scene, each) for each in in_order(scene.document.modules) if each.type == "sequencer"]
    return Reading(answer=titled("sequencers", aligned(rows)))


def _row(scene: Scene, module: Module) -> tuple[str, ...]:
    cables = in_order(scene.document.connections)
    targets = [cable.target for cable in cables if cable.source == module.name and cable.kind == "event"]
    bound = [f"{what} {module.values[what]}" for what in BOUND if module.values[what]]
    return module.name, ", ".join(bound) or "nothing", "->", ", ".join(targets) or "nobody"


def _chain_switched(scene: Scene, module: Module, what: str, *, is_on: bool) -> Reading:
    if what != "chain":
        word = "enable" if is_on else "disable"
        raise NotAllowed(f'only a chain is enabled and disabled here; for the sequencer say "{word} {module.name}"')
    command = _setting(scene, module, "chainEnabled", is_on)
    return Reading((command,), f"{module.name} plays its {'chain' if is_on else 'pattern'}")


def _setting(scene: Scene, module: Module, parameter: str, value: Value) -> c.SetParameter:
    return c.SetParameter(module=module.name, parameter=parameter, value=value, origin=scene.origin)


def _sequencer_named(scene: Scene, name: str) -> Module:
    module = module_named(scene.document, name)
    if module.type != "sequencer":
        raise NotAllowed(f'"{name}" is a {module.type}, and no sequencer')
    return module


SEQUENCER_VERBS = (
    Verb(
        name="sequencer",
        aliases=("seq",),
        usage="sequencer ls | info <name> | <name> bind|unbind pattern|chain [<name>] | <name> enable|disable chain",
        summary="Tell or say what a sequencer plays.",
        example="sequencer beat bind pattern four",
        arguments=("sequencer", "act", "bound", "bindable"),
        read=_sequencer,
    ),
)
