"""Starts Moonloop: `python -m app`. Safe to import, because the processes that scripts run in import it again."""

import os
import sys

from app.cli import main


def keep_own_stderr() -> None:
    """Have what we tell written to a copy of stderr: while PortAudio begins, the library sends stderr itself nowhere.

    WORKAROUND(sounddevice 0.5.6): `_initialize` does so for the whole process, on whichever thread it is.
    """
    sys.stderr = open(os.dup(2), "w", encoding=sys.stderr.encoding, errors="backslashreplace", buffering=1)  # noqa: SIM115 - as long as the process lives


if __name__ == "__main__":
    keep_own_stderr()
    sys.exit(main(sys.argv[1:]))
