-- The levels: what a script may use. This one asks what is there, and plays at each of them.
bpm(96)
synth("organ", { preset = "organ", volume = 0.22 })
synth("low", { preset = "bass", volume = 0.36 })
sampler("kick", { sample = "kick", volume = 0.45 })
sampler("shaker", { sample = "shaker", volume = 0.25 })

-- In the Command shell (F1): script level levels minimal, and run again. At minimal there are files, in a folder beside
-- the saved session; at standard there are none; at strict there is no `load` either, and less time and memory.
local roots = { "c3", "g3", "a3", "f3" }
if io.open then
  local file = io.open("roots.txt")
  if file then
    roots = {}
    for root in file:lines() do roots[#roots + 1] = root end
    file:close()
  else
    log("info", "write roots.txt, a note in each line, into the folder of this session's files")
  end
end
print(io.open and "there are files" or "no files", load and "and load" or "and no load")

live_loop("chords", function()
  for _, root in ipairs(roots) do
    for _, pitch in ipairs(chord(root, root == "a3" and "minor7" or "major7")) do
      trigger("organ", { note = pitch + 12, length = 3.5, velocity = 0.6 })
    end
    at({ 0, 1.5, 2.5 }, function() trigger("low", { note = note(root) - 12, length = 1/2 }) end)
    at({ 0, 2 }, function() trigger("kick") end)
    at({ 0.5, 1, 1.5, 2.5, 3, 3.5 }, function(_, index) trigger("shaker", { velocity = 0.3 + index / 10 }) end)
    sleep(4)
  end
end)
