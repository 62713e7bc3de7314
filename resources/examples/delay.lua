-- The delay: echoes in time with the tempo, that become darker as they go round.
bpm(110)
delay("echo", { sync = 0.75, feedback = 0.6, highCut = 3000, pingPong = 1, mix = 0.45 })
synth("pluck", { preset = "pluck", volume = 0.85, to = "echo" })
sequencer("line", { pattern = "c4 ~ [g4 eb4] ~ <bb4 c5> ~ ~ f4", to = "pluck" })

-- sync counts beats: 0.75 is a dotted eighth, which falls between the strokes of the kick.
sampler("kick", { sample = "kick", volume = 0.45 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })

-- With sync = 0 the time counts, in seconds: short ones colour the sound, and no longer repeat it.
delay("tube", { time = 0.012, feedback = 0.75, mix = 0.5 })
sampler("rim", { sample = "rim", volume = 0.3, pan = 0.4, to = "tube" })
sequencer("ticks", { pattern = "....x..x....x.x.", to = "rim" })
