-- The handlers: functions that are called on each bar and beat, when something changes, or when a script says so.
bpm(122)
local bass = synth("bass", { wave = "saw", sub = 0.5, cutoff = 600, resonance = 0.4, volume = 0.5, release = 0.15 })
local bell = synth("bell", { wave = "triangle", cutoff = 5000, release = 0.4, volume = 0.3 })
local kick = sampler("kick", { sample = "kick", volume = 0.6 })
local roots = { "c2", "ab1", "eb2", "bb1" }

-- Bars and beats are played ahead, so what their handlers trigger sounds exactly there.
on("beat", function() kick:trigger{} end)
on("bar", function(context, event)
  root = roots[(event.bar - 1) % #roots + 1]
  bell:trigger{ note = note(root) + 36, length = 2 }
end)

-- What the loop is about to play passes through two handlers: one cancels, one changes it. Lower priorities come first.
on("note", { priority = 1 }, function(context, event) if event.step == 3 then return { cancel = true } end end)
on("note", function(context, event) return { pitch = event.pitch + (event.step % 4 == 0 and 12 or 0) } end)
live_loop("line", function()
  for step = 1, 8 do
    local said = emit("note", { step = step, pitch = note(root or "c2") })
    if not said.cancelled then bass:trigger{ note = said.event.pitch, length = 1/4 } end
    sleep(1/2)
  end
end)

-- Turn the bass's filter in the Editor shell: the bell follows.
on("parameter:changed", { pattern = "bass.cutoff" }, function(context, event)
  bell:set("cutoff", math.min(20000, event.value * 8))
end)
