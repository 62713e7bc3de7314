"""Makes the project's own Python environment and keeps it in step with the requirements files.

Stamps inside the environment hold fingerprints of what was set up, so that a start which finds them unchanged costs
next to nothing. Standard library only; what such a start never needs is imported where it is used.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from python_version import CANNOT_SET_UP

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {"run": ("requirements.txt",), "test": ("requirements.txt", "requirements-dev.txt")}


class SetupFailed(Exception):
    """Set-up cannot go on; the message is one sentence for the person at the terminal."""


class Environment:
    """The virtual environment of the project in `root`, for one purpose: "run", or "test" (which includes "run")."""

    def __init__(self, root: Path, purpose: str) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.purpose = purpose

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def fingerprints(self) -> dict[str, str]:
        """Return what set-up depends on, digested: "packages" of Python and "libraries" of the system."""
        requirements = [self.root / name for name in REQUIREMENTS[self.purpose]]
        interpreter = os.path.realpath(self.python).encode()
        return {
            "packages": _digest(interpreter, *(path.read_bytes() for path in requirements)),
            "libraries": _digest(Path(__file__).with_name("system_packages.py").read_bytes()),
        }

    def outdated(self) -> set[str]:
        """Return which of "packages" and "libraries" must be looked after; empty when nothing is to be done."""
        wanted = self.fingerprints()
        if not self.python.exists():
            return set(wanted)
        return {part for part, fingerprint in wanted.items() if self._stamped(part) != fingerprint}

    def write_stamp(self, part: str) -> None:
        """Record that `part` is set up as of now."""
        self._stamp(part).write_text(self.fingerprints()[part])

    def variables(self) -> dict[str, str]:
        """Return the environment variables under which the project is found from any working directory."""
        inherited = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(self.root), inherited] if inherited else [str(self.root)])
        return {**os.environ, "PYTHONPATH": path}

    def _stamp(self, part: str) -> Path:
        return self.folder / f"moonloop-{self.purpose}-{part}.stamp"

    def _stamped(self, part: str) -> str | None:
        stamp = self._stamp(part)
        return stamp.read_text() if stamp.exists() else None


def prepare(purpose: str, root: Path = ROOT) -> Environment:
    """Return the environment for `purpose`, set up; or end the process with one sentence on stderr.

    Idempotent. A second process that does the same waits for the first.
    """
    environment = Environment(root, purpose)
    if environment.outdated():
        try:
            with _alone(root):
                _set_up(environment)
        except SetupFailed as problem:
            _stop(str(problem), CANNOT_SET_UP)
        except KeyboardInterrupt:
            _stop("Set-up was interrupted; the next start goes on with it.", 130)
    return environment


def say(sentence: str) -> None:
    """Tell the person at the terminal what is going on; stdout belongs to the program that follows."""
    print(sentence, file=sys.stderr, flush=True)


def _stop(sentence: str, code: int) -> NoReturn:
    say(sentence)
    sys.exit(code)


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the project's folder locked, where the system can lock a folder."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _set_up(environment: Environment) -> None:
    outdated = environment.outdated()
    must_build = "packages" in outdated and not _is_healthy(environment)
    has_libraries = True
    if must_build or "libraries" in outdated:
        has_libraries = _provide_system_packages(environment, must_build)
    if must_build:
        _build(environment)
    if "packages" in outdated:
        _install_requirements(environment)
        environment.write_stamp("packages")
    if has_libraries:
        environment.write_stamp("libraries")


def _provide_system_packages(environment: Environment, must_build: bool) -> bool:
    """Install what the system lacks, or say how to; return whether all is there."""
    import system_packages as system  # noqa: PLC0415 - not needed by a start that has nothing to do

    def missing() -> list[str]:
        lacks_venv = must_build and not _can_make_environments()
        names = system.missing_packages(for_tests=environment.purpose == "test")
        return [*names, system.venv_package()] if lacks_venv else names

    if missing() and system.can_install():
        say(f"Installing system packages: {', '.join(missing())}.")
        problem = system.install(missing())
        if problem:
            say(f"apt-get failed:\n{problem}")
    if not (left := missing()):
        return True
    notice = system.missing_notice(left, system.is_debian_like())
    if system.venv_package() in left:
        raise SetupFailed(notice)
    say(notice)
    return False


def _can_make_environments() -> bool:
    return _succeeds([_base_python(), "-c", "import ensurepip, venv"], is_quiet=True)


def _is_healthy(environment: Environment) -> bool:
    """Say whether the environment's interpreter runs, has pip, and is of a version that fits."""
    question = "import pip, python_version; python_version.require_supported_python()"
    return _succeeds([str(environment.python), "-c", question], folder=Path(__file__).parent, is_quiet=True)


def _build(environment: Environment) -> None:
    say("Making the Python environment in .venv.")
    if not _succeeds([_base_python(), "-m", "venv", "--clear", str(environment.folder)]):
        raise SetupFailed(f"Python could not make an environment in {environment.folder}.")


def _install_requirements(environment: Environment) -> None:
    file = REQUIREMENTS[environment.purpose][-1]
    say(f"Installing the Python packages of {file}; the first time this takes a minute.")
    command = [str(environment.python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    if not _succeeds([*command, "-r", file], folder=environment.root):
        raise SetupFailed(f"pip could not install what {file} lists; check the connection, then start again.")


def _base_python() -> str:
    """The interpreter outside of any virtual environment: the one inside may be about to be replaced."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _succeeds(command: list[str], folder: Path = ROOT, is_quiet: bool = False) -> bool:
    """Run `command` in `folder`, its output on stderr unless quiet; return whether it could run and exited with 0."""
    import subprocess  # noqa: PLC0415 - not needed by a start that has nothing to do

    output = subprocess.DEVNULL if is_quiet else sys.stderr
    try:
        ended = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False)
    except OSError:
        return False
    return ended.returncode == 0
