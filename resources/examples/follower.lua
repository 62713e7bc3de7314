-- The follower: listens to one sound, and moves a parameter of another. Louder drums, brighter drone.
bpm(116)
sampler("kit", { samples = { "kick", "snare", "tom" }, volume = 0.5 })
sequencer("beat", { pattern = "kick [~ kick] snare [tom*2 ~]", to = "kit" })

-- It has no sound of its own: the kit is heard as well, through the master.
follower("ears", { gain = 12, attack = 0.002, release = 0.2 })
connect("kit", "ears")

synth("drone", { preset = "reese", cutoff = 250, volume = 0.5 })
sequencer("hold", { pattern = "<[c2,g2] [bb1,f2]>", to = "drone" })
connect("ears", "drone.cutoff", { depth = 0.4 })

-- With a depth below 0 it makes room instead: the bell steps back when the drums are loud.
synth("bell", { preset = "bell", volume = 0.35, pan = 0.3 })
sequencer("ring", { pattern = "[c5 ~ g5 <eb5 d5>]*2", to = "bell" })
connect("ears", "bell.volume", { depth = -0.15 })
