"""Verbs of modules and connections: add, remove, connect, disconnect, get, set, trigger."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.apply import apply
from engine.core.document import Module
from engine.core.edits.branches import free_name, module_named
from engine.core.errors import UnknownName
from engine.core.lines.listing import note_words
from engine.core.lines.text_table import aligned, counted, shown
from engine.core.lines.values import read_beat, read_choice, read_note, read_number, read_setting, read_settings
from engine.core.lines.verb import Arguments, Reading, Scene, Verb
from engine.core.lines.words import LineMistake
from engine.modules.table import MODULE_TYPES, module_type

TYPE_ALIASES = {"pool": "sampler", "tracker": "sequencer"}
KINDS = ("audio", "event", "parameter", "video")


def _add(words: Arguments, scene: Scene) -> Reading:
    typed = words.take("the type of module")
    known = {name.lower(): name for name in MODULE_TYPES}
    kind = module_type(TYPE_ALIASES.get(typed.lower()) or known.get(typed.lower(), typed))
    rest = words.take_rest()
    name = rest.pop(0) if rest and "=" not in rest[0] else free_name(kind.name, scene.document.modules)
    command = c.AddModule(
        type=kind.name, name=name, values=read_settings(kind, f'{kind.name} "{name}"', rest), origin=scene.origin
    )
    after = apply(scene.document, command)
    heard = [cable.target for cable in after.connections.values() if cable.source == name]
    return Reading((command,), f"added {kind.name} {name}" + (f", connected to {heard[0]}" if heard else ""))


def _remove(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    words.end()
    if name not in scene.document.modules:
        for branch, verb in ((scene.document.patterns, "pattern delete"), (scene.document.scripts, "script delete")):
            if name in branch:
                raise UnknownName(f'there is no module "{name}"; to remove what is called so, say "{verb} {name}"')
    module_named(scene.document, name)
    cables = sum(name in (cable.source, cable.target) for cable in scene.document.connections.values())
    said = f"removed {name}" + (f" and {counted(cables, 'connection')}" if cables else "")
    return Reading((c.RemoveModule(name=name, origin=scene.origin),), said)


def _connect(words: Arguments, scene: Scene) -> Reading:
    source = words.take("where the cable comes from")
    words.take_if("to")
    target = words.take("where the cable goes")
    kind = read_choice(words.take("the kind"), KINDS, "the kind of a connection") if len(words) else None
    words.end()
    command = c.Connect(source=source, target=target, kind=kind, origin=scene.origin)  # type: ignore[arg-type]  # checked above
    after = apply(scene.document, command)
    if after is scene.document:
        return Reading(answer=f"{source} is connected to {target} already")
    before = scene.document.connections
    laid = next(cable for key, cable in after.connections.items() if before.get(key) is not cable)
    channel = f", input {laid.channel}" if laid.channel else ""
    return Reading((command,), f"connected {source} to {target} ({laid.kind}{channel})")


def _disconnect(words: Arguments, scene: Scene) -> Reading:
    source = words.take("where the cable comes from")
    words.take_if("from")
    target = words.take_or("")
    kind = read_choice(words.take("the kind"), KINDS, "the kind of a connection") if len(words) else None
    words.end()
    module_named(scene.document, source)
    targets = (
        [target] if target else sorted({x.target for x in scene.document.connections.values() if x.source == source})
    )
    if not targets:
        raise UnknownName(f'"{source}" is connected to nothing')
    commands = tuple(
        c.Disconnect(source=source, target=each, kind=kind, origin=scene.origin)  # type: ignore[arg-type]  # checked above
        for each in targets
    )
    return Reading(commands, f"disconnected {source} from {', '.join(targets)}")


def _get(words: Arguments, scene: Scene) -> Reading:
    module = module_named(scene.document, words.take("the name of the module"))
    kind = module_type(module.type)
    if not len(words):
        rows = [(each.name, shown(module.values[each.name], each.unit)) for each in kind.parameters]
        return Reading(answer=aligned(rows, indent=""))
    typed = words.take("the parameter")
    words.end()
    names = {each.name.lower(): each.name for each in kind.parameters}
    parameter = kind.parameter(names.get(typed.lower(), typed))
    return Reading(answer=shown(module.values[parameter.name], parameter.unit))


def _set(words: Arguments, scene: Scene) -> Reading:
    module = module_named(scene.document, words.take("the name of the module"))
    kind, who = module_type(module.type), f'{module.type} "{module.name}"'
    rest = words.take_rest()
    if not rest:
        raise LineMistake("the parameter is missing")
    if "=" in rest[0]:
        settings = read_settings(kind, who, rest)
    else:
        parameter, *values = rest
        if len(values) != 1:
            raise LineMistake("the value is missing" if not values else f'"{values[1]}" is one word too many')
        settings = (read_setting(kind, who, parameter, values[0]),)
    commands = tuple(
        c.SetParameter(module=module.name, parameter=name, value=value, origin=scene.origin) for name, value in settings
    )
    return Reading(commands, "\n".join(_said(module, name, value) for name, value in settings))


def _said(module: Module, name: str, value: float | int | bool | str) -> str:
    return f"{module.name} {name} is {shown(value, module_type(module.type).parameter(name).unit)}"


def _trigger(words: Arguments, scene: Scene) -> Reading:
    name = words.take("the name of the module")
    note = read_note(words.take_or("-"))
    velocity = read_number(words.take_or("1"), "the velocity")
    length = read_beat(words.take("the length")) if len(words) else None
    words.end()
    command = c.Trigger(module=name, note=note, velocity=velocity, length=length, origin=scene.origin)
    return Reading((command,), f"played {name}" + (f" at {note_words(note)}" if note is not None else ""))


MODULE_VERBS = (
    Verb(
        name="add",
        usage="add <type> [<name>] [<parameter>=<value> ...]",
        summary="Make a module; its sound goes to the master by itself.",
        example="add sampler kick sample=kick volume=0.9",
        arguments=("type", "other", "setting"),
        read=_add,
    ),
    Verb(
        name="remove",
        aliases=("rm", "delete", "del"),
        usage="remove <module>",
        summary="Remove a module and its connections.",
        example="remove kick",
        arguments=("module",),
        read=_remove,
    ),
    Verb(
        name="connect",
        aliases=("route",),
        usage="connect <from> <to> [<kind>]",
        summary="Lay a cable; its kind is audio, event, parameter or video.",
        example="connect beat kick",
        arguments=("module", "module", "kind"),
        read=_connect,
    ),
    Verb(
        name="disconnect",
        aliases=("unroute",),
        usage="disconnect <from> [<to>] [<kind>]",
        summary="Take a cable away, or all that come from a module.",
        example="disconnect kick masterAudioOut",
        arguments=("module", "module", "kind"),
        read=_disconnect,
    ),
    Verb(
        name="get",
        aliases=("param",),
        usage="get <module> [<parameter>]",
        summary="Tell a module's values.",
        example="get kick volume",
        arguments=("module", "parameter"),
        read=_get,
    ),
    Verb(
        name="set",
        usage="set <module> <parameter> <value> | set <module> <parameter>=<value> ...",
        summary="Set values of a module.",
        example="set bass cutoff=900 resonance=0.3",
        arguments=("module", "setting", "value"),
        read=_set,
    ),
    Verb(
        name="trigger",
        usage="trigger <module> [<note>] [<velocity>] [<length>]",
        summary="Play one note; the length is in beats.",
        example="trigger bass c2 0.8",
        arguments=("module", "other"),
        read=_trigger,
    ),
)
