"""What set-up decides: when it has something to do, and what it tells people. No environment is made here."""

import importlib.util
import sys
from pathlib import Path

import pytest
from python_version import version_problem
from setup_environment import Environment, prepare
from system_packages import missing_notice, wanted_packages

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture
def root(tmp_path):
    """A project with requirements, and an environment of which only the interpreter exists."""
    (tmp_path / "requirements.txt").write_text("lupa==2.8\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.2.0\n")
    python = Environment(tmp_path, "run").python
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path


@pytest.fixture
def ready(root):
    """A function that gives the environment for a purpose, all set up."""

    def make(purpose):
        environment = Environment(root, purpose)
        environment.write_stamp("packages")
        environment.write_stamp("libraries")
        return environment

    return make


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 9)])
def test_version_problem_is_none_for_a_python_that_fits(version):
    assert version_problem(version) is None


@pytest.mark.parametrize(
    ("version", "found"), [((3, 10, 13), "3.10.13"), ((3, 15, 0), "3.15.0"), ((2, 7, 18), "2.7.18")]
)
def test_version_problem_names_what_is_needed_and_what_was_found_in_one_line(version, found):
    assert version_problem(version) == (
        f"Moonloop needs Python 3.11 to 3.14, and this is Python {found}. Start it with another: python3.11 ..."
    )


def test_set_up_has_everything_to_do_when_no_stamp_was_written(root):
    assert Environment(root, "run").outdated() == {"packages", "libraries"}


def test_set_up_has_nothing_to_do_when_both_stamps_fit(ready):
    assert ready("run").outdated() == set()


def test_changed_requirements_outdate_the_packages_alone(ready, root):
    environment = ready("run")
    (root / "requirements.txt").write_text("lupa==2.9\n")

    assert environment.outdated() == {"packages"}


def test_changed_test_requirements_do_not_concern_a_run(ready, root):
    run, test = ready("run"), ready("test")
    (root / "requirements-dev.txt").write_text("pytest==9.3.0\n")

    assert run.outdated() == set()
    assert test.outdated() == {"packages"}


def test_an_environment_for_a_run_does_not_pass_for_one_for_tests(ready, root):
    ready("run")

    assert Environment(root, "test").outdated() == {"packages", "libraries"}


def test_a_replaced_interpreter_outdates_the_packages(ready, root):
    environment = ready("run")
    other = root / "another-python"
    other.touch()
    environment.python.unlink()
    environment.python.symlink_to(other)

    assert environment.outdated() == {"packages"}


def test_an_interpreter_that_is_gone_outdates_everything(ready):
    environment = ready("run")
    environment.python.unlink()
    environment.python.symlink_to("no-such-python")

    assert environment.outdated() == {"packages", "libraries"}


def test_prepare_says_nothing_when_there_is_nothing_to_do(ready, root, capfd):
    ready("run")

    assert prepare("run", root).python == root / ".venv/bin/python"
    assert capfd.readouterr() == ("", "")


def test_variables_put_the_project_before_what_the_user_has_on_the_path(root, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "mine")
    assert Environment(root, "run").variables()["PYTHONPATH"] == f"{root}:mine"

    monkeypatch.delenv("PYTHONPATH")
    assert Environment(root, "run").variables()["PYTHONPATH"] == str(root)


def test_missing_notice_is_the_one_line_to_run_on_debian():
    assert missing_notice(["libportaudio2", "xvfb"], is_debian=True) == (
        "Some system packages are missing. To install them: sudo apt-get install -y libportaudio2 xvfb"
    )


def test_missing_notice_names_what_is_looked_for_on_other_systems():
    assert missing_notice(["libportaudio2", "xvfb"], is_debian=False) == (
        "Some system packages are missing. Get these with the system's own package manager: libportaudio.so.2, Xvfb"
    )


def test_wanted_packages_of_a_run_leave_out_what_only_tests_need():
    assert "libxcb-cursor0" in wanted_packages(for_tests=False)
    assert "xvfb" not in wanted_packages(for_tests=False)
    assert {"libxcb-cursor0", "xvfb"} < set(wanted_packages(for_tests=True))


def test_check_that_fails_says_why(root, monkeypatch, capfd):
    spec = importlib.util.spec_from_file_location("moonloop_test_script", SCRIPTS / "test.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    checks = {"first": ("-c", "print('why it failed'); raise SystemExit(3)"), "second": ("-c", "print('second ran')")}
    monkeypatch.setattr(script, "CHECKS", checks)

    assert not script.passes(Environment(root, "test"), "first")
    assert script.passes(Environment(root, "test"), "second")
    assert capfd.readouterr().out == "\n== first failed\nwhy it failed\n\n== second passed\n"

    monkeypatch.setattr(script, "prepare", lambda _: Environment(root, "test"))
    monkeypatch.setattr(script, "run_tests", lambda *_: 0)
    monkeypatch.setattr(sys, "argv", ["test.py"])
    assert script.main() == 1
    assert capfd.readouterr().out.endswith("\nThese checks failed: first. What they said is above.\n")
