"""What plays in the storm: 32 held voices, notes that come and go, and two scripts that work hard."""

from __future__ import annotations

from engine.core import commands as c
from engine.core.live import SampleStatus

STORM_SCRIPT = """
live_loop("chords", function()
  for i = 1, 16 do
    trigger("pad1", { note = 40 + i, length = 4, velocity = 0.2 })
    trigger("pad2", { note = 52 + i, length = 4, velocity = 0.2 })
  end
  sleep(2)
end)
live_loop("notes", function() trigger("lead", { note = choose{ 60, 63, 67 }, length = 1/8 }) sleep(1/8) end)
"""


def storm_session() -> list[c.Command]:
    """Return what makes the modules."""
    pad = (("sample", "pad"), ("playStyle", "loop"), ("cutoff", 3000.0), ("attack", 0.01), ("release", 0.2))
    return [
        c.AddModule(type="sampler", name="pad1", values=pad),
        c.AddModule(type="sampler", name="pad2", values=pad),
        c.AddModule(type="synth", name="lead"),
        c.ReportSample(status=_ready("pad")),
    ]


def busy_script(number: int) -> str:
    """Return a script whose loop works hard between two notes."""
    return f"""
    synth("busy{number}", {{ volume = 0.1 }})
    live_loop("work", function()
      local sum = 0
      for i = 1, 400000 do sum = sum + i % 7 end
      trigger("busy{number}", {{ note = 48 + sum % 12, length = 1/8 }})
      sleep(1/4)
    end)
    """


def _ready(name: str) -> SampleStatus:
    return SampleStatus(name, "ready")
