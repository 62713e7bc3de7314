-- The LFO: moves a parameter in time with the tempo, or at its own rate, up to where it is heard as a tone.
bpm(118)
synth("wob", { wave = "saw", sub = 0.6, cutoff = 400, resonance = 0.4, volume = 0.45, release = 0.2 })
sequencer("line", { pattern = "<c2 c2 eb2 ab1>", to = "wob" })

-- One LFO sweeps the filter; another, slow and square, makes the first one fast and slow in turn.
lfo("wobble", { shape = "triangle", rate = 3.93 })
lfo("shift", { shape = "square", sync = 8 })
connect("wobble", "wob.cutoff", { depth = 0.3 })
connect("shift", "wobble.rate", { depth = 0.057 })

-- Vibrato: a fast one on the pitch, a quarter of a semitone wide.
synth("flute", { wave = "triangle", attack = 0.08, volume = 0.4, cutoff = 3000, pan = 0.2 })
sequencer("air", { pattern = "~ [g4 bb4] c5 ~", to = "flute" })
lfo("vibrato", { rate = 5.5 })
connect("vibrato", "flute.tune", { depth = 0.006 })

sampler("kick", { sample = "kick", volume = 0.6 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })
