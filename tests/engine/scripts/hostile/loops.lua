--# a loop that never sleeps -> line 1: took longer
live_loop("a", function() while true do end end)
--# a loop without a sleep -> line 1: sleep
live_loop("a", function() end)
--# a loop that catches its end -> line 1: took longer
live_loop("a", function() while true do pcall(function() while true do end end) end end)
--# a loop that catches its end by xpcall and its handler -> line 1: took longer
live_loop("a", function() while true do xpcall(function() while true do end end, function() while true do end end) end end)
--# a loop that hides in coroutines -> line 1: took longer
live_loop("a", function() coroutine.wrap(function() coroutine.wrap(function() while true do end end)() end)() end)
--# a loop that sleeps in a coroutine of its own -> contained
live_loop("a", function() coroutine.wrap(function() sleep(1) end)() sleep(1) end)
--# a loop that sleeps in a pcall -> quiet
live_loop("a", function() pcall(sleep, 1) pcall(function() sleep(1) end) end)
--# a loop that sleeps in a metamethod -> contained
live_loop("a", function() local _ = setmetatable({}, { __index = function() sleep(1) end }).x sleep(1) end)
--# a loop that sleeps in a sort, a gsub, an iterator and a close -> contained
live_loop("a", function()
  pcall(table.sort, { 3, 2, 1 }, function(a, b) sleep(1) return a < b end)
  pcall(string.gsub, "abc", ".", function() sleep(1) end)
  pcall(function() for _ in function() sleep(1) end do end end)
  pcall(function() local _ <close> = setmetatable({}, { __close = function() sleep(1) end }) end)
  sleep(1)
end)
--# a loop that sleeps for what is no time -> line 1
live_loop("a", function() for _, n in ipairs({ 0, -1, 0 / 0, 1 / 0, 1e300, "x", {}, print, true, 5000 }) do assert(not pcall(sleep, n)) end sleep() end)
--# a loop that sleeps for the smallest time -> line 1: sleep
live_loop("a", function() sleep(2 ^ -1074) end)
--# a loop that sleeps for ever shorter -> contained
local n = 1
live_loop("a", function() n = n / 2 sleep(n) end)
--# a loop that yields by itself -> line 1: coroutine
live_loop("a", function() coroutine.yield(1, 2, {}) end)
--# a loop that yields what the host understands -> contained
live_loop("a", function() coroutine.yield("wait", 1, 1) coroutine.yield(1, 0) coroutine.yield(0, 0) coroutine.yield(-1, 1) end)
--# a loop that defines loops -> line 1
live_loop("a", function() live_loop("b", function() sleep(1) end) end)
--# loops with names that are none -> quiet
for _, name in ipairs({ 1, {}, print, "", "\0", "\xff", "\n", ("x"):rep(1e6), true, 0 / 0, "../a", "on bar", "on beat" }) do pcall(live_loop, name, function() sleep(1) end) end
--# loops by the thousand -> contained
for i = 1, 5000 do live_loop("l" .. i, function() sleep(1) end) end
--# one loop over and over -> quiet
for i = 1, 1000 do live_loop("a", function() sleep(1) end) end
--# a loop of what is no function -> line 1: live_loop
live_loop("a", setmetatable({}, { __call = function() end }))
--# a loop that is one of Lua's own functions -> line 1: never sleeps
live_loop("a", print)
--# a loop that is the host's function -> line 1: sleep
live_loop("a", sleep)
--# a loop that stops itself -> quiet
live_loop("a", function() stop_loop("a") sleep(1) end)
--# a loop that hushes and panics -> contained
live_loop("a", function() hush() panic() sleep(1) end)
--# a loop that does too much at once -> line 2: sleep
synth("s")
live_loop("a", function() for _ = 1, 1e6 do trigger("s") end sleep(1) end)
--# a loop that grows -> contained
local t = {}
live_loop("a", function() for i = 1, 1e5 do t[#t + 1] = { i } end sleep(1 / 64) end)
--# a loop that errs with a table that errs -> line 1
live_loop("a", function() error(setmetatable({}, { __tostring = error, __index = error, __name = 5 })) end)
--# a loop that errs with nothing -> line 1
live_loop("a", function() error() end)
--# tasks that never end -> line 1: took longer
once(function() while true do end end)
--# tasks that begin tasks -> contained
local function again() once(again) once(again) end
once(again)
--# tasks by the million -> line 1: took longer
while true do at(1, function() end) end
--# at of beats that are none -> quiet
for _, beats in ipairs({ -1, 0 / 0, 1 / 0, "x", print, {}, { {} }, { 0 / 0 }, { a = 1 }, 1e300, true }) do pcall(at, beats, function() end) end
--# at of a list that bites -> quiet
pcall(at, setmetatable({ 1 }, { __index = function() while true do end end, __len = error, __pairs = error }), function() end)
--# clock.run of what waits by itself -> contained
clock.run(function() coroutine.yield() end)
--# clock.run with arguments that bite -> quiet
clock.run(function(...) assert(select("#", ...) == 200) end, table.unpack({}, 1, 200))
pcall(clock.run, print, table.unpack({}, 1, 250))
--# clock.cancel of what is none -> quiet
for _, id in ipairs({ 0, -1, 2 ^ 53, 0 / 0, "1", {}, print, true, 1e300, 1.5 }) do pcall(clock.cancel, id) end
--# clock.cancel of itself -> quiet
local id
id = clock.run(function() clock.cancel(id) clock.sleep(1) end)
--# clock.sync to what is no beat -> line 1
clock.run(function() for _, n in ipairs({ 0, -1, 0 / 0, 1 / 0, {}, "x" }) do assert(not pcall(clock.sync, n)) end clock.sync(1, 0 / 0) end)
--# clock with another receiver -> quiet
for _, f in pairs(clock) do pcall(f, {}, 1) pcall(f, setmetatable({}, { __index = clock }), 1) pcall(f, _G) end
--# a cue that carries what cannot cross -> quiet
local circle = {} circle[1] = circle
for _, value in ipairs({ print, circle, synth("s"), { synth("s") }, "\xff", ("x"):rep(1e6), { [{}] = 1 }, coroutine.create(print), 0 / 0, -1 / 0, { ["\0handle"] = "module\0s" }, { ["\0function"] = 1 } }) do pcall(cue, "c", value) end
--# a cue that wakes the loop that gives it -> contained
live_loop("a", function() cue("c") sync("c") end)
--# two loops that wake each other at the same beat -> contained
live_loop("a", function() sync("p") cue("q") end)
live_loop("b", function() cue("p") sync("q") end)
--# cues by the million -> line 1
live_loop("a", function() while true do cue("c", { 1, 2, 3 }) end end)
--# tasks and handlers that are functions of the house -> line 1
once(sleep) clock.run(sync) on("my", error)
--# sync to what is no name -> line 1: sync
live_loop("a", function() for _, what in ipairs({ "", {}, print, true, "bars(0)", "bars(x)", "bars(" .. ("9"):rep(500) .. ")", ("x"):rep(1e5) }) do pcall(sync, what) end sync() end)
--# swap with what is no grid -> quiet
for _, at in ipairs({ "", "bars(0)", "bars(-1)", "bars(1e9)", "bars(" .. ("9"):rep(1e4) .. ")", {}, print, 0 / 0, "\0" }) do pcall(swap, { at = at }) pcall(swap, at) pcall(exec, "run kick " .. tostring(at)) end
--# sleep, sync and wait outside of any loop -> line 1
pcall(sleep, 1) pcall(sync, "bar") pcall(wait, 1) pcall(clock.sleep, 1) sleep(1)
--# a tempo and a place that are none -> quiet
for _, n in ipairs({ 0, -1, 0 / 0, 1 / 0, -1 / 0, 1e300, "x", {}, print, true, 2 ^ 63 }) do pcall(bpm, n) pcall(seek, n) pcall(signature, n) pcall(clock.setBPM, clock, n) end
