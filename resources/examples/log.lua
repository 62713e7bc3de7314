-- The log library: messages with a level, fields and a name, so that a long night's log can still be read.
local log, output = require "log", require "output"
bpm(108)
synth("bell", { preset = "bell", volume = 0.35 })
synth("low", { preset = "bass", volume = 0.45 })
sampler("kick", { sample = "kick", volume = 0.5 })
sampler("hat", { sample = "hat", volume = 0.3 })

log.set_level("info") -- "debug" shows every stroke, "off" nothing
local drums, tune = log.logger("drums"), log.logger("tune")

live_loop("drums", function()
  for step = 1, 8 do
    local name = step % 4 == 1 and "kick" or "hat"
    trigger(name)
    drums:debug("stroke", { step = step, name = name })
    sleep(1/2)
  end
  counted = (counted or 0) + 1
  drums:info("a bar is over", { bar = counted })
end)

-- Every four bars a table of what was played: columns stand under each other.
local played = {}
live_loop("tune", function()
  for _ = 1, 16 do
    local pitch = choose{ "a4", "c5", "e5", "g5", "b5" }
    trigger("bell", { note = pitch, length = 1 })
    trigger("low", { note = note(pitch) - 36, length = 1/2 })
    played[pitch] = (played[pitch] or 0) + 1
    sleep(1)
  end
  local rows = {}
  for pitch, count in pairs(played) do rows[#rows + 1] = { note = pitch, times = count } end
  table.sort(rows, function(one, other) return one.note < other.note end)
  tune:info("\n" .. output.table(rows, { "note", "times" }))
  if (played.b5 or 0) == 0 then tune:warn("nobody played the b") end
end)
