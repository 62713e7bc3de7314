-- The compressor: glue for drums, and with a side chain what makes a pad duck under the kick.
bpm(126)
sampler("kick", { sample = "kick", volume = 0.55 })
sequencer("four", { pattern = "x...x...x...x...", to = "kick" })

-- It listens to the kick and turns the pad down. A longer release breathes more slowly; bypass = true lets go.
compressor("duck", { sidechain = "kick", threshold = -26, ratio = 5, attack = 0.003, release = 0.12 })
synth("pad", { preset = "pad", volume = 0.4, to = "duck" })
sequencer("chords", { pattern = "<[c3,g3,eb4,bb4] [ab2,eb3,c4,g4]>", to = "pad" })

-- It listens to what goes through it: loud strokes come down, and makeup brings all of them up again.
compressor("glue", { threshold = -24, ratio = 4, attack = 0.01, makeup = 3 })
sampler("kit", { samples = { "hat", "clap", "rim" }, volume = 0.3, to = "glue" })
sequencer("rest", { pattern = "hat*8 , ~ clap ~ clap , rim(5,16)", to = "kit" })
