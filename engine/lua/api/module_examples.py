"""An example of each built-in module type: Lua that runs on an empty session, for help. Nothing here does anything."""

from __future__ import annotations

_SYNTH = 'synth("bass", { wave = "saw", cutoff = 900 }) '

EXAMPLES = {
    "sampler": 'sampler("kick", { sample = "kick", volume = 0.9 })',
    "synth": 'synth("bass", { wave = "saw", cutoff = 900, attack = 0.005 })',
    "sequencer": 'sampler("kick", { sample = "kick" }) sequencer("beat", { pattern = "x...x...", to = "kick" })',
    "mixer": 'mixer("drums", { volume = 0.8 }) sampler("kick", { sample = "kick", to = "drums" })',
    "audioOut": 'audioOut("masterAudioOut", { volume = 0.8 })',
    "delay": 'delay("echo", { sync = 0.75, feedback = 0.4, mix = 0.3 }) ' + _SYNTH + 'connect("bass", "echo")',
    "reverb": 'reverb("hall", { decay = 2.5, mix = 0.3 }) ' + _SYNTH + 'connect("bass", "hall")',
    "filter": 'filter("sweep", { cutoff = 800, resonance = 0.5 }) ' + _SYNTH + 'connect("bass", "sweep")',
    "distortion": 'distortion("dirt", { drive = 18 }) ' + _SYNTH + 'connect("bass", "dirt")',
    "chorus": 'chorus("wide", { depth = 0.5, mix = 0.5 }) ' + _SYNTH + 'connect("bass", "wide")',
    "compressor": 'compressor("glue", { threshold = -18, ratio = 4 }) ' + _SYNTH + 'connect("bass", "glue")',
    "eq": 'eq("tone", { lowGain = 3, highGain = -2 }) ' + _SYNTH + 'connect("bass", "tone")',
    "bitcrusher": 'bitcrusher("crush", { bits = 8 }) ' + _SYNTH + 'connect("bass", "crush")',
    "limiter": 'limiter("wall", { ceiling = -1 }) ' + _SYNTH + 'connect("bass", "wall")',
    "lfo": 'lfo("wobble", { sync = 4 }) ' + _SYNTH + 'connect("wobble", "bass.cutoff", { depth = 0.3 })',
    "follower": 'follower("ears") sampler("kick", { sample = "kick" }) connect("kick", "ears") '
    + _SYNTH
    + 'connect("ears", "bass.volume", { depth = -0.5 })',
    "random": 'random("dice", { sync = 1 }) ' + _SYNTH + 'connect("dice", "bass.pan", { depth = 0.5 })',
    "macro": 'macro("dark", { value = 0.2 }) ' + _SYNTH + 'connect("dark", "bass.cutoff", { depth = -0.5 })',
    "envelope": 'envelope("swell", { attack = 2 }) ' + _SYNTH + 'connect("swell", "bass.cutoff", { depth = 0.4 })',
    "oscilloscope": 'oscilloscope("wave") ' + _SYNTH + 'connect("bass", "wave")',
    "spectrogram": 'spectrogram("lines") ' + _SYNTH + 'connect("bass", "lines")',
}
