-- The params library: a band whose knobs are declared once, with range and default, and checked by themselves.
local params = require "params"
local knobs = params.declare{
  { name = "root", type = "string", default = "d2", check = function(name) return pcall(note, name) end },
  { name = "mode", type = "string", enum = { "dorian", "minor", "mixolydian" }, default = "dorian" },
  { name = "tempo", type = "number", min = 60, max = 180, default = 120, help = "beats a minute" },
  { name = "busy", type = "number", min = 0, max = 1, default = 0.7, help = "how many of the steps sound" },
  { name = "long", type = "boolean", default = false, help = "whether notes run into each other" },
}

-- Write busy = 7, or bussy = 0.5, and run: the message says what is wrong, and the band plays on.
local set = knobs:check{ mode = "dorian", tempo = 124, busy = 0.8, long = "no" }
print(knobs:describe())

bpm(set.tempo)
synth("low", { preset = "bass", volume = 0.45 })
synth("lead", { preset = "pluck", volume = 0.6 })
sampler("kick", { sample = "kick", volume = 0.5 })
local notes = scale(set.root, set.mode, 2)
local length = set.long and 1 or 1/4

live_loop("low", function()
  trigger("kick")
  trigger("low", { note = choose{ notes[1], notes[1], notes[5], notes[7] }, length = length })
  sleep(1)
end)

live_loop("lead", function()
  if rand() < set.busy then trigger("lead", { note = choose(notes) + 24, length = length }) end
  sleep(1/4)
end)
