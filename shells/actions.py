"""Everything a player can ask of the window, in one table: for menus, keys, the command palette and the help page."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Literal

Where = Literal["anywhere", "code", "editor"]

_CYCLE = (
    "Meta" if sys.platform == "darwin" else "Ctrl"
)  # Qt names the Mac's Command key Ctrl, and Cmd+Tab is the system's


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to ask for."""

    id: str  # "group.verb"
    text: str  # as menus say it
    menu: str  # the menu it is in; "" for none of its own
    keys: tuple[str, ...] = ()  # the first is shown; the others serve other keyboards
    where: Where = "anywhere"  # the shell that its keys belong to
    summary: str = ""
    begins_group: bool = False  # a line above it in its menu
    is_for_scripts: bool = True  # whether a script may do it, by `action` and `keyPress`


def _action(id_: str, text: str, *keys: str, summary: str, where: Where = "anywhere", line: bool = False) -> ActionSpec:
    menu = _MENUS[id_.split(".", maxsplit=1)[0]]
    return ActionSpec(id_, text, menu, keys, where, summary, line)


def _by_hand(id_: str, *words: str, summary: str, where: Where = "anywhere", line: bool = False) -> ActionSpec:
    """An action that no script may do: it asks the player something, or ends, writes or changes what is theirs."""
    return replace(_action(id_, *words, summary=summary, where=where, line=line), is_for_scripts=False)


_MENUS = {
    "file": "&File",
    "edit": "&Edit",
    "script": "&Script",
    "transport": "&Transport",
    "patch": "&Patch",
    "view": "&View",
    "help": "&Help",
}

MENUS = tuple(_MENUS.values())

ACTIONS: tuple[ActionSpec, ...] = (
    _by_hand("file.new", "&New Session", "Ctrl+N", summary="Begin with an empty session."),
    _by_hand("file.open", "&Open…", "Ctrl+O", summary="Open a session file."),
    _by_hand("file.save", "&Save", "Ctrl+S", summary="Put the session on disk.", line=True),
    _by_hand("file.save_as", "Save &As…", "Ctrl+Shift+S", summary="Put the session on disk under another name."),
    _by_hand("file.quit", "&Quit", "Ctrl+Q", summary="Close Moonloop.", line=True),
    _by_hand("edit.undo", "&Undo", "Ctrl+Z", summary="Take the newest change back; inside text, the newest typing."),
    _by_hand("edit.redo", "&Redo", "Ctrl+Shift+Z", "Ctrl+Y", summary="Make the change that was taken back again."),
    _by_hand("edit.find", "&Find…", "Ctrl+F", where="code", summary="Find something in the script.", line=True),
    _by_hand("edit.find_next", "Find &Next", "Ctrl+G", where="code", summary="Show the next place where it stands."),
    _by_hand("edit.find_previous", "Find Pre&vious", "Ctrl+Shift+G", where="code", summary="Show the place before."),
    _by_hand("edit.replace", "R&eplace…", "Ctrl+H", where="code", summary="Find and replace."),
    _by_hand("edit.comment", "Toggle &Comment", "Ctrl+/", "Ctrl+K, Ctrl+C", where="code", summary="Comment out or in."),
    _action("script.run", "&Run", "Ctrl+R", summary="Run the script; the change lands on the next bar."),
    _action(
        "script.run_now", "Run &Now", "Ctrl+Alt+Return", "Ctrl+Alt+Enter", summary="Run it; the change lands at once."
    ),
    _by_hand("script.new", "New &Script", "Ctrl+T", summary="Add an empty script.", line=True),
    _by_hand("script.rename", "Rena&me Script…", "Ctrl+K, Ctrl+R", summary="Give the script another name."),
    _by_hand("script.close", "Remo&ve Script…", "Ctrl+W", summary="Remove the script, and what it declared."),
    _action(
        "script.next", "Ne&xt Script", f"{_CYCLE}+Tab", "Ctrl+PgDown", summary="Show the next tab.", line=True
    ),
    _action("script.previous", "&Previous Script", f"{_CYCLE}+Shift+Tab", "Ctrl+PgUp", summary="Show the one before."),
    _action("transport.play", "&Play / Pause", "F8", "Ctrl+K, Space", summary="Start, or hold. Space, in the Editor."),
    _action("transport.stop", "&Stop", "Ctrl+.", "Shift+F8", summary="Stop, and end runs that have not finished."),
    _action("transport.reset", "Back to the First &Bar", "Ctrl+K, 0", summary="Go to the first beat."),
    _by_hand(
        "transport.record", "&Record", "Ctrl+Shift+R", line=True,
        summary="Write what is heard to a file in the music folder; once more to end it.",
    ),
    _by_hand("transport.record_stems", "Record with S&tems", summary="And each module's own sound beside it."),
    _action(
        "transport.panic", "P&anic", "Ctrl+Shift+.", "Ctrl+Shift+F8", line=True,
        summary="Silence everything at once and end every script.",
    ),
    _by_hand("patch.add_module", "Add &Module", "Shift+A", where="editor", summary="Add a sound."),
    _action("patch.add_pattern", "Add &Pattern", "Shift+P", where="editor", summary="Add a pattern of sixteen steps."),
    _by_hand("patch.connect", "&Connect…", "Shift+C", where="editor", summary="Lay a cable between two modules."),
    _action("view.command", "C&ommand Shell", "F1", "Ctrl+K, 1", summary="A prompt that answers every line."),
    _action("view.code", "&Code Shell", "F2", "Ctrl+K, 2", summary="Scripts, and what they print."),
    _action("view.editor", "&Editor Shell", "F3", "Ctrl+K, 3", summary="Modules, patterns and cables."),
    _action("view.problems", "&Problems", "Ctrl+K, Ctrl+P", summary="What could not be done, newest first.", line=True),
    _action("view.status", "&Script Status", "Ctrl+K, Ctrl+S", summary="How every script is doing, beside the text."),
    _action("view.next_part", "&Next Part", "F6", "Ctrl+K, Right", summary="Move the keyboard on.", line=True),
    _action("view.previous_part", "Pre&vious Part", "Shift+F6", "Ctrl+K, Left", summary="Move the keyboard back."),
    _by_hand("help.palette", "&All Actions…", "Ctrl+Shift+P", summary="Find an action by its name."),
    _by_hand("help.keys", "&Keys", "Ctrl+K, Ctrl+K", summary="Every action with its keys."),
    _by_hand("help.about", "A&bout Moonloop", summary="The version, and what it is made of.", line=True),
)  # fmt: skip


def action_named(id_: str) -> ActionSpec:
    """Return one action of the table; raises KeyError."""
    return _BY_ID[id_]


def plain_text(spec: ActionSpec) -> str:
    """Return the action's text without the marks that menus need."""
    return spec.text.replace("&", "").removesuffix("…")


def matching(words: str) -> list[ActionSpec]:
    """Return the actions in which every one of `words` occurs, those whose name begins with them first."""
    wanted = words.lower().split()
    found = [spec for spec in ACTIONS if all(word in _searched(spec) for word in wanted)]
    return sorted(found, key=lambda spec: not plain_text(spec).lower().startswith(words.lower().strip()))


def _searched(spec: ActionSpec) -> str:
    return f"{plain_text(spec)} {spec.menu.replace('&', '')} {spec.summary}".lower()


_BY_ID = {spec.id: spec for spec in ACTIONS}
