-- The envelope: started by notes, it moves what you like. Here the kick's notes open a filter over strings.
bpm(120)
filter("gate", { cutoff = 250, resonance = 0.3 })
synth("strings", { preset = "strings", volume = 0.45, to = "gate" })
sequencer("hold", { pattern = "<[c3,g3,eb4] [ab2,eb3,c4]>", to = "strings" })

-- A sequencer can play several modules: this one a drum, and the envelope.
sampler("kick", { sample = "kick", volume = 0.6 })
envelope("pluck", { attack = 0.005, decay = 0.25, sustain = 0, release = 0.1 })
connect("pluck", "gate.cutoff", { depth = 0.45 })
sequencer("beat", { pattern = "x..x..x.x..x.x..", to = { "kick", "pluck" } })

-- A slow one moves where the strings stand, once in four bars.
envelope("walk", { attack = 6, decay = 1, sustain = 0, release = 1 })
connect("walk", "gate.pan", { depth = 0.3 })
sequencer("step", { pattern = "<c3 ~ ~ ~>", to = "walk" })
