"""Says in one line when this Python cannot run Moonloop; even a Python too old for the rest can read this file."""

import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
CANNOT_SET_UP = 69  # the exit code: sysexits.h's "unavailable", so that it is none of the application's own


def is_supported(version):  # type: (tuple[int, ...]) -> bool
    """Say whether `version`, as (major, minor, micro), can run Moonloop."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def version_problem(version):  # type: (tuple[int, ...]) -> str | None
    """Return the line to show when `version` cannot run Moonloop, or None when it can."""
    if is_supported(version):
        return None
    found = ".".join(str(part) for part in version)
    return "Moonloop needs Python 3.11 to 3.14, and this is Python " + found + ". Start it with another: python3.11 ..."


def require_supported_python():  # type: () -> None
    """End the process with one line on stderr when its Python cannot run Moonloop."""
    problem = version_problem(sys.version_info[:3])
    if problem is not None:
        sys.stderr.write(problem + "\n")
        sys.exit(CANNOT_SET_UP)
