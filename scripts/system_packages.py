"""Knows which libraries and programs of the operating system Moonloop needs, and how to get the missing ones."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import subprocess
import sys

# Debian's package -> what it brings, as the loader, the PATH or the file system knows it. Looked for by what it brings,
# because package names change between releases and distributions.
LIBRARIES = {
    "libportaudio2": "libportaudio.so.2",
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-shm0": "libxcb-shm.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
}
FILES = {"fonts-dejavu-core": "/usr/share/fonts/**/*Mono*.[ot]tf"}
TEST_PROGRAMS = {
    "xvfb": "Xvfb",
    "xdotool": "xdotool",
    "pulseaudio": "pulseaudio",
    "pulseaudio-utils": "pactl",
    "git": "git",
}
TEST_FILES = {
    # Takes what PortAudio plays through ALSA to PulseAudio, whose null sink stands in for a sound card.
    "libasound2-plugins": "/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so",
    # Libraries that scripts are to be able to require as they are; where there are none their tests are skipped.
    "lua-inspect": "/usr/share/lua/5.1/inspect.lua",
    "lua-penlight": "/usr/share/lua/5.1/pl/init.lua",
    "lua-unit": "/usr/share/lua/5.1/luaunit.lua",
}


def wanted_packages(for_tests: bool) -> list[str]:
    """Return Debian's names of all that is needed to run, or to run and test."""
    names = [*LIBRARIES, *FILES]
    return [*names, *TEST_PROGRAMS, *TEST_FILES] if for_tests else names


def missing_packages(for_tests: bool) -> list[str]:
    """Return Debian's names of what is needed and not here; always empty where it comes with the Python packages."""
    if not sys.platform.startswith("linux"):
        return []
    return [name for name in wanted_packages(for_tests) if not _is_here(name)]


def venv_package() -> str:
    """Return Debian's name of the part of Python that makes virtual environments, which Debian leaves out."""
    return f"python3.{sys.version_info.minor}-venv"


def install_line(packages: list[str]) -> str:
    """Return the one shell command that installs `packages`."""
    return "sudo apt-get install -y " + " ".join(packages)


def missing_notice(packages: list[str], is_debian: bool) -> str:
    """Return the one line that tells somebody who may not install `packages` what to do."""
    if is_debian:
        return "Some system packages are missing. To install them: " + install_line(packages)
    brings = ", ".join(_what_it_brings(name) for name in packages)
    return f"Some system packages are missing. Get these with the system's own package manager: {brings}"


def is_debian_like() -> bool:
    """Say whether packages come with apt-get here."""
    return shutil.which("apt-get") is not None


def can_install() -> bool:
    """Say whether this process may install packages: as root, where there is apt-get."""
    return is_debian_like() and os.geteuid() == 0


def install(packages: list[str]) -> str:
    """Install `packages` with apt-get, which takes a while; return the end of what it said if it failed, else ""."""
    _apt_get("update")  # without a connection the lists of last time may still do
    ended = _apt_get("install", "-y", "--no-install-recommends", *packages)
    return "" if ended.returncode == 0 else "\n".join(ended.stdout.splitlines()[-5:])


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _is_here(package: str) -> bool:
    if package in LIBRARIES:
        return _can_load(LIBRARIES[package])
    if package in TEST_PROGRAMS:
        return shutil.which(TEST_PROGRAMS[package]) is not None
    return bool(glob.glob(_what_it_brings(package), recursive=True))


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _what_it_brings(package: str) -> str:
    if package == venv_package():
        return "Python's ensurepip"
    return {**LIBRARIES, **FILES, **TEST_PROGRAMS, **TEST_FILES}[package]
