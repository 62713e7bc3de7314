-- The oscilloscope watches what its cables bring. The system's own, masterOscilloscope, watches the master.
bpm(100)
oscilloscope("wave", { scale = 1 })
synth("tone", { wave = "sine", wave2 = "sine", level2 = 0.5, transpose2 = 7, volume = 0.45 })
connect("tone", "wave")
connect("tone", "masterAudioOut")
sequencer("line", { pattern = "<c3 f3> g3 [eb3 g3] c4", to = "tone" })

-- With xy it draws left against right. A narrow sound is a line, a wide one a cloud.
oscilloscope("shape", { xy = true })
synth("cloud", { preset = "pad", volume = 0.5 })
connect("cloud", "shape")
connect("cloud", "masterAudioOut")
sequencer("drift", { pattern = "<[c3,g3] [f3,c4]>", to = "cloud" })
