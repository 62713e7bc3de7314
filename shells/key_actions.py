"""Which action of the table is on a key, for scripts that press one. Pure, but for Qt's reading of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from engine.core.errors import did_you_mean
from shells.actions import ACTIONS, ActionSpec, action_named, plain_text

_ALSO = {"Space": "transport.play"}  # keys that a widget of the window takes for itself, and what they do there


def why_not(id_: str) -> str:
    """Return why a script may not do the action, with near ones; empty when it may."""
    known = {spec.id: spec for spec in ACTIONS}
    if id_ not in known:
        offered = [spec.id for spec in ACTIONS if spec.is_for_scripts]
        near = did_you_mean(id_, offered) or f"; there are {', '.join(offered[:6])} and more, in Help > Keys"
        return f"there is no such action{near}"
    if not known[id_].is_for_scripts:
        return f'"{plain_text(known[id_])}" is for hands only: it asks you something, or touches what is yours'
    return ""


class Pressed(NamedTuple):
    """What the next keys come to."""

    action: ActionSpec | None
    keys: int  # how many of them it took
    failure: str = ""  # why there is no action


def press(keys: Sequence[str], shell: str) -> Pressed:
    """Return what the first of `keys` does with that shell in front.

    Two keys one after another are one, where the table says so: `Ctrl+K`, `Space`.
    """
    pair = _on(", ".join(keys[:2]), shell) if len(keys) > 1 else None
    if pair is not None:
        return Pressed(pair, 2)
    found = _on(keys[0], shell)
    return Pressed(found, 1, "" if found else f"no action is on the key {keys[0]} here; Help > Keys lists them")


def _on(keys: str, shell: str) -> ActionSpec | None:
    if keys in _ALSO:
        return action_named(_ALSO[keys])
    wanted = QKeySequence(keys)
    for spec in ACTIONS:
        if spec.where in ("anywhere", shell) and any(QKeySequence(each) == wanted for each in spec.keys):
            return spec
    return None
