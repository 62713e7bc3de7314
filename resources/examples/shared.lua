-- The shared values: what one script says, all others hear; and the session itself, to be read at any time.
bpm(116)
synth("lead", { preset = "pluck", volume = 0.6 })
synth("low", { preset = "bass", volume = 0.45 })
sampler("kick", { sample = "kick", volume = 0.5 })
sampler("hat", { sample = "hat", volume = 0.3 })

-- In a session each loop could be a script of its own: File > Examples > Two minds is made so.
shared.mood = { root = 45, busy = 0.5, notes = { 57, 60, 62, 64, 67 } }

live_loop("mood", function()
  sleep(8)
  shared.mood.busy = rrand(0.4, 1) -- one place of it; whoever reads it next has the new one
  shared.mood.root = choose{ 45, 41, 43 }
  log("debug", "the mood is", shared.mood)
end)

live_loop("lead", function()
  if rand() < shared.mood.busy then
    trigger("lead", { note = choose(shared.mood.notes) + 12, length = 1/4, velocity = rrand(0.5, 1) })
    shared.played = (shared.played or 0) + 1
  end
  sleep(1/4)
end)

live_loop("low", function()
  trigger("low", { note = shared.mood.root - 12, length = 3/4 })
  sleep(1)
end)

-- $bpm is short for gameState.bpm. Mute the kick in the Editor shell, or drag the tempo: the hats answer to both.
live_loop("drums", function()
  trigger("kick")
  local steps = $bpm > 140 and 2 or 4
  for step = 1, steps do
    if not state_of("kick").muted or step % 2 == 1 then trigger("hat", { velocity = step == 1 and 0.4 or 0.9 }) end
    sleep(1 / steps)
  end
end)
