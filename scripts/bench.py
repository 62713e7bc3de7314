"""Measures what must be fast, each number beside its target and a baseline of the same run: `bench.py core --quick`."""

import os
import sys
from pathlib import Path

from python_version import require_supported_python

require_supported_python()

from setup_environment import ROOT, prepare  # noqa: E402 - an old Python is refused before newer syntax is imported


def main() -> int:
    """Measure the sections that were named, or all; return 2 for one that is not there, else 0, whatever was missed."""
    if Path(sys.prefix).resolve() != (ROOT / ".venv").resolve():
        environment = prepare("test")  # the storm plays on a null sink, as tests do
        command = [str(environment.python), __file__, *sys.argv[1:]]
        return os.spawnve(os.P_WAIT, command[0], command, environment.variables())
    sys.path.insert(0, str(ROOT))
    from benches.sections import measure_sections  # noqa: PLC0415 - needs the environment

    return measure_sections(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
