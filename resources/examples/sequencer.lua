-- The sequencer: step strings, single steps with more to say, mini-notation, and chains of patterns.
bpm(122)
local levels = { kick = 0.6, snare = 0.4, hat = 0.4 }
for name, level in pairs(levels) do sampler(name, { sample = name, volume = level }) end

-- A step string: X accent, x hit, o soft, . rest.
sequencer("k", { pattern = "x...x...x...x...", to = "kick" })

-- Steps can be likely, and come round every so often.
pattern("ghost", "....X.......X..o")
step("ghost", 8, { velocity = 0.3, chance = 40 })
step("ghost", 16, { velocity = 0.5, ratio = "2:2" })
sequencer("s", { pattern = "ghost", to = "snare" })

-- Three steps against the beat, and a swing for what is in between.
pattern("threes", "x.o", { rate = 3 })
pattern("even", "x.xox.xo", { rate = 2 })
chain("hats", { { "even", 3 }, "threes" })
sequencer("h", { pattern = "even", chain = "hats", swing = 25, to = "hat" })

-- Mini-notation: < > takes turns, ( , ) spreads strokes evenly, ? leaves some out.
synth("bass", { preset = "bass", volume = 0.65 })
sequencer("line", { pattern = "<c2 c2 eb2 bb1>(5,16) , [~ c3?]*4", gate = 70, to = "bass" })
