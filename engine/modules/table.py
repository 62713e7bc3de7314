"""The table of module types. Shells, Lua, the command line and the session read it; plug-ins add to it."""

from __future__ import annotations

from immutables import Map

from engine.core.document import MASTER, SCOPE, SPECTROGRAM
from engine.core.errors import UnknownName, did_you_mean
from engine.modules.effects import EFFECTS
from engine.modules.mixing import AUDIO_OUT, MIXER
from engine.modules.modulators import MODULATORS
from engine.modules.module_type import ModuleType
from engine.modules.monitors import MONITORS
from engine.modules.sampler import SAMPLER
from engine.modules.sequencer import SEQUENCER
from engine.modules.synth import SYNTH

MODULE_TYPES: Map[str, ModuleType] = Map(
    {type_.name: type_ for type_ in (SAMPLER, SYNTH, SEQUENCER, *EFFECTS, *MODULATORS, MIXER, *MONITORS, AUDIO_OUT)}
)
SYSTEM_MODULES = {MASTER: "audioOut", SCOPE: "oscilloscope", SPECTROGRAM: "spectrogram"}  # always there, by name

NO_TYPES: Map[str, ModuleType] = Map()
_plug_ins = [NO_TYPES]  # one map, replaced whole


def module_types() -> Map[str, ModuleType]:
    """Return every type there is, plug-ins included. Thread: any."""
    plugged_in = _plug_ins[0]
    return MODULE_TYPES.update(plugged_in) if plugged_in else MODULE_TYPES


def module_type(name: str) -> ModuleType:
    """Return the type called `name`; raises UnknownName with the nearest one."""
    found = MODULE_TYPES.get(name) or _plug_ins[0].get(name)
    if found is None:
        known = module_types()
        hint = did_you_mean(name, known) or f"; there are {', '.join(sorted(known))}"
        raise UnknownName(f'there is no module type "{name}"{hint}')
    return found


def plugged_in() -> Map[str, ModuleType]:
    """Return the types that plug-ins brought; the same object until there are others. Thread: any."""
    return _plug_ins[0]


def plug_in(types: Map[str, ModuleType]) -> None:
    """Have these types beside the built-in ones, and no others. Thread: any; readers see the old or the new."""
    _plug_ins[0] = types
