-- The filter: five modes of two kinds. Here a ladder is swept over drums and a chord.
bpm(124)
filter("sweep", { mode = "low", model = "ladder", cutoff = 1100, resonance = 0.55, drive = 6 })
sampler("kit", { samples = { "kick", "clap", "hat" }, volume = 0.33, to = "sweep" })
synth("stack", { preset = "strings", volume = 0.24, to = "sweep" })
sequencer("beat", { pattern = "kick*4 , ~ clap ~ clap , hat*8", to = "kit" })
sequencer("chord", { pattern = "<[c3,eb3,g3,bb3] [ab2,c3,eb3,g3]>", to = "stack" })
lfo("slow", { sync = 8, shape = "sine" })
connect("slow", "sweep.cutoff", { depth = 0.3 })

-- Another mode: a band that lets through only what is around its cutoff.
filter("radio", { mode = "band", cutoff = 1800, resonance = 0.5 })
sampler("vox", { sample = "vox", volume = 0.5, pan = 0.4, to = "radio" })
sequencer("call", { pattern = "<vox*3 ~>", to = "vox" })
