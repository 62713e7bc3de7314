-- The master: everything ends here, and is heard through a limiter. Its volume is the one to turn at the end of a set.
bpm(120)
audioOut("masterAudioOut", { volume = 0.8 })

sampler("kick", { sample = "kick", volume = 0.8 })
sampler("hat", { sample = "hat", volume = 0.3, pan = 0.2 })
sequencer("beat", { pattern = "x...x...x...x...", to = "kick" })
sequencer("ticks", { pattern = "..x...x...x...xo", to = "hat" })

-- A fade takes a module's volume somewhere over some beats: here down to -30 dB, and up again, for ever.
-- Without the loop it is a move for your own hands: type  fade pad -60 in 8  in the Command shell.
synth("pad", { preset = "pad", volume = 0.7 })
sequencer("chord", { pattern = "<[c3,g3,eb4] [bb2,f3,d4]>", to = "pad" })
live_loop("tide", function()
  fade("pad", 16, -30) sleep(16)
  fade("pad", 16, -3) sleep(16)
end)
