-- The engine as objects: the long names for what the short ones do, for scripts that look the session over.
bpm(118)
synth("bass", { preset = "bass", volume = 0.6 })
synth("lead", { preset = "pluck", volume = 0.5 })
sampler("kick", { sample = "kick", volume = 0.6 })
pattern("line", 16)
pattern("four", "x...x...x...x...")
sequencer("drum", { pattern = "four", to = "kick" })
sequencer("bassline", { pattern = "line", to = "bass" })
lfo("sweep", { sync = 8 })
engine:getParameterRouter():connect("sweep", "bass.cutoff", { depth = 0.3 })

-- A pattern whose steps are set and read one by one.
local patterns = engine:getPatternRuntime()
for number = 1, patterns:getStepCount("line") do
  if number % 4 ~= 1 then
    patterns:setStep("line", number, { note = choose{ "a1", "a1", "c2", "e2", "g2" }, velocity = rrand(0.6, 1) })
  end
end

-- The lead follows what the pattern says, whoever has changed it, a fifth or two octaves above.
live_loop("lead", function()
  for number = 1, patterns:getStepCount("line"), 2 do
    local step = patterns:getStep("line", number)
    if step and step.velocity > 0 then trigger("lead", { note = step.note + choose{ 19, 24 }, length = 1/2 }) end
    sleep(1/2)
  end
end)

-- Called whenever anything has changed, by whatever hand: watch the log while you turn a knob.
local modules = 0
engine:onStateChange(function(session)
  local names = engine:getModuleRegistry():getAllModuleNames()
  if #names ~= modules then print(#names, "modules at", session.clock.bpm, "bpm:", table.concat(names, " ")) end
  modules = #names
end)
