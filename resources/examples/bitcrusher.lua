-- The bit crusher: fewer bits, fewer frames a second. Here dice turn it on every beat, and a macro is left for your hand.
bpm(134)
bitcrusher("crush", { bits = 5, rate = 5000, mix = 1 })
sampler("kit", { samples = { "kick", "snare", "hat", "tom" }, volume = 0.5, to = "crush" })
sequencer("beat", { pattern = "kick [~ kick] snare <~ [tom tom]> , hat*8", to = "kit" })

-- The same seed throws the same dice. Another seed, another crunch.
random("dice", { sync = 1, seed = 3 })
connect("dice", "crush.rate", { depth = 0.3 })

-- Turn `value` up: from 5 bits towards 1. Below 2 little is left but the beat.
macro("ruin", { value = 0 })
connect("ruin", "crush.bits", { depth = -0.27 })
