--# print of what never becomes a text -> line 1: took longer
print(setmetatable({}, { __tostring = function() while true do end end }))
--# print of what errs as it becomes a text -> line 1: no text
print(setmetatable({}, { __tostring = function() error("no text") end }))
--# print of what becomes no text -> line 1: __tostring
print(setmetatable({}, { __tostring = function() return {} end }))
--# print of what becomes a bomb -> quiet
print(setmetatable({}, { __tostring = function() return ("x"):rep(1 << 20) end }), ("\0"):rep(1 << 20), "\xff\xfe\27[2J\r\n")
--# print of a name that bites -> quiet
pcall(print, setmetatable({}, { __name = setmetatable({}, { __tostring = error }) }))
pcall(print, setmetatable({}, { __name = ("x"):rep(1 << 20) }))
--# print without end -> line 1: took longer
while true do print("flood") end
--# print of everything at once -> contained
print(table.unpack({}, 1, 200)) print(table.unpack({}, 1, 250))
for _, value in pairs(_G) do print(value, engine, shared, gameState, state, null, $modules) end
--# log with levels that are none -> contained
for _, level in ipairs({ 1, {}, print, "", "\0", "critical", ("x"):rep(1e6), true, 0 / 0, setmetatable({}, { __tostring = function() while true do end end }) }) do pcall(log, level, "x") end
assert(not pcall(log))
--# log of what never becomes a text -> line 1: took longer
log("warn", setmetatable({}, { __tostring = function() while true do end end }))
--# log of what errs as it becomes a text -> line 1: no text
log("warn", setmetatable({}, { __tostring = function() error("no text") end }))
--# log without end -> line 1: took longer
while true do log("error", ("x"):rep(1000)) end
--# shared of what is no data -> contained
local circle = {} circle[1] = circle
local deep = {} for _ = 1, 1000 do deep = { deep } end
for _, value in ipairs({ print, circle, deep, coroutine.create(print), "\xff", 0 / 0, 1 / 0, { [{}] = 1 }, { [1.5] = 1 }, { [print] = 1 }, synth("s"), ("x"):rep(8 << 20), { ["\0handle"] = "shared\0" }, { ["\0function"] = 1 }, setmetatable({}, { __pairs = function() while true do end end }), setmetatable({}, { __index = error, __len = error }) }) do
  local ok, why = pcall(function() shared.x = value end)
  assert(ok or type(why) == "string")
end
--# shared under keys that are none -> contained
for _, key in ipairs({ 0, -1, 1.5, 0 / 1, 2 ^ 53, true, print, {}, "", "\0", "\1", "\xff", ("k"):rep(1e6), "a\0b", "__index", "\0handle" }) do
  pcall(function() shared[key] = 1 end) pcall(function() return shared[key] end) pcall(function() shared[key] = nil end)
end
pcall(function() shared[nil] = 1 end) pcall(function() shared[0 / 0] = 1 end)
--# shared in a path without end -> quiet
shared.a = { b = { c = 1 } }
local view = shared.a for _ = 1, 200 do view = view and view.b or shared.a end
for _ = 1, 100 do pcall(function() shared.a.b = shared.a end) end
--# shared that holds itself -> quiet
shared.a = { 1 } pcall(function() shared.a.a = shared.a end) pcall(function() shared.all = shared end) pcall(function() shared.a = gameState end)
--# shared filled without end -> contained
local i = 0 while true do i = i + 1 shared["k" .. i] = ("x"):rep(10000) end
--# shared's metatable in the hands of a script -> quiet
for _, t in ipairs({ shared, gameState, gameState.modules, $clock }) do
  assert(getmetatable(t) == false) assert(not pcall(setmetatable, t, {}))
  pcall(rawset, t, "x", 1) pcall(rawset, t, "\0handle", "shared\0") pcall(rawget, t, "\0handle") pcall(next, t)
  pcall(table.insert, t, 1) pcall(table.sort, t) pcall(table.move, t, 1, 1e6, 2) pcall(table.concat, t) pcall(table.unpack, t)
  pcall(string.format, "%s", t) pcall(ipairs, t) pcall(function() for _ in pairs(t) do end end) pcall(function() return #t .. t + t end)
end
--# shared replaced by what bites -> quiet
shared = setmetatable({}, { __index = function() while true do end end }) shared = nil
gameState, state, engine, clock, null, log, emit, on, exec, require, print = nil
--# gameState written to -> line 1: gameState
gameState.bpm = 4
--# the session by a dollar, written to and deep -> contained
pcall(function() $bpm = 4 end) pcall(function() $modules.kick.volume = 4 end)
print($modules.nobody, pcall(function() return $modules.nobody.volume end))
--# a dollar in a text, in a comment and in a long text -> quiet
assert(#"$modules cost $5 wait(1)" == 24 and [[$x]] == "$" .. "x") -- $nothing
--# a dollar before nothing -> line 1
return $
--# a dollar before what is no name -> line 1
return $5 + $end
--# gameState read without end -> line 1: took longer
while true do local _ = gameState.modules, gameState.clock.bpm, #gameState.patterns, tostring(gameState) end
--# gameState gone through with keys that are none -> contained
for _, key in ipairs({ 0, -1, 1.5, 2 ^ 63, true, print, {}, "", "\0", "\1", "\xff", ("k"):rep(1e6), "modules\0kick", "__class__" }) do
  pcall(function() return gameState[key] end) pcall(function() return gameState.modules[key] end) pcall(next, gameState, key)
end
--# state filled with what cannot be kept -> contained
state.f, state.co, state.me, state.deep = print, coroutine.create(print), state, {}
local t = state.deep for _ = 1, 2000 do t.t = {} t = t.t end
--# state that bites when it is looked at -> quiet
state = setmetatable({}, { __pairs = function() while true do end end, __index = error, __len = error, __tostring = error })
--# state filled to the brim -> contained
for i = 1, 1e7 do state[i] = ("x"):rep(1000) .. i end
--# state_of what is nobody -> contained
for _, name in ipairs({ 1, {}, print, "", "\0", "\xff", ("x"):rep(1e6), true, 0 / 0, "masterAudioOut.volume" }) do pcall(state_of, name) end
--# handles in the hands of a script -> quiet
local s = synth("s")
assert(getmetatable(s) == false and not pcall(setmetatable, s, {}))
for _, key in ipairs({ "\0handle", 1, "set", "__index", print, {} }) do pcall(rawset, s, key, print) pcall(function() s[key] = 1 end) pcall(function() return s[key] end) end
for _, f in pairs(table) do pcall(f, s, 1, 2, 3) end
--# a method given another receiver -> quiet
local s = synth("s")
local set = s.set
for _, who in ipairs({ 1, "s", {}, print, engine, clock, shared, pattern("p", "x..."), setmetatable({}, { __index = s }), { ["\0handle"] = "module\0s" } }) do pcall(set, who, "cutoff", 500) end
pcall(set)
--# a forged handle -> quiet
for _, tag in ipairs({ "module\0s", "module\0", "engine\0x", "expression\0{}", "shared\0a", "nothing\0x", "\0", "", "module", ("x"):rep(1e6) }) do
  local forged = { ["\0handle"] = tag }
  pcall(trigger, forged) pcall(connect, forged, forged) pcall(setParam, forged, "cutoff", 1) pcall(remove, forged) pcall(state_of, forged) pcall(pattern, "p", forged) pcall(print, forged) pcall(log, "info", forged) pcall(emit, "mine", forged)
end
--# engine objects and their metatables -> quiet
local objects = { engine }
for _, name in ipairs({ "getClock", "getModuleRegistry", "getConnectionManager", "getParameterRouter", "getPatternRuntime" }) do objects[#objects + 1] = engine[name](engine) end
for _, o in ipairs(objects) do
  pcall(getmetatable, o) pcall(setmetatable, o, { __index = error }) pcall(rawset, o, "x", 1) pcall(function() o.x = 1 end) pcall(function() return o.__class__, o.__globals__, o[1], o[o] end) pcall(print, o) pcall(o) pcall(function() return o + 1 end)
  pcall(function() for k, f in pairs(o) do pcall(f) pcall(f, o) pcall(f, o, o) pcall(f, nil, {}, print) pcall(f, o, "\0", 0 / 0) end end)
end
--# engine objects reached by Python's names -> quiet
for _, name in ipairs({ "__class__", "__dict__", "__globals__", "__init__", "__subclasses__", "__code__", "__self__", "__func__", "mro", "_lua", "python" }) do
  for _, o in ipairs({ engine, clock, shared, gameState, synth("s"), state, null, pattern("p", "x...") or 0 }) do local ok, found = pcall(function() return o[name] end) assert(not ok or found == nil or type(found) ~= "userdata", name) end
end
assert(python == nil and lupa == nil)
--# every function of the house with every odd value -> contained
local odd = { 0 / 0, 1 / 0, -1, 2 ^ 63, "", "\0", "\xff", ("x"):rep(1e5), {}, { {} }, { [1] = 1, x = 2 }, print, true, coroutine.create(print), setmetatable({}, { __index = error, __len = error, __tostring = error, __call = error }) }
local never = { panic = true, hush = true, live_loop = true, loop = true, pcall = true }
for name, f in pairs(_G) do
  if type(f) == "function" and not never[name] then
    pcall(f)
    for _, value in ipairs(odd) do
      local ok, why = pcall(f, value) assert(ok or why ~= nil) pcall(f, value, value) pcall(f, "s", value, value) pcall(f, value, "x", {}, function() end)
    end
  end
end
--# every function is Lua's, none the host's -> quiet
for _, t in ipairs({ _G, engine, clock, string, table, math }) do
  for _, f in pairs(t) do assert(type(f) ~= "userdata") end
end
--# numbers with names in parameters -> quiet
local s = synth("s")
for _, n in ipairs({ 0 / 0, 1 / 0, -1 / 0, 2 ^ 1023, -0.0, 2 ^ 63, math.mininteger, "0x", "1e400", {}, print, true }) do pcall(s.set, s, "cutoff", n) pcall(setParam, "s.cutoff", n) pcall(s.trigger, s, { note = n, velocity = n, length = n }) pcall(fade, "s", n, n) end
--# a name of everything that is a bomb -> contained
for _, f in ipairs({ synth, sampler, sequencer, pattern, chain, connect, module, mixer, remove, mute, solo }) do pcall(f, ("x"):rep(4 << 20), ("y"):rep(4 << 20)) pcall(f, "\0") pcall(f, "a/../b") pcall(f, "\n") end
--# modules by the hundred thousand -> line 1: took longer
for i = 1, 1e5 do synth("s" .. i) end
--# an option table that holds itself -> line 3: options
local t = {} t.t = t t[1] = t
for _, f in ipairs({ synth, sampler, sequencer, mixer, step, chain, trigger }) do pcall(f, "x", t) pcall(f, "x", 1, t) end
synth("x", t)
