-- The reverb: a room from small to endless. An LFO opens it and closes it again.
bpm(90)
reverb("hall", { size = 0.8, decay = 4, damping = 0.3, mix = 0.35 })
sampler("rim", { sample = "rim", volume = 0.35, to = "hall" })
synth("bell", { preset = "bell", volume = 0.25, to = "hall" })
sequencer("r", { pattern = "rim(3,8) ~", to = "rim" })
sequencer("b", { pattern = "<g4 c5 eb5 d5>(3,8,2)", to = "bell" })
lfo("breath", { sync = 16, shape = "triangle" })
connect("breath", "hall.mix", { depth = 0.25 })

-- A small, dull one is a closet: it gives a dry drum a place.
reverb("closet", { size = 0.1, decay = 0.4, damping = 0.8, predelay = 0.005, mix = 0.4 })
sampler("kick", { sample = "kick2", volume = 0.38, to = "closet" })
sequencer("k", { pattern = "x.......x.x.....", to = "kick" })
