-- The spectrogram keeps what it needs to show which frequencies sound. masterSpectrogram watches the master.
bpm(100)
spectrogram("lines", { fftSize = "4096", scale = "log" })
synth("sweep", { preset = "sweep", volume = 0.7 })
connect("sweep", "lines")
connect("sweep", "masterAudioOut")
sequencer("rise", { pattern = "<c3 g3>", to = "sweep" })

-- A bell is a row of lines that fade one by one: a wider transform tells them apart.
spectrogram("partials", { fftSize = "8192", window = "blackman", lowest = -100 })
synth("bell", { preset = "bell", volume = 0.4 })
connect("bell", "partials")
connect("bell", "masterAudioOut")
sequencer("ring", { pattern = "<c4 eb4> ~ g4 ~", to = "bell" })
