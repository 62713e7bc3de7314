-- The random source: a new value in time, or with each note; smooth where it is asked to be. The same seed, the same dice.
bpm(108)
synth("pluck", { preset = "pluck", volume = 0.9 })
pattern("dots", n(irand(8):segment(8)):scale("c4:dorian"):degradeBy(0.2))
sequencer("play", { pattern = "dots", to = "pluck" })

-- With each note another place; over the bars another brightness, gliding.
random("place", { clock = "notes", seed = 11 })
connect("play", "place")
connect("place", "pluck.pan", { depth = 0.4 })
random("drift", { sync = 4, smooth = 1, seed = 5 })
connect("drift", "pluck.cutoff", { depth = 0.2 })

-- Once a bar a low drum at a speed that nobody knows.
sampler("tom", { sample = "tom", volume = 0.45 })
sequencer("low", { pattern = "x.....x.........", to = "tom" })
random("bend", { sync = 4, seed = 2 })
connect("bend", "tom.speed", { depth = 0.02 })
