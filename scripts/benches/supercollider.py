"""SuperCollider's server rendering the scene of voices offline: a peer, where it is installed (`scsynth` in PATH)."""

from __future__ import annotations

import shutil
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import numpy as np
import soundfile
from numpy.typing import NDArray

_AUDIO, _CONTROL = 2, 1  # rates of calculation
_TIMES, _DONE_NOTHING = 2, 0
_RESONANCE_RQ = 0.5
_CURVED = (5.0, -4.0)  # shape and curve of a segment, as Env.adsr has them


def seconds_of_processor(
    voices: int, seconds: float, rate: int, block_frames: int, sound: NDArray[np.float32]
) -> float | None:
    """Return what so many voices take for so many seconds of music, start and file aside; None where there is none."""
    server = shutil.which("scsynth")
    if server is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        soundfile.write(f"{folder}/sound.wav", sound[0], rate, subtype="FLOAT")
        return _render(server, Path(folder), voices, seconds, rate, block_frames) - _render(
            server, Path(folder), 0, seconds, rate, block_frames
        )


def _render(server: str, folder: Path, voices: int, seconds: float, rate: int, block_frames: int) -> float:
    score = folder / "score.osc"
    score.write_bytes(_score(str(folder / "sound.wav"), voices, seconds))
    files = [str(score), "_", str(folder / "out.wav"), str(rate), "WAV", "float"]
    command = [server, "-N", *files, "-o", "2", "-i", "0", "-z", str(block_frames), "-m", "65536", "-n", "4096"]
    began = getrusage(RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, capture_output=True)
    return getrusage(RUSAGE_CHILDREN).ru_utime - began


def _score(sound: str, voices: int, seconds: float) -> bytes:
    news = [
        _message("/s_new", "voice", 1000 + each, 0, 0, "rate", 1 + 0.01 * (each % 7), "cutoff", 500.0 + 10 * each)
        for each in range(voices)
    ]
    first = _bundle(0.0, [_message("/d_recv", _definition()), _message("/b_allocRead", 0, sound, 0, 0)])
    return first + _bundle(0.0, news) + _bundle(seconds, [_message("/n_set", 0, "end", 0.0)])


def _definition() -> bytes:
    """Return a compiled definition: a looping player, a resonant low-pass, an envelope and a panner."""
    constants = [0.0, 1.0, 3.0, 2.0, -99.0, 0.001, 0.5, 0.05, 0.1, *_CURVED]
    number = {value: (-1, index) for index, value in enumerate(constants)}
    shape = [number[value] for value in _CURVED]
    zero, one, half = number[0.0], number[1.0], number[_RESONANCE_RQ]
    envelope = [one, one, zero, one, zero, zero, number[3.0], number[2.0], number[-99.0]]
    for level, length in ((1.0, 0.001), (0.5, 0.05), (0.0, 0.1)):
        envelope += [number[level], number[length], *shape]
    units = [
        _unit("Control", _CONTROL, [], 2),
        _unit("PlayBuf", _AUDIO, [zero, (0, 0), one, zero, one, zero], 1),
        _unit("RLPF", _AUDIO, [(1, 0), (0, 1), half], 1),
        _unit("EnvGen", _AUDIO, envelope, 1),
        _unit("BinaryOpUGen", _AUDIO, [(2, 0), (3, 0)], 1, _TIMES),
        _unit("Pan2", _AUDIO, [(4, 0), zero, one], 2),
        _unit("Out", _AUDIO, [zero, (5, 0), (5, 1)], 0),
    ]
    names = b"".join(_pascal(name) + struct.pack(">i", index) for index, name in enumerate(("rate", "cutoff")))
    head = b"SCgf" + struct.pack(">ih", 2, 1) + _pascal("voice") + struct.pack(">i", len(constants))
    values = struct.pack(f">{len(constants)}f", *constants) + struct.pack(">iff", 2, 1.0, 1000.0)
    return head + values + struct.pack(">i", 2) + names + struct.pack(">i", len(units)) + b"".join(units) + b"\0\0"


def _unit(name: str, rate: int, inputs: Sequence[tuple[int, int]], outputs: int, special: int = _DONE_NOTHING) -> bytes:
    head = _pascal(name) + struct.pack(">biih", rate, len(inputs), outputs, special)
    return head + b"".join(struct.pack(">ii", *each) for each in inputs) + bytes([rate]) * outputs


def _pascal(text: str) -> bytes:
    return bytes([len(text)]) + text.encode()


def _message(address: str, *values: str | float | bytes) -> bytes:
    tags, body = ",", b""
    for value in values:
        match value:
            case int():
                tags, body = tags + "i", body + struct.pack(">i", value)
            case float():
                tags, body = tags + "f", body + struct.pack(">f", value)
            case str():
                tags, body = tags + "s", body + _padded(value)
            case _:
                tags, body = tags + "b", body + struct.pack(">i", len(value)) + value + bytes(-len(value) % 4)
    return _padded(address) + _padded(tags) + body


def _padded(text: str) -> bytes:
    made = text.encode() + b"\0"
    return made + bytes(-len(made) % 4)


def _bundle(at_seconds: float, messages: Sequence[bytes]) -> bytes:
    made = b"#bundle\0" + struct.pack(">II", int(at_seconds), int(at_seconds % 1 * 2**32))
    made += b"".join(struct.pack(">i", len(each)) + each for each in messages)
    return struct.pack(">i", len(made)) + made
