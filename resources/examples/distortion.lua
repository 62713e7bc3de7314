-- The distortion: tanh is warm, fold is glassy, clip is hard. It keeps the loudness about the same.
bpm(128)
distortion("dirt", { drive = 20, shape = "fold", tone = 6000, mix = 0.8, volume = 0.9 })
synth("acid", { preset = "acid", to = "dirt" })
pattern("line", note("c2 c2 c3 c2 eb2 c2 [g2 bb2] c3"):every(4, rev):off(1/8, function(p) return p + 12 end))
sequencer("seq", { pattern = "line", to = "acid" })

-- One knob for how dirty it is: turn `value` in the Editor shell.
macro("drive", { value = 0.4 })
connect("drive", "dirt.drive", { depth = 0.5 })

-- Clipping makes a thin drum thick.
distortion("punch", { drive = 14, shape = "clip", tone = 9000, mix = 0.5 })
sampler("kit", { samples = { "kick", "hat2" }, volume = 0.5, to = "punch" })
sequencer("beat", { pattern = "kick*4 , [~ hat2]*4", to = "kit" })
