-- The sampler: a bank of samples, four ways to play one, and a voice for each note.
bpm(112)

-- Words of a pattern are samples of the bank, and each can be told how it sounds.
sampler("kit", { samples = { "kick", "snare", "hat", "openhat", "clap" }, volume = 0.33 })
sequencer("beat", { pattern = "kick*2 [snare, clap] , hat*8?0.2 , ~ ~ ~ openhat", to = "kit" })

-- grain: the sample is cut into grains around a position, whatever the pitch.
sampler("bell", { sample = "bell", playStyle = "grain", grainSize = 0.09, grainOverlap = 4, volume = 0.7, release = 0.4 })
pattern("walk", note("<c4 g4 eb4 bb4>"):set(control("position", "0.1 0.3 0.5 0.2")):set(pan("-0.5 0.5")))
sequencer("grains", { pattern = "walk", to = "bell" })

-- loop: it goes round for as long as the note is held.
sampler("hold", { sample = "pad", playStyle = "loop", volume = 0.16, attack = 0.4, release = 0.8, cutoff = 1200 })
sequencer("chord", { pattern = "<[c3,g3] [ab2,eb3]>", to = "hold" })

-- next: each note goes on where the one before stopped, and so walks through a long sample.
sampler("land", { sample = "drift", playStyle = "next", volume = 0.35, release = 0.05 })
sequencer("steps", { pattern = "~ c4 [~ c4] ~", to = "land" })

-- once, and backwards.
sampler("back", { sample = "crash", speed = -1, volume = 0.3 })
sequencer("swell", { pattern = "~ ~ ~ <~ c4>", to = "back" })
