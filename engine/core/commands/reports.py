"""Reports: what the world says to the engine."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.live import (
    Answer,
    DeviceStatus,
    PackageStatus,
    PluginStatus,
    RecordingStatus,
    SampleStatus,
    ScriptStatus,
)


class ReportScript(Asked, frozen=True, kw_only=True):
    """The supervisor tells how a script is."""

    status: ScriptStatus


class ForgetScript(Asked, frozen=True, kw_only=True):
    """The supervisor tells that a script is gone."""

    script: str


class ReportAnswer(Asked, frozen=True, kw_only=True):
    """The supervisor tells what a line of Lua came to."""

    answer: Answer


class ReportSample(Asked, frozen=True, kw_only=True):
    """The loader tells how a sample is."""

    status: SampleStatus


class ReportDevice(Asked, frozen=True, kw_only=True):
    """The output tells how the device is."""

    status: DeviceStatus


class ReportRecording(Asked, frozen=True, kw_only=True):
    """The recorder tells how it is getting on."""

    status: RecordingStatus


class ReportPlugins(Asked, frozen=True, kw_only=True):
    """Whoever watches the folder of plug-ins tells what there is."""

    plugins: tuple[PluginStatus, ...]


class ReportPackages(Asked, frozen=True, kw_only=True):
    """Whoever watches the packages folders tells what files there are."""

    packages: tuple[PackageStatus, ...]
