-- The limiter: drives a sound against a ceiling that it never passes. More drive is denser, not higher.
bpm(120)
limiter("wall", { drive = 9, ceiling = -6, release = 0.08 })
mixer("bus", { volume = 0.7, to = "wall" })
sampler("kit", { samples = { "kick", "snare", "crash", "hat" }, volume = 0.7, to = "bus" })
synth("bass", { preset = "bass", volume = 0.6, to = "bus" })
sequencer("beat", { pattern = "kick(5,16) , ~ snare ~ snare , hat*16 , <crash ~ ~ ~>", to = "kit" })
sequencer("low", { pattern = "<c2 eb2>(5,16)", to = "bass" })

-- A longer release pumps: everything ducks for a moment after each kick. Turn the macro.
macro("pump", { value = 0 })
connect("pump", "wall.release", { depth = 0.5 })
