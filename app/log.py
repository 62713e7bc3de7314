"""Where Moonloop writes down its own bugs."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_log_path

from app.version import VERSION


def log_folder() -> Path:
    """Return the folder for crash files, where this system expects it. It need not exist."""
    return user_log_path("Moonloop", appauthor=False)


def write_crash(bug: BaseException, where: str) -> Path | None:
    """Write all that is known of `bug` to a new file and return its path; None when there can be none. Thread: any."""
    now = datetime.now(UTC)
    head = f"Moonloop {VERSION}, Python {sys.version.split()[0]}, {sys.platform}, {now.isoformat()}\n{where}\n\n"
    text = head + "".join(traceback.format_exception(bug))
    path = log_folder() / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path
