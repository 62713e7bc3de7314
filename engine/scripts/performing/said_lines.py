"""Which lines of the command shell a script may do: none by which it would get more than its level gives it. Pure."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.document import Document
from engine.core.errors import NotAllowed
from engine.core.lines.verb import Reading
from engine.lua.levels import is_within


def check_said(text: str, reading: Reading, document: Document, own: str) -> None:
    """Raise NotAllowed unless the script `own` may do what was read of `text`."""
    is_recording = any(isinstance(command, c.StartRecording) for command in reading.commands)
    if reading.request is not None or is_recording:  # which would write to any file
        raise NotAllowed(f"exec: a script cannot do `{text.strip()}`; type it in the Command shell")
    for command in reading.commands:
        if isinstance(command, c.Undo | c.Redo):
            raise NotAllowed(
                f"exec: a script cannot {text.strip()}, which might take back what it is doing; "
                "have a player do that, in the window or in the Command shell"
            )
        if isinstance(command, c.RemoveScript) and command.name == own:
            raise NotAllowed(f"exec: {own} cannot take itself away; type `{text.strip()}` in the Command shell")
        if isinstance(command, c.SetScriptLevel):
            script = document.scripts[command.name]
            if not is_within(command.level, script.level):
                raise NotAllowed(
                    f"exec: a script can only make levels stricter, and {script.name} is {script.level}; "
                    f"type `{text.strip()}` in the Command shell, or choose it in the panel Script status"
                )
