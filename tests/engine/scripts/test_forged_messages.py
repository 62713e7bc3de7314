"""What a worker says that no worker of ours would: the supervisor goes on, and so does everybody else."""

from __future__ import annotations

import socket

import pytest

from engine.core.wire import encode
from engine.scripts import protocol as p
from engine.scripts.link import WorkerLink
from engine.scripts.performing import worker
from tests.engine.scripts.band import Band, KnownWorkers

WORKED = b"\x84\xa7message\xa6Worked\xa3ask\xa11\xa4text\xa0\xa4cues"
CUE = WORKED + b"\x91\x83\xa4name\xa1x\xa5value\x01\xa4beat"
BAD_FRAMES = {  # name: what is sent instead of an answer
    "divided by zero": CUE + b"\x92\x01\x00",
    "divided by a zero in a text": CUE + b"\xa31/0",
    "as large as nobody can reckon": CUE + b"\xac1e9999999999",
    "no fraction": CUE + b"\x93\x01\x02\x03",
    "nested without end": CUE.removesuffix(b"\x01\xa4beat") + b"\x91" * 200_000,
    "announcing a list of four thousand millions": WORKED + b"\xdd\xff\xff\xff\xff",
    "no message": b"\xc1",
    "a message to workers": encode(p.EndLoops()),
}
PROMPT = b"forge "  # a text that begins so is no Lua: its number says which of the frames to send


class ForgingLink(WorkerLink):
    """Sends what it is asked for in the place of what came of a run."""

    def read(self) -> bytes | None:
        """Look for what is to be forged."""
        frame = super().read()
        if frame is not None and PROMPT in frame:
            number = int(frame.split(PROMPT)[1][:1])
            self.send(list(BAD_FRAMES.values())[number])
            return super().read()
        return frame


def forge(end: socket.socket) -> None:
    """Be a worker that may be asked to forge."""
    worker.WorkerLink = ForgingLink  # type: ignore[misc]  # in this process alone
    worker.work(end)


@pytest.fixture(scope="module")
def forgers():
    """Where worker processes come from that forge."""
    workers = KnownWorkers(forge)
    yield workers
    workers.close()


@pytest.fixture
def band(forgers):
    """A band with a script beside the one that forges."""
    band = Band(forgers)
    assert band.run("mine = 1", "other").problem is None
    yield band
    band.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BAD_FRAMES)), ids=list(BAD_FRAMES))
def test_worker_that_forges_is_ended_and_told_of_and_the_others_go_on(band, number):
    status = band.run(f"forge {number}", "evil")

    assert status.problem is not None
    assert "sent what is no message" in status.problem.message
    assert band.run("mine = mine + 1 print(mine)", "other").problem is None
    assert band.run("print('well')", "evil").problem is None
    assert band.printed() == ["2", "well"]
