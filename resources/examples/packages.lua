-- The packages: what several scripts need is written once, and required by its name.
bpm(104)
synth("keys", { preset = "keys", volume = 0.35 })
synth("low", { preset = "bass", volume = 0.45 })
sampler("rim", { sample = "rim", volume = 0.4, pan = 0.3 })
sampler("kick", { sample = "kick", volume = 0.45 })

-- This one came with Moonloop: a list that goes round. After the @ stands which versions will do.
local ring = require "ring@>=1.0"
local roots = ring{ "a2", "f2", "d2", "e2" }

-- A package of your own is another script of the session, or a file in the folder `packages` beside it: it declares
-- nothing and ends with `return`. Change it, and what requires it runs again. Here its text stands in the script.
package.preload.groove = function()
  local M = { _VERSION = "1.0" }

  --- So many strokes, spread over steps as evenly as they go; calls the function at each.
  function M.spread(strokes, steps, play)
    for place = 0, strokes - 1 do
      at(math.floor(place * steps / strokes) / 4, function() play(place + 1) end)
    end
  end

  return M
end

local groove = require "groove"

live_loop("bar", function()
  turn = (turn or 0) + 1
  local root = note(roots[turn])
  local line = ring(scale(root + 24, "minor pentatonic"))
  groove.spread(4, 16, function() trigger("kick") end)
  groove.spread(7, 16, function(stroke) trigger("rim", { velocity = stroke % 3 == 0 and 0.9 or 0.5 }) end)
  groove.spread(5, 16, function(stroke) trigger("keys", { note = line[stroke * 3 + turn], length = 1 }) end)
  groove.spread(3, 16, function() trigger("low", { note = root, length = 1 }) end)
  sleep(4)
end)
