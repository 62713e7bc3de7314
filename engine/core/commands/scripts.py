"""Commands to scripts."""

from __future__ import annotations

from engine.core.commands.asked import Asked
from engine.core.document import ScriptMode
from engine.core.units import Quantum


class AddScript(Asked, frozen=True, kw_only=True):
    """Make a script; with no name it is called script1, script2, ..."""

    name: str = ""
    text: str = ""


class RemoveScript(Asked, frozen=True, kw_only=True):
    """Remove a script, stop its loops, and remove what it declared."""

    name: str


class RenameScript(Asked, frozen=True, kw_only=True):
    """Give a script another name."""

    name: str
    new_name: str


class SetScriptText(Asked, frozen=True, kw_only=True):
    """Keep the text that the player typed. Nothing is run."""

    name: str
    text: str


class EnableScript(Asked, frozen=True, kw_only=True):
    """Say whether a script is run when its session is opened, and, in repeat mode, whether it goes on running."""

    name: str
    is_enabled: bool


class SetScriptLevel(Asked, frozen=True, kw_only=True):
    """Say what of Lua a script may use, and how much it may take: "minimal", "standard", "strict", or "trusted".

    It holds from the script's next run on; what plays goes on until then.
    """

    name: str
    level: str


class SetScriptMode(Asked, frozen=True, kw_only=True):
    """Say how a script is run from its next run on, and how long it pauses between rounds in repeat mode."""

    name: str
    mode: ScriptMode
    loop_min_seconds: float | None = None  # 0 to a day; None leaves it
    loop_max_seconds: float | None = None


class RunScript(Asked, frozen=True, kw_only=True):
    """Run this text as the script, to land at the quantum; the text is kept as the script's."""

    name: str
    text: str
    quantum: Quantum | None = None  # None is what the script itself asks for by `swap`, else the next bar


class RerunScript(Asked, frozen=True, kw_only=True):
    """Run a text that has run before once more, as what it requires has changed; the script keeps its own text.

    It lands where the script's runs land. Nothing is done when anything else was wished of the script meanwhile.
    """

    name: str
    text: str
    after: int  # number of the newest wish that whoever asks knows of


class StopScript(Asked, frozen=True, kw_only=True):
    """End a script's run, rounds and loops; what it declared stays."""

    name: str


class Interrupt(Asked, frozen=True):
    """Break off every run that is under way, and end what repeats; loops and what plays stay as they are."""


class Hush(Asked, frozen=True):
    """End every script's run and loops; the transport goes on."""


class Share(Asked, frozen=True, kw_only=True):
    """Tell every script a value, under a name or at a place within a table; the last who says it is believed."""

    path: tuple[str | int, ...]  # the name, and then names, and places in lists from 1
    json: str  # empty: there is no such value any more
    script: str = ""  # who says it
    stamp: int = 0  # rises with what this script says, so that it knows what was heard; 0 is not numbered


class KeepState(Asked, frozen=True, kw_only=True):
    """Keep a script's `state` table."""

    script: str
    json: str


class Emit(Asked, frozen=True, kw_only=True):
    """Something happened that changes no document; handlers of scripts are told."""

    event: str
    json: str = "{}"  # its fields
    script: str = ""  # that says so; its own handlers know already
    depth: int = 0  # how many events caused one another before this one
