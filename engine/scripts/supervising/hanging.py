"""What a worker's last words mean to the player: what hung, at which line, and that its process was ended. Pure."""

from __future__ import annotations

from engine.scripts.protocol import Fault, Hung

THIS = "this hung where nothing can interrupt it, and its worker was ended"
REPLACED = "{} hung where nothing can interrupt it, and the script's worker was replaced"
WHAT = {"Advance": "a loop", "Happened": "a handler", "CallOn": "a handler", "GoOn": "a round"}  # by what was asked


def fault_of_hang(script: str, hung: Hung) -> Fault:
    """Return what is told of a hang of `script`; a place in a package, or on the console, is told in words."""
    words = REPLACED.format(WHAT[hung.doing]) if hung.doing in WHAT else THIS
    if hung.chunk == f"{script}.lua":
        return Fault(words, hung.line)
    return Fault(f"{hung.chunk}:{hung.line}: {words}" if hung.line else words)
