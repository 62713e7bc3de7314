-- The clock: functions that run once beside the loops, wait for beats or seconds, and can be cancelled.
bpm(100)
synth("pad", { preset = "pad", volume = 0.5 })
synth("pluck", { preset = "pluck", volume = 0.5 })
sampler("kick", { sample = "kick", volume = 0.65 })
sampler("clap", { sample = "clap", volume = 0.35 })

-- What comes after the function are its arguments. Whoever starts a line keeps its number, to end it by.
local function line(name, pitches, beats, offset)
  while true do
    for _, pitch in ipairs(pitches) do
      clock.sync(beats, offset) -- the next multiple of so many beats, moved by the offset
      trigger(name, { note = pitch, length = beats, velocity = 0.8 })
    end
  end
end

clock.run(line, "kick", { "c4" }, 1)
clock.run(line, "clap", { "c4" }, 2, 1)
clock.run(line, "pad", { "c3", "ab2", "eb3", "bb2" }, 2)
local melody = clock.run(line, "pluck", { "g4", "eb4", "c5", "bb4", "g4" }, 1/2, 1/4)

clock.run(function()
  clock.sync(16)
  clock.cancel(melody)
  for _ = 1, 8 do
    clock.sleep(0.2) -- seconds, at whatever tempo
    trigger("pluck", { note = choose{ "c5", "d5", "eb5", "g5" }, velocity = 0.6 })
  end
  log("info", "a beat takes", clock.get_beat_sec(), "seconds, and this is beat", clock.get_beats())
  clock.run(line, "pluck", { "c5", "bb4", "g4" }, 3/4)
end)
