"""Starts Moonloop: `python -m app`. Safe to import, because the processes that scripts run in import it again."""

import sys

from app.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
