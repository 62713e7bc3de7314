"""Checks Moonloop: sets up what is missing, then runs the tests and all other checks; arguments go to pytest."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from python_version import require_supported_python

require_supported_python()

from setup_environment import Environment, prepare

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
CHECKS = {
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "ruff check": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "lint-imports": ("-c", LINT_IMPORTS),
}
ON_ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")  # a file's tests share what it sets up


def run_tests(environment: Environment, arguments: tuple[str, ...]) -> int:
    """Run pytest, its output in the open; return its exit code."""
    return subprocess.run(**invocation(environment, ("-m", "pytest", *arguments)), check=False).returncode


def passes(environment: Environment, name: str) -> bool:
    """Run a check, print how it went, with what it said if it failed, and return whether it passed."""
    ended = subprocess.run(
        **invocation(environment, CHECKS[name]),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    outcome = f"{name} failed\n{ended.stdout.rstrip()}" if ended.returncode else f"{name} passed"
    print(f"\n== {outcome}", flush=True)
    return ended.returncode == 0


def invocation(environment: Environment, arguments: tuple[str, ...]) -> dict[str, Any]:
    """Return how the environment's Python is run in the project's folder."""
    variables = {**environment.variables(), "QT_QPA_PLATFORM": "offscreen"}
    return {"args": [str(environment.python), *arguments], "cwd": environment.root, "env": variables}


def main() -> int:
    """Return 0 when all that ran has passed. The checks run beside the tests, whose summary is printed last."""
    environment = prepare("test")
    if chosen := tuple(sys.argv[1:]):
        return run_tests(environment, chosen)
    with ThreadPoolExecutor(len(CHECKS)) as beside:
        checks = {name: beside.submit(passes, environment, name) for name in CHECKS}
        tests = run_tests(environment, ON_ALL_CORES)
    failed = [name for name, check in checks.items() if not check.result()]
    if failed:
        print(f"These checks failed: {', '.join(failed)}. What they said is above.", flush=True)
    return tests or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main())
