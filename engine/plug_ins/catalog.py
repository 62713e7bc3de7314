"""The catalog: every plug-in of the player's folder and of installed packages, as it was read last."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path

from immutables import Map
from msgspec.structs import replace

from engine.core.live import PluginStatus
from engine.modules.table import plug_in, plugged_in
from engine.plug_ins.reading import PluggedType, Reading, read_entry_point, read_file

GROUP = "moonloop.modules"  # of entry points

_makers: dict[str, PluggedType] = {}  # by name of type; whoever makes sound looks here


def maker(type_name: str) -> PluggedType | None:
    """Return what makes modules of a type, when a plug-in brought it. Thread: any; the lookup is atomic."""
    return _makers.get(type_name)


class Catalog:
    """Reads plug-ins, and puts their types beside the built-in ones.

    A type stays until the program ends, even if its file goes or breaks: modules of it may be playing.
    Thread: one; others see whole types only.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._readings: dict[str, Reading] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}  # when each file was read: its time and size

    def read_packages(self) -> None:
        """Read what installed packages offer; once, at the start."""
        for entry_point in entry_points(group=GROUP):
            self._readings[entry_point.name] = read_entry_point(entry_point)
        self._publish()

    def read_folder(self) -> tuple[PluginStatus, ...]:
        """Read what is new or has changed in the folder; returns how every plug-in is."""
        files = sorted(self._folder.glob("*.py")) if self._folder.is_dir() else []
        for path in files:
            about = path.stat()
            stamp = (about.st_mtime_ns, about.st_size)
            if self._stamps.get(path) != stamp:
                self._stamps[path] = stamp
                self._readings[path.name] = read_file(path)
        for path in self._stamps.keys() - set(files):
            del self._stamps[path]
            self._readings.pop(path.name)
        self._publish()
        return self.statuses

    @property
    def statuses(self) -> tuple[PluginStatus, ...]:
        """How each plug-in is, by name; of two that bring the same type the second is at fault."""
        return tuple(_with_clashes(self._readings))

    def _publish(self) -> None:
        taken: dict[str, PluggedType] = {}
        for name in sorted(self._readings):
            for each in self._readings[name].types:
                taken.setdefault(each.kind.name, each)
        _makers.update(taken)
        known = plugged_in()
        news = {name: each.kind for name, each in taken.items() if known.get(name) != each.kind}
        if news:
            plug_in(Map(known.update(news)))


def _with_clashes(readings: Mapping[str, Reading]) -> list[PluginStatus]:
    """Return the statuses, with a message for what brings a type that another has brought."""
    first: dict[str, str] = {}
    statuses = []
    for name in sorted(readings):
        status = readings[name].status
        clash = next((each for each in status.types if first.setdefault(each, name) != name), None)
        if clash is not None:
            status = replace(status, message=f'{name}: {first[clash]} brings a module type "{clash}" too; rename one')
        statuses.append(status)
    return statuses
