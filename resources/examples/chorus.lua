-- The chorus: a few voices that drift, and make one sound wide. Listen with headphones, and try bypass = true.
bpm(96)
chorus("wide", { rate = 0.5, depth = 0.5, voices = 4, width = 1, mix = 0.6 })
synth("organ", { preset = "organ", volume = 0.27, to = "wide" })
sequencer("chords", { pattern = "<[d3,a3,f4] [c3,g3,e4] [bb2,f3,d4] [a2,e3,c#4]>", to = "organ" })

-- What does not go through it stays in the middle.
sampler("shaker", { sample = "shaker", volume = 0.4 })
sampler("kick", { sample = "kick2", volume = 0.42 })
sequencer("sh", { pattern = "xoxoxoxoxoxoxoxo", to = "shaker" })
sequencer("k", { pattern = "x.....x...x.....", to = "kick" })
