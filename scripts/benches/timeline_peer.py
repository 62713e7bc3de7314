"""Run by a Python that has isobar: prints how many notes a second of the processor its timeline of 16 tracks plays."""

from time import process_time

import isobar

TICKS = 4800  # ten beats, at isobar's 480 a beat


class Counter(isobar.io.OutputDevice):
    """A device that counts notes."""

    def __init__(self) -> None:
        """Count from nothing."""
        super().__init__()
        self.notes = 0

    def note_on(self, *_: object, **__: object) -> None:
        """Count it."""
        self.notes += 1

    def note_off(self, *_: object, **__: object) -> None:
        """No sound, no end."""


counter = Counter()
timeline = isobar.Timeline(120, output_device=counter)
for _ in range(16):
    timeline.schedule({"note": isobar.PSequence([60, 62, 64, 65]), "duration": 0.25})
began = process_time()
for _ in range(TICKS):
    timeline.tick()
print(counter.notes / (process_time() - began))
