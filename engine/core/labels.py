"""What each change is called in the Edit menu and in answers: "undo remove kick"."""

from __future__ import annotations

from engine.core import commands as c


def label(command: c.Command) -> str:
    """Return a few words for `command`, in the imperative."""
    match command:
        case c.SetTempo():
            return f"set the tempo to {command.bpm:g}"
        case c.SetSignature():
            return f"set {command.beats_per_bar} beats per bar"
        case c.AddModule():
            return f"add {command.name or command.type}"
        case c.RemoveModule() | c.RemovePattern() | c.RemoveScript():
            return f"remove {command.name}"
        case c.SetParameter():
            return f"set {command.module} {command.parameter}"
        case c.Connect():
            return f"connect {command.source} to {command.target}"
        case c.Disconnect():
            return f"disconnect {command.source} from {command.target}"
        case c.SetStep():
            return f"set step {command.index + 1} of {command.pattern}"
        case c.SetStepCount():
            return f"give {command.pattern} {command.count} steps"
        case c.AddPattern() | c.AddScript():
            return f"add {command.name or 'a ' + type(command).__name__.removeprefix('Add').lower()}"
        case c.RenameScript():
            return f"rename {command.name}"
        case c.EnableScript():
            return f"{'enable' if command.is_enabled else 'disable'} {command.name}"
        case c.Batch():
            return command.label or "change several things"
        case c.StartRecording():
            return f"record to {command.path}"
        case c.Restore():
            return "restore an earlier version"
        case _:
            return type(command).__name__
