-- The equaliser: two shelves and two bells. Less mud, more air; bypass = true tells how much.
bpm(100)
eq("tone", {
  lowGain = -4, lowFrequency = 150,
  mid1Frequency = 380, mid1Gain = -7, mid1Q = 1.4,
  mid2Frequency = 2800, mid2Gain = 3,
  highFrequency = 7000, highGain = 6,
})
sampler("vox", { sample = "vox", volume = 0.5, pan = -0.2, to = "tone" })
synth("keys", { preset = "keys", volume = 0.6, pan = 0.2, to = "tone" })
sequencer("voice", { pattern = "~ vox ~ [vox ~ vox:64]", to = "vox" })
pattern("walk", mini("<Dm7 G7 Cmaj7 A7>"):chord():arp("0 2 1 3 2 1"):note())
sequencer("arp", { pattern = "walk", to = "keys" })

-- A narrow bell that wanders is a telephone, a wah, or a whistle.
lfo("wander", { sync = 16 })
connect("wander", "tone.mid2Frequency", { depth = 0.15 })
