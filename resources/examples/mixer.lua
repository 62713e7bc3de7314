-- The mixer: eight channels with level, pan, mute and solo, and two sends that lead to effects.
bpm(118)
reverb("hall", { decay = 3, mix = 1 })
delay("echo", { sync = 0.75, feedback = 0.45, mix = 1, pingPong = 1 })
mixer("desk", { volume = 0.8, sendA = "hall", sendB = "echo" })

sampler("kick", { sample = "kick", to = "desk" })
sampler("clap", { sample = "clap", to = "desk" })
synth("stab", { preset = "stab", volume = 0.8, to = "desk" })

-- Channels are counted in the order in which they are plugged in.
setParam("desk", "volume1", 0.65)
setParam("desk", "volume2", 0.4)
setParam("desk", "sendA2", 0.6)
setParam("desk", "pan3", -0.3)
setParam("desk", "sendB3", 0.8)

sequencer("k", { pattern = "x...x...x...x...", to = "kick" })
sequencer("c", { pattern = "....x.......x...", to = "clap" })
sequencer("st", { pattern = "[c4,eb4,g4] ~ ~ [bb3,d4,f4]", to = "stab" })
