"""Starts Moonloop: sets up what is missing, then becomes the application, with the same arguments and directory."""

import os
import sys

from python_version import require_supported_python

require_supported_python()

from setup_environment import prepare


def main() -> None:
    """Run the application in place of this process; `-P` keeps a folder called app in the user's directory out."""
    environment = prepare("run")
    command = [str(environment.python), "-P", "-m", "app", *sys.argv[1:]]
    if os.name == "nt":
        import subprocess  # noqa: PLC0415 - Windows cannot replace a process

        sys.exit(subprocess.run(command, env=environment.variables(), check=False).returncode)
    os.execve(command[0], command, environment.variables())


if __name__ == "__main__":
    main()
