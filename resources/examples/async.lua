-- The async library: tasks beside each other that hand on notes, wait for time, and leave what takes too long.
local async = require "async"
bpm(108)
synth("lead", { preset = "pluck", volume = 0.6 })
synth("low", { preset = "bass", volume = 0.55 })
sampler("hat", { sample = "hat", volume = 0.35 })

local step = clock.get_beat_sec(1/4) -- a sixteenth, in seconds, as tasks count time

async.start(function()
  local notes = async.channel(4, "notes") -- keeps four; whoever composes faster than that waits
  async.spawn(function()
    for _, root in ipairs{ "a3", "f3", "c4", "g3" } do
      for _, pitch in ipairs(chord(root, root == "a3" and "minor7" or "major7")) do notes:send(pitch) end
    end
    notes:close()
  end)

  -- Two take what there is, each in its own time, until nothing comes any more.
  local function play(name, steps, down)
    for pitch in notes do
      trigger(name, { note = pitch - down, length = 1/2 })
      async.sleep(steps * step)
    end
  end
  local lead, low = async.spawn(play, "lead", 3, 0), async.spawn(play, "low", 4, 24)

  local hats = async.spawn(function() -- for ever, so somebody has to end it
    local began = async.now()
    for turn = 1, math.huge do trigger("hat") async.sleep_until(began + turn * 2 * step) end
  end)

  async.join(lead, low)
  hats:cancel("the tune is over")
end)
