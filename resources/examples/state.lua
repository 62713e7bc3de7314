-- The state table: a tune that grows, survives every run, and is saved with the session; null is a rest in it.
bpm(110)
synth("tune", { preset = "pluck", volume = 0.6 })
synth("low", { preset = "bass", volume = 0.5 })
sampler("kick", { sample = "kick", volume = 0.6 })
sampler("hat", { sample = "hat", volume = 0.3 })

-- Plain values and tables of them are kept; `or` is for the first time. Run it again: the tune is as it was.
-- To begin anew: state.tune = nil, and run. nil would leave a hole in the list, so a rest is null.
state.tune = state.tune or { "a4", null, "c5", "e5", null, "d5", "c5", null }
state.heard = state.heard or 0

live_loop("tune", function()
  for place, pitch in ipairs(state.tune) do
    if pitch ~= null then trigger("tune", { note = pitch, length = 1/2, velocity = place == 1 and 1 or 0.7 }) end
    sleep(1/2)
  end
  state.heard = state.heard + 1
  local place = math.floor(rand(1, #state.tune + 1))
  state.tune[place] = choose{ "a4", "c5", "d5", "e5", "g5", null }
  print("heard", state.heard, "times; the next one has", state.tune[place], "at", place)
end)

live_loop("low", function()
  trigger("kick")
  trigger("low", { note = state.heard % 2 == 0 and "a1" or "f1", length = 1/2 })
  sleep(1/2)
  trigger("hat")
  sleep(1/2)
end)
