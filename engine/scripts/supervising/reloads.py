"""Reloads: has scripts run again when what they require has changed; each once, with the text that plays.

A file counts as changed when its new text compiles, a script of the session when a new text of it has landed.
"""

from __future__ import annotations

from collections.abc import Mapping

from immutables import Map

from engine.core import commands as c
from engine.core.live import PackageStatus
from engine.core.snapshot import Snapshot
from engine.lua.packages import SCRIPT_ORIGIN, digest_of
from engine.scripts.supervising.backstage import Backstage
from engine.scripts.supervising.hand import Hand


def text_of(script: str, hands: Mapping[str, Hand], snapshot: Snapshot) -> str | None:
    """Return the text of a script as it was last run, or else as it stands; None when there is no such script."""
    found = snapshot.document.scripts.get(script)
    if found is None:
        return None
    hand = hands.get(script)
    if hand is not None and hand.good is not None:
        return hand.good.text
    return found.request.text or found.text


class Reloads:
    """What the crew does about changed packages."""

    def __init__(self, backstage: Backstage) -> None:
        self._stage = backstage
        self._files: Map[str, PackageStatus] = Map()  # as they were looked at last
        self._texts: dict[str, str] = {}  # that played then, by script

    def notice(self, snapshot: Snapshot, hands: Mapping[str, Hand]) -> None:
        """Have every script suspect the packages that have changed since the last time."""
        files, before = snapshot.packages, self._files
        changed = {}
        if files is not before:
            self._files = files
            changed = {path: new.digest for path, new in files.items() if new.digest != _digest(before.get(path))}
        texts = {name: hand.good.text for name, hand in hands.items() if hand.good is not None}
        for name, text in texts.items():
            if self._texts.get(name) != text:
                changed[f"{SCRIPT_ORIGIN}{name}"] = digest_of(text)
        self._texts = texts
        if changed:
            for hand in hands.values():
                if hand.mode == "live":  # a round sees packages as they are when it begins
                    hand.suspects.update(changed)

    def consider(self, hand: Hand) -> None:
        """Ask for another run when a suspect is a package that plays here with another text; wait while one is on."""
        if hand.running or hand.wanted or hand.heir or hand.landings or hand.must_restore:
            return
        if hand.player is not None:
            hand.packages = hand.player.packages
        suspects, hand.suspects = hand.suspects, {}
        if hand.good is None or hand.is_stopped:
            return
        if any(suspects.get(used.origin, "") not in ("", digest_of(used.text)) for used in hand.packages):
            self._stage.put(c.RerunScript(name=hand.script, text=hand.good.text, after=hand.seen.number))


def _digest(status: PackageStatus | None) -> str:
    return status.digest if status is not None else ""
