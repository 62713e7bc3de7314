-- The synth: two oscillators, a sub, noise and FM through a filter with its own envelope. It has presets to begin with.
bpm(104)

synth("bass", { preset = "bass", volume = 0.75 })
sequencer("low", { pattern = "c2*2 [~ c3] <eb2 bb1>*2 [f2 g2]", to = "bass" })

synth("keys", { preset = "keys", volume = 0.4, pan = -0.2 })
pattern("chords", mini("<Cm7 Fm7 Bb7 Ebmaj7>"):chord():note():struct("x ~ ~ x ~ ~ x ~"):set(velocity("0.9 0.6 0.7")))
sequencer("comp", { pattern = "chords", to = "keys" })

-- What a preset has can be changed: here a slower attack and a brighter sound.
synth("lead", { preset = "lead", volume = 0.6, attack = 0.03, cutoff = 3500, pan = 0.25 })
live_loop("tune", function()
  for _, pitch in ipairs(shuffle(scale("c5", "minor pentatonic"))) do
    trigger("lead", { note = pitch, length = 0.4, velocity = rrand(0.5, 0.9) })
    sleep(choose{ 0.5, 0.5, 1 })
  end
end)
