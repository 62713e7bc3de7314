-- The live loops: they wait for each other by cues, begin tasks of their own, and keep to the beat for ever.
bpm(112)
sampler("kick", { sample = "kick", volume = 0.7 })
sampler("hat", { sample = "hat", volume = 0.35, pan = 0.2 })
synth("bass", { preset = "bass", volume = 0.55 })
synth("keys", { preset = "keys", volume = 0.3 })

-- The drums give the cue: every bar another chord, for whoever waits for it, in this script or another.
live_loop("drums", function()
  for _, root in ipairs{ "a2", "f2", "c2", "g2" } do
    cue("chord", root)
    at({ 0, 1, 2, 3 }, function() trigger("kick") end)
    at({ 0.5, 1.5, 2.5, 3.5, 3.75 }, function(_, index) trigger("hat", { velocity = 0.4 + index / 10 }) end)
    sleep(4)
  end
end)

-- These two do nothing until a chord comes, and then play at that very beat.
live_loop("bassline", function()
  local root = sync("chord")
  for _, beats in ipairs{ 3/4, 3/4, 1/2, 3/4, 3/4 } do
    trigger("bass", { note = root, length = 0.4, velocity = rrand(0.7, 1) })
    sleep(beats)
  end
end)

live_loop("harmony", function()
  local root = sync("chord")
  for _, pitch in ipairs(chord(root, root == "a2" and "minor7" or "major7")) do
    trigger("keys", { note = pitch + 24, length = 2, velocity = 0.5 })
  end
end)

-- Once, where this begins: a melody in time of its own, from the third bar on.
once(function()
  clock.sync(8)
  for _, pitch in ipairs(scale("a4", "minor pentatonic")) do trigger("keys", { note = pitch }) clock.sleep(0.3) end
end)
