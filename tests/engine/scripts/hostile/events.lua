--# a handler that never returns -> line 1: took longer
on("my", function() while true do end end)
--# a handler that never returns and catches its end -> line 1: took longer
on("my", function() while true do pcall(function() while true do end end) end end)
--# a handler that calls its own event without end -> contained
on("my", function() emit("my") end)
emit("my")
--# handlers that call each other without end -> contained
on("my", function() emit("other") end)
on("other", function() emit("my") end)
emit("my")
--# a handler that registers handlers -> line 1: a handler belongs to a script
on("my", function() on("my", function() end) end)
--# a handler that takes itself off while it is called -> quiet
local id
id = on("my", function() off(id) pcall(off, "my") pcall(off, id) end)
--# a handler that errors with a table -> line 1
on("my", function() error({ code = 1, __tostring = print }) end)
--# a handler that errors with nil -> line 1
on("my", function() error(nil) end)
--# a handler that errors with what errors as text -> line 1
on("my", function() error(setmetatable({}, { __tostring = function() error("again") end })) end)
--# a handler that errors with what never becomes a text -> line 2
on("my", function()
  error(setmetatable({}, { __tostring = function() while true do end end }))
end)
--# a handler that errors with a whole megabyte -> line 1
on("my", function() error(("x"):rep(1 << 20)) end)
--# a handler that errors with the host's own words -> line 1
on("my", function() error("Traceback (most recent call last): \0\27[31m\r\n") end)
--# a handler that waits -> line 1: only a live loop or a task can wait
on("my", function() sleep(1) end)
--# a handler that yields by itself -> contained
on("my", function() coroutine.yield() end)
--# a handler that yields in a coroutine of its own without end -> line 1: took longer
on("my", function() local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end end)
--# a handler that fills the memory -> line 1
on("my", function() local t = {} while true do t[#t + 1] = ("x"):rep(1 << 16) .. #t end end)
--# a handler that recurses without end -> line 1
on("my", function() local function f() return 1 + f() end f() end)
--# a thousand handlers, each of which errs -> line 1
for i = 1, 1000 do on("my", function() error("no") end) end
--# handlers by the million -> line 1: took longer
while true do on("my", function() end) end
--# an event that bites when it is read -> quiet
on("my", function(_, event)
  for _, f in ipairs({ rawset, setmetatable, rawget }) do pcall(f, event.payload, 1, {}) end
  assert(getmetatable(event.payload) == false)
  for k in pairs(event.payload) do event[k] = nil end
end)
--# an event's payload that is gone through without end -> line 1: took longer
on("my", function(_, event) while true do for _ in pairs(event.payload) do end end end)
--# what a handler returns is a circle -> contained
local t = {} t.t = t
on("mine", function() return t end)
emit("mine", {})
--# what a handler returns cannot cross -> contained
for _, value in ipairs({ print, coroutine.create(print), { [print] = 1 }, { [{}] = 1 }, "\xff", { ["\0handle"] = 1 } }) do
  on("mine", function() return value end)
end
print(emit("mine", { n = 1 }) ~= nil)
--# emit with fields that are no fields -> quiet
local deep = {} for _ = 1, 1000 do deep = { deep } end
local circle = {} circle[1] = circle
for _, fields in ipairs({ 1, "x", print, deep, circle, { print }, { ("x"):rep(1e6) }, { ["\0handle"] = "module\0x" }, { [1.5] = 2 }, { [0 / 1] = 0 / 0 }, setmetatable({}, { __pairs = function() while true do end end, __index = error, __len = error }) }) do
  pcall(emit, "mine", fields)
end
--# emit of what is no name -> quiet
for _, name in ipairs({ 1, {}, print, "", "\0", "\xff", ("x"):rep(1e6), "engine:changed", "bar", "a b", true, 0 / 0, synth("s") }) do
  local ok, why = pcall(emit, name)
  assert(ok or type(why) == "string")
end
assert(not pcall(emit))
--# emit with a list -> line 1: got a list
emit("mine", { 1, 2, 3 })
--# emit by the million -> line 1: more than 200 events
while true do emit("mine", { n = 1 }) end
--# emit in the middle of emit, out of order -> contained
on("mine", function() coroutine.wrap(function() emit("other") end)() error("late") end)
on("other", function() emit("third") error("later") end)
pcall(emit, "mine") pcall(emit, "mine")
--# emit left by an error in a close -> contained
on("mine", function() local _ <close> = setmetatable({}, { __close = function() error("closing") end }) error("first") end)
emit("mine")
emit("mine")
--# on with options that bite -> quiet
for _, options in ipairs({ 1, "x", { priority = 0 / 0 }, { priority = 1 / 0 }, { priority = "9" }, { pattern = print }, { pattern = ("*"):rep(1e5) }, { once = 1 }, { nothing = 1 }, { [1] = 2 }, setmetatable({}, { __index = function() while true do end end }) }) do
  pcall(on, "my", options, function() end)
end
--# a pattern of an event that matches slowly -> quiet
on("module:added", { pattern = ("*a"):rep(99) .. "b" }, function() end)
--# off of what is nothing -> quiet
for _, what in ipairs({ 1, {}, print, "", "\0", "\xff", "nobody", ("x"):rep(1e6), true, 0 / 0 }) do pcall(off, what) end
pcall(off) pcall(off, nil, nil)
--# onStateChange that never returns -> line 1: took longer
onStateChange(function() while true do end end)
--# onStateChange that errs with what is no text -> line 2
onStateChange(function(state)
  error(state)
end)
--# onStateChange that changes what it is given -> quiet
onStateChange(function(state)
  for key in pairs(state) do state[key] = print end
  setmetatable(state, { __index = error })
end)
--# onStateChange of what is no function -> line 1: onStateChange
onStateChange(setmetatable({}, { __call = print }))
--# a handler of bars that never returns -> line 1: took longer
on("bar", function() while true do end end)
--# a handler of beats that errs each time -> line 1
on("beat", function() error({}) end)
--# handlers of engine objects and their removal -> quiet
local id = engine:onStateChange(function() end)
for _, what in ipairs({ id, id, "x", {}, print, 1, 0 / 0 }) do pcall(engine.removeStateChangeCallback, engine, what) end
--# the library's own tables of handlers in the hands of a script -> quiet
local names = {}
for k, v in pairs(_G) do names[#names + 1] = k end
for _, name in ipairs(names) do
  if type(name) == "string" and name:byte() == 0 then _G[name] = nil end
end
on("my", function() end)
