-- The promise library: notes that come later, all of them, the first of them, or not in time.
local async, promise = require "async", require "promise"
bpm(96)
synth("keys", { preset = "keys", volume = 0.4 })
synth("answer", { preset = "pluck", volume = 0.4 })
sampler("kick", { sample = "kick", volume = 0.55 })
sampler("snare", { sample = "snare", volume = 0.4 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })

-- A player who takes a while to think of a note, and does not always find one.
local think = promise.async(function(pitch, seconds)
  async.sleep(seconds)
  if pitch == "nothing" then error("no idea") end
  return note(pitch)
end)

async.start(function()
  for turn = 1, 4 do
    -- All of a chord: it sounds when the slowest has found its note.
    local pitches = promise.all{ think("a3", 0.1), think("c4", 0.2), think("e4", 0.3) }:await()
    for _, pitch in ipairs(pitches) do trigger("keys", { note = pitch + 5 * (turn % 2), length = 2 }) end

    -- The first of two answers; who has no idea is passed over.
    promise.any{ think("nothing", 0.1), think("e5", 0.2 * turn), think("a5", 0.5) }
      :and_then(function(pitch) trigger("answer", { note = pitch }) end)
      :await()

    -- In time, or a stroke instead.
    promise.timeout(think("c6", 0.2 * turn), 0.5)
      :and_then(function(pitch) trigger("answer", { note = pitch }) end)
      :catch(function() trigger("snare") end)
      :await()
    async.sleep(0.2)
  end
end)
