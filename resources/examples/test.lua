-- The test library: a rhythm is a function, and a function can be tested, in the script that plays it.
local test = require "test"
bpm(120)
sampler("kick", { sample = "kick", volume = 0.45 })
sampler("rim", { sample = "rim", volume = 0.4 })
sampler("hat", { sample = "hat", volume = 0.3 })
synth("low", { preset = "bass", volume = 0.45 })

--- So many strokes among so many steps, as evenly as they go.
local function spread(strokes, steps)
  local rhythm = {}
  for step = 0, steps - 1 do rhythm[step + 1] = step * strokes % steps < strokes end
  return rhythm
end

test.describe("spread", function()
  local expect = test.expect
  test.it("begins with a stroke", function() expect(spread(5, 16)[1]):to_be(true) end)
  test.it("has as many steps as it is told", function() expect(spread(3, 8)):to_have_length(8) end)
  test.it("is Cuban with three in eight", function()
    expect(spread(3, 8)):to_equal{ true, false, false, true, false, false, true, false }
  end)
end)

-- Break the function, and run: what fails is told with its line, and the version that passed plays on.
if test.run().failed > 0 then error("the rhythm is not what it was") end

local parts = { { "kick", spread(4, 16) }, { "rim", spread(5, 16) }, { "hat", spread(11, 16) }, { "low", spread(3, 8) } }
live_loop("play", function()
  for step = 1, 16 do
    for _, part in ipairs(parts) do
      local name, rhythm = part[1], part[2]
      if rhythm[(step - 1) % #rhythm + 1] then trigger(name, name == "low" and { note = "e1" } or {}) end
    end
    sleep(1/4)
  end
end)
