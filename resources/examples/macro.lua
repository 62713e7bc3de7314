-- The macro: one knob for many. Turn `value` in the Editor shell: darker and drier, or brighter and wetter.
bpm(122)
delay("echo", { sync = 0.75, feedback = 0.5, mix = 0.05 })
synth("stab", { preset = "stab", cutoff = 500, volume = 0.65, to = "echo" })
sequencer("line", { pattern = "[c3,g3,bb3,eb4] ~ ~ <[f3,ab3,c4] [eb3,g3,bb3]>", to = "stab" })

macro("open", { value = 0.4 })
connect("open", "stab.cutoff", { depth = 0.4 })
connect("open", "stab.decay", { depth = 0.2 })
connect("open", "echo.mix", { depth = 0.5 })

-- The same knob turns the hats up, and the kick a little down.
sampler("kick", { sample = "kick", volume = 0.6 })
sampler("hats", { sample = "hat", volume = 0.1, pan = 0.2 })
connect("open", "hats.volume", { depth = 0.3 })
connect("open", "kick.volume", { depth = -0.1 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })
sequencer("ticks", { pattern = "..x...x...x...x.", to = "hats" })
