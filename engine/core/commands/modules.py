"""Commands to modules."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import Switch
from engine.core.units import Beat, Value


class AddModule(Asked, frozen=True, kw_only=True):
    """Make a module; with no name it gets one from its type and a counter."""

    type: str
    name: str = ""
    values: tuple[tuple[str, Value], ...] = ()


class RemoveModule(Asked, frozen=True, kw_only=True):
    """Remove a module and all its connections."""

    name: str


class SetParameter(Asked, frozen=True, kw_only=True):
    """Set one parameter of a module."""

    module: str
    parameter: str
    value: Value


class RenameModule(Asked, frozen=True, kw_only=True):
    """Give a module another name; cables, chains and what scripts declared follow."""

    name: str
    new_name: str


class SetSwitch(Asked, frozen=True, kw_only=True):
    """Turn a module's switch on or off."""

    module: str
    switch: Switch
    is_on: bool


class ApplyPreset(Asked, frozen=True, kw_only=True):
    """Set every parameter of a module as one of its type's presets has it; the others go to their defaults."""

    module: str
    preset: str


class Fade(Asked, frozen=True, kw_only=True):
    """Take a module's volume to a level, in a straight line over some beats."""

    module: str
    decibels: float  # 0 is a volume of 1; -60 and below is silence
    beats: Beat = Beat(4)  # from the beat at which it is performed
