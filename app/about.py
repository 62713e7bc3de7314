"""What Moonloop is and what it is made of, for the box in the menu Help."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version

from app.version import VERSION


def about_text() -> str:
    """Return the words of the box."""
    return (
        f"Moonloop {VERSION}\n\nA live-coding instrument: edit Lua, and what sounds changes on the next bar.\n\n"
        f"Python {platform.python_version()}, PySide6 {qt_version}, Scintilla, Lua 5.4, SignalFlow.\n"
        "MIT licence; the licences of the parts are in the documentation."
    )
