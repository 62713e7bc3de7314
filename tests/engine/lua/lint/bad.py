"""Snippets with something in them that is certainly not meant: kind, line, mode, text."""

from __future__ import annotations

from typing import NamedTuple


class Bad(NamedTuple):
    """A snippet, and what is to be found in it, and nothing else."""

    kind: str
    line: int
    text: str
    mode: str = "live"


BAD = (
    # a global that nobody sets
    Bad("undefined", 1, 'samplr("kick")'),
    Bad("undefined", 2, 'sampler("kick")\ntriger("kick")'),
    Bad("undefined", 1, "bpm(tempo)"),
    Bad("undefined", 2, "local root = 48\nprint(rot + root)"),
    Bad("undefined", 1, 'live_lop("a", function() sleep(1) end)'),
    Bad("undefined", 2, 'live_loop("a", function()\n  slep(1)\n  sleep(1)\nend)'),
    Bad("undefined", 1, 'print("c" .. octave)'),
    Bad("undefined", 1, "print(kick.volume)"),
    Bad("undefined", 1, "kick:trigger{}"),
    Bad("undefined", 1, 'trigger(kick, { note = "c4" })'),
    Bad("undefined", 1, "print(unpack({ 1, 2 }))"),
    Bad("undefined", 1, 'loadstring("return 1")()'),
    Bad("undefined", 1, "promise.resolve(1):and_then(print)"),
    Bad("undefined", 3, "do\n  local inner = 1 print(inner)\nend print(inner)"),
    Bad("undefined", 1, "for i = 1, count do print(i) end"),
    Bad("undefined", 2, "local t = { 1 }\nprint(t[index])"),
    Bad("undefined", 1, "print({ volume = loud })"),
    Bad("undefined", 1, "print({ [key] = 1 })"),
    Bad("undefined", 1, "local f = function() return missing end f()"),
    Bad("undefined", 1, "print(-depth)"),
    Bad("undefined", 1, "print(#list)"),
    Bad("undefined", 4, "local function f(a)\n  return a\nend\nprint(f(a))"),
    Bad("undefined", 2, "repeat local done = true until done\nprint(done)"),
    Bad("undefined", 1, 'synth("bass", { cutoff = brightness * 1000 })'),
    Bad("undefined", 1, "x = y"),
    Bad("undefined", 1, "print($bpm, mood) -- the session, and nothing"),
    Bad("undefined", 2, "goto on\n::on:: print(on_time)"),
    Bad("undefined", 1, "Sampler('kick')"),
    Bad("undefined", 1, "math.random(n_steps)"),
    Bad("undefined", 2, 'local ring = require "ring"\nprint(rng, ring)'),
    Bad("undefined", 2, 'local kick = sampler("kick")\nkick:triger{}'),
    Bad("undefined", 1, 'synth("bass"):fadeOut(4)'),
    # what the level does not have
    Bad("absent", 1, 'print(io.open("notes.txt"))'),
    Bad("absent", 1, 'os.execute("ls")'),
    Bad("absent", 1, 'dofile("song.lua")'),
    Bad("absent", 1, 'loadfile("song.lua")'),
    Bad("absent", 2, "local t = {}\ndebug.sethook(t)"),
    Bad("absent", 1, "print(debug.getupvalue(print, 1))"),
    Bad("absent", 1, 'local p = io.popen("ls") p:close()'),
    Bad("absent", 1, "os.exit()"),
    Bad("absent", 1, 'os.remove("song.lua")'),
    Bad("absent", 1, 'os.rename("a", "b")'),
    Bad("absent", 1, "string.dump(print)"),
    Bad("absent", 1, 'for line in io.lines("a.txt") do print(line) end'),
    Bad("absent", 1, 'package.loadlib("x", "y")'),
    Bad("absent", 1, 'warn("late")'),
    Bad("absent", 3, "local function save()\n  -- to a file\n  io.output(1)\nend\nsave()"),
    # words that lose their meaning
    Bad("overwritten", 1, "step = 4"),
    Bad("overwritten", 2, "local a = 1\nn = a"),
    Bad("overwritten", 1, "function note(x) return x end"),
    Bad("overwritten", 1, "print = 5"),
    Bad("overwritten", 1, "math = {}"),
    Bad("overwritten", 2, 'live_loop("a", function()\n  speed = 2\n  sleep(1)\nend)'),
    Bad("overwritten", 1, "bar, mine = 1, 2"),
    Bad("overwritten", 1, "length = 16"),
    Bad("overwritten", 1, "function run() end"),
    Bad("overwritten", 1, "null = false"),
    # never read
    Bad("unused", 1, "local tempo = 120"),
    Bad("unused", 2, "print(1)\nlocal notes = { 1, 2 }"),
    Bad("unused", 1, "local function fill() return 1 end"),
    Bad("unused", 2, "local a = 1\ndo local a = 2 end\nprint(a)"),
    Bad("unused", 1, "for turn = 1, 4 do print() end"),
    Bad("unused", 1, "for _, item in ipairs{ 1 } do print() end"),
    Bad("unused", 1, "local set_only\nset_only = 5"),
    Bad("unused", 1, "local a <const> = 5"),
    Bad("unused", 2, "local function f()\n  local inner = {}\nend\nf()"),
    Bad("unused", 1, "local a, b = 1, 2 print(a) local c = 3"),
    # no time passes
    Bad("no-time", 1, 'live_loop("a", function() end)'),
    Bad("no-time", 2, 'local kick = sampler("kick")\nlive_loop("a", function() kick:trigger{} end)'),
    Bad("no-time", 1, 'live_loop("a", function() trigger("kick") print(beat()) end)'),
    Bad("no-time", 1, 'live_loop("a", function() for i = 1, 4 do trigger("k", { note = i }) end end)'),
    Bad("no-time", 1, 'live_loop("a", function() for _, x in ipairs{ 1 } do print(x) end end)'),
    Bad("no-time", 1, 'live_loop("a", function() if rand() > 0.5 then cue("x") end end)'),
    Bad("no-time", 1, "while true do print(1) end"),
    Bad("no-time", 1, 'loop("a", function() print(1) end)'),
    Bad("no-time", 2, "local function f()\n  while true do state.n = 1 end\nend\nf()"),
    Bad("no-time", 1, 'live_loop("a", function() local x = "sleep(1)" print(x) end)'),
    Bad("no-time", 1, 'live_loop("a", function() print(1) -- sleep(1)\nend)'),
    # the other mode's words
    Bad("wrong-mode", 1, "wait(1)"),
    Bad("wrong-mode", 1, 'live_loop("a", function() wait(0.5) end)'),
    Bad("wrong-mode", 1, "sleep(1)", "repeat"),
    Bad("wrong-mode", 2, 'print(1)\nlive_loop("a", function() print() end) wait(1)', "repeat"),
    Bad("wrong-mode", 1, "once(function() print() end)", "repeat"),
    Bad("wrong-mode", 1, 'sync("bar")', "repeat"),
    Bad("wrong-mode", 1, "clock.sleep(1)", "repeat"),
    Bad("wrong-mode", 1, "at(4, function() print() end)", "repeat"),
    # waits where nothing can
    Bad("wrong-place", 1, "sleep(1)"),
    Bad("wrong-place", 2, 'trigger("kick")\nsync("bar")'),
    Bad("wrong-place", 1, "for _ = 1, 4 do clock.sleep(1) end"),
    Bad("wrong-place", 1, "if beat() > 4 then clock.sync(4) end"),
    # never reached
    Bad("unreachable", 1, "for i = 1, 4 do print(i) break print(2) end"),
    Bad("unreachable", 3, "local function f()\n  error('no')\n  print(1)\nend\nf()"),
    Bad("unreachable", 3, "local function f(x)\n  if x then return 1 else return 2 end\n  print(x)\nend\nf()"),
    Bad("unreachable", 2, "local function f() while true do f() end\nprint(1) end f()"),
    Bad("unreachable", 1, "while beat() > 1 do goto off print(1) end ::off::"),
    # always so
    Bad("constant", 1, 'local k = "a" if k == "a" or "b" then print(k) end'),
    Bad("constant", 1, 'if type(1) == "int" then print(1) end'),
    Bad("constant", 1, "if not bpm() == 120 then print(1) end"),
    Bad("constant", 1, "local t = {} if not t == nil then print(t) end"),
    Bad("constant", 1, "local x = 1 print(x < x)"),
    Bad("constant", 1, "for i = 10, 1 do print(i) end"),
    Bad("constant", 1, "for i = 1, 10, -1 do print(i) end"),
    Bad("constant", 1, "for i = 1, 10, 0 do print(i) end"),
    Bad("constant", 1, 'print(type(1) ~= "integer")'),
    # its own value, and twice the same
    Bad("self-assignment", 1, "local x = 1 x = x print(x)"),
    Bad("self-assignment", 2, "root = 48\nroot = root"),
    Bad("repeated", 1, "print({ volume = 1, pan = 0, volume = 0.5 })"),
    Bad("repeated", 2, 'synth("bass", {\n  cutoff = 1, ["cutoff"] = 2 })'),
    Bad("repeated", 1, "print({ [1] = 1, [1] = 2 })"),
    Bad("repeated", 1, "local function f(a, a) return a end f()"),
    Bad("repeated", 2, 'live_loop("a", function() sleep(1) end)\nlive_loop("a", function() sleep(2) end)'),
)
