"""Checks Moonloop: sets up what is missing, then runs every check and, last, the tests; arguments go to pytest."""

import subprocess
import sys

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


def run_python(environment: Environment, arguments: tuple[str, ...]) -> int:
    """Run the environment's Python in the project's folder, its output in the open; return its exit code."""
    variables = {**environment.variables(), "QT_QPA_PLATFORM": "offscreen"}
    command = [str(environment.python), *arguments]
    return subprocess.run(command, cwd=environment.root, env=variables, check=False).returncode


def failed_checks(environment: Environment) -> list[str]:
    """Run all checks but the tests, whatever the outcome of the others; return the names of those that failed."""
    failed = []
    for name, arguments in CHECKS.items():
        print(f"== {name}", flush=True)
        if run_python(environment, arguments) != 0:
            failed.append(name)
    outcome = f"These checks failed: {', '.join(failed)}." if failed else "All of these checks passed."
    print(f"{outcome} Now the tests.", flush=True)
    return failed


def main() -> int:
    """Return 0 when all that ran has passed; pytest's own summary is the last thing printed."""
    environment = prepare("test")
    if chosen := tuple(sys.argv[1:]):
        return run_python(environment, ("-m", "pytest", *chosen))
    failed = failed_checks(environment)
    tests = run_python(environment, ("-m", "pytest", *ON_ALL_CORES))
    return tests or (1 if failed else 0)


if __name__ == "__main__":
    sys.exit(main())
