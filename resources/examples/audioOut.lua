-- The master: everything ends here, and is heard through a limiter. Its volume is the one to turn at the end of a set.
bpm(120)
audioOut("masterAudioOut", { volume = 0.8 })

sampler("kick", { sample = "kick", volume = 0.8 })
sampler("hat", { sample = "hat", volume = 0.3, pan = 0.2 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })
sequencer("ticks", { pattern = "..x...x...x...xo", to = "hat" })

-- A fade takes a module's volume somewhere over some beats: 32 of them here, down to -30 dB.
-- Run this script again to have the pad back, or fade it in by hand: fade("pad", 8, 0).
synth("pad", { preset = "pad", volume = 1 })
sequencer("chord", { pattern = "<[c3,g3,eb4] [bb2,f3,d4]>", to = "pad" })
fade("pad", 32, -30)
