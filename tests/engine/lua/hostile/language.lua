--# an upvalue named _ENV that is swapped under running code -> nothing
local env = setmetatable({}, { __index = _G })
local f = load("x = 1 local function g() y = 2 end g() return _ENV", "swap", "t", env)
assert(f() == env and rawget(_G, "x") == nil and env.y == 2)
--# _ENV that is no table -> nothing
assert(not pcall(load("return x", "n", "t", 5)))
assert(not pcall(load("x = 1", "n", "t", print)))
local ok, m = pcall(load("return len", "n", "t", "text")) assert(ok)
--# _ENV as a parameter, a constant and to be closed -> nothing
local function f(_ENV) return x end
assert(f({ x = 3 }) == 3)
do local _ENV <const> = { pcall = pcall, error = error } assert = nil pcall(error) end
--# the globals of the house seen through a function of the library -> nothing
for _, f in ipairs({ print, pcall, load, require, string.rep, table.sort, tostring, coroutine.wrap }) do
  if debug then assert(debug.getinfo(f).func == nil) end
  assert(not pcall(function() return f.environment end))
end
--# debug shows nothing that can be called -> nothing
if debug then
  for level = 0, 30 do
    local info = debug.getinfo(level)
    for _, value in pairs(info or {}) do assert(type(value) ~= "function" and type(value) ~= "table") end
  end
  for _, bad in ipairs({ -1, 1e9, 2 ^ 53, 0 / 0, "x", {}, 1.5, math.mininteger }) do pcall(debug.getinfo, bad) pcall(debug.traceback, bad, bad) end
  for name in pairs(debug) do assert(name == "getinfo" or name == "traceback" or name == "getmetatable", name) end
end
--# traces of dead, stopped and foreign coroutines -> nothing
if debug then
  local co = coroutine.create(function() error("x") end)
  coroutine.resume(co)
  assert(type(debug.traceback(co)) == "string") debug.getinfo(co, 0) debug.getinfo(coroutine.running(), 1)
  pcall(debug.traceback, co, "m", 1 << 62) pcall(debug.traceback, "m", -5)
end
--# the metatable of strings by every way -> nothing
assert(getmetatable("") == nil and (not debug or debug.getmetatable("") == nil))
assert(not pcall(function() ("x").y = 1 end))
string.evil = function(s) return s end
assert(("x"):evil() == "x")
--# arithmetic on texts that is theirs -> nothing
pcall(function() return "10" + "x" end) pcall(function() return "9223372036854775807" + 1 end)
pcall(function() return "0x1p99999" * 1 end) pcall(function() return -"abc" end)
--# closing in every order, each raising -> LuaMistake
local m = { __close = function(_, e) error((e or "") .. "x", 0) end }
for i = 1, 3 do pcall(function()
  local a <close>, b = setmetatable({}, m), 1
  local c <close> = setmetatable({}, m)
  error("first", 0)
end) end
local last <close> = setmetatable({}, m)
--# a closing that closes its own coroutine -> contained
local co co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() coroutine.close(co) end })
  coroutine.yield()
end)
coroutine.resume(co) coroutine.close(co) coroutine.close(co)
--# a closing that yields in every place -> contained
local m = { __close = function() coroutine.yield() end }
local function body() local x <close> = setmetatable({}, m) error("e") end
for _ = 1, 5 do local co = coroutine.wrap(body) pcall(co) pcall(co) pcall(co) end
local co = coroutine.create(function() local x <close> = setmetatable({}, m) coroutine.yield() end)
coroutine.resume(co) coroutine.close(co)
--# a closing that is no function -> contained
pcall(function() local x <close> = setmetatable({}, { __close = 5 }) end)
pcall(function() local x <close> = 5 end)
local m = { __close = function() end }
pcall(function() local x <close> = setmetatable({}, m) m.__close = nil end)
--# a tower of closings thousands deep -> contained
local function deep(n) local x <close> = setmetatable({}, { __close = function() error("x") end }) return n > 0 and 1 + deep(n - 1) end
pcall(deep, 15000)
--# a finalizer by every other way -> nothing
local m = {} m.__gc = true
assert(not pcall(setmetatable, {}, m) and not pcall(setmetatable, {}, { __gc = function() end }))
assert(not pcall(setmetatable, {}, { __gc = false }))
--# modes that are no modes, and change -> nothing
local m = { __mode = 5 } local t = setmetatable({}, m)
m.__mode = "kv" for i = 1, 1000 do t[i] = {} t[{}] = i end m.__mode = "\0" collectgarbage()
--# chains of weak tables -> contained
local all = setmetatable({}, { __mode = "k" })
local key = {} for i = 1, 20000 do local following = {} all[key] = following key = following end
for i = 1, 100 do collectgarbage() end
--# collectgarbage with everything -> nothing
for _, option in ipairs({ "stop", "restart", "step", "incremental", "generational", "setpause", "setstepmul", "isrunning", "x", 1, {}, true }) do
  pcall(collectgarbage, option, 1 << 62, -1)
end
assert(collectgarbage("count") > 0)
--# errors that are tables with every metamethod, raised everywhere -> LuaMistake
local bite = function() error("bite") end
local e = setmetatable({}, { __tostring = bite, __index = bite, __eq = bite, __name = 5, __concat = bite, __lt = bite, __len = bite, __call = bite, __close = bite })
pcall(error, e) pcall(coroutine.wrap(function() error(e) end)) pcall(table.sort, { 1, 2 }, function() error(e) end)
pcall(string.gsub, "x", "x", function() error(e) end) xpcall(error, function(x) return x end, e) pcall(load, function() error(e) end)
local co = coroutine.create(error) coroutine.resume(co, e) coroutine.close(co)
error(e)
--# an error whose message is a field that bites -> LuaMistake
error(setmetatable({ message = setmetatable({}, { __tostring = error }) }, { __metatable = "x" }))
--# an error with a message of megabytes in a field -> LuaMistake
error({ message = ("x"):rep(1 << 20) })
--# an error with a level out of reach -> LuaMistake
pcall(error, "x", -1) pcall(error, "x", 1 << 62) pcall(error, "x", 1e9)
error("x", 200)
--# an error whose __eq would be asked for the end -> LuaMistake; hasty
error(setmetatable({}, { __eq = function() while true do end end }))
--# iterators that change what they walk -> contained
local t = {} for i = 1, 1000 do t[i] = i t["k" .. i] = i end
for k in pairs(t) do t[k] = nil t["n" .. tostring(k)] = 1 if #t > 1e5 then break end end
for k in next, t do t[k] = nil end
pcall(function() for k in next, t do for i = 1, 100 do t[i] = i end end end)
--# next with keys that never were -> nothing
for _, key in ipairs({ {}, print, 0 / 1, "x", -1, 2 ^ 53, true, null }) do pcall(next, { 1, 2 }, key) pcall(next, {}, key) end
pcall(next, {}, 0 / 0)
--# not a number as key by every way -> nothing
local nan, t = 0 / 0, {}
assert(not pcall(function() t[nan] = 1 end) and not pcall(function() t[-nan] = 1 end) and not pcall(rawset, t, nan, 1))
assert(t[nan] == nil and next(t) == nil)
pcall(table.move, { 1 }, 1, 1, nan, t) pcall(function() return { [nan] = 1 } end)
--# loops over the edges of whole numbers -> nothing
local n = 0
for i = math.maxinteger - 1, math.maxinteger do n = n + 1 end
for i = math.mininteger + 1, math.mininteger, -1 do n = n + 1 end
for i = 1, math.mininteger do n = n + 1 end
for i = 1.0, 3.0 do n = n + 1 end
assert(n == 7) assert(not pcall(function() for i = 1, 10, 0 do end end))
--# a loop over all whole numbers -> BudgetExceeded
for i = math.mininteger, math.maxinteger do end
--# a loop whose step is too small to move -> BudgetExceeded
for x = 1e300, 2e300, 1e-300 do end
--# shifts and divisions at the edges -> nothing
assert(1 << 64 == 0 and 1 << -64 == 0 and math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(not pcall(function() return 1 // 0 end) and not pcall(function() return 1 % 0 end) and not pcall(function() return 1.5 | 1 end))
--# gotos in every knot -> BudgetExceeded
do local i = 0 ::a:: i = i + 1 if i % 2 == 0 then goto b end goto a ::b:: local f = function() return i end f() goto a end
--# recursion through every metamethod -> contained
local m = {} local t = setmetatable({}, m)
m.__index = function(t, k) return t[k] end m.__add = function(a, b) return a + b end m.__call = function(t) return t() end
m.__concat = function(a, b) return a .. b end m.__len = function(t) return #t end m.__unm = function(t) return -t end
m.__lt = function(a, b) return a < b end m.__tostring = function(t) return tostring(t) end m.__newindex = function(t, k, v) t[k] = v end
pcall(function() return t.x end) pcall(function() return t + 1 end) pcall(t) pcall(function() return t .. 1 end) pcall(function() return #t end)
pcall(function() return -t end) pcall(function() return t < t end) pcall(tostring, t) pcall(function() t.x = 1 end)
--# chains of __index in a ring -> contained
local a, b = {}, {} setmetatable(a, { __index = b, __newindex = b }) setmetatable(b, { __index = a, __newindex = a })
pcall(function() return a.x end) pcall(function() a.x = 1 end)
--# chains of __call thousands long -> contained
local f = function() end for i = 1, 5000 do f = setmetatable({}, { __call = f }) end
pcall(f)
--# recursion through sort, gsub, load, pcall, coroutines and closings at once -> contained
local function f(n)
  if n > 1000 then return end
  pcall(table.sort, { 2, 1 }, function(a, b) f(n + 1) return a < b end)
  pcall(string.gsub, "x", "x", function() f(n + 1) end)
  pcall(coroutine.wrap(function() f(n + 1) end))
  do local x <close> = setmetatable({}, { __close = function() f(n + 1) end }) end
end
f(1)
--# vararg of many values through every function -> contained
local function many(...) return select("#", ...) end
pcall(many, table.unpack({}, 1, 200000)) pcall(string.char, table.unpack({}, 1, 200000)) pcall(math.max, table.unpack({}, 1, 200000))
pcall(coroutine.wrap(many), table.unpack({}, 1, 200000)) pcall(print, table.unpack({}, 1, 200000)) pcall(table.pack, table.unpack({}, 1, 200000))
--# coroutines that hand each other around -> contained
local a, b
a = coroutine.wrap(function() while true do b() end end)
b = coroutine.wrap(function() while true do a() end end)
pcall(a)
--# a wrapped coroutine that closes over its own end -> contained
local f f = coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function() pcall(f) end }) error("x") end)
pcall(f) pcall(f)
--# coroutine functions with everything -> nothing
for _, f in pairs(coroutine) do
  if f ~= coroutine.yield then for _, v in ipairs({ 1, "x", {}, print, null, coroutine.create(print), coroutine.running() }) do pcall(f, v, v) end end
end
--# a thread that is dead, running, normal -> nothing
local outer outer = coroutine.create(function()
  local inner = coroutine.create(function() assert(coroutine.status(outer) == "normal") assert(not coroutine.resume(outer)) pcall(coroutine.close, outer) end)
  assert(coroutine.resume(inner))
end)
assert(coroutine.resume(outer)) assert(not coroutine.resume(outer)) assert(coroutine.close(outer))
--# libraries replaced by what bites, then used by ours -> nothing
local bite = function() error("bite") end
for _, library in ipairs({ string, table, math, coroutine, utf8, os }) do for name in pairs(library) do library[name] = bite end end
print("still", {}, 1.5) pcall(require, "test") host_scalar({ 1 }) pcall(host_refuses) host_keep(bite)
--# globals replaced by what bites, then used by ours -> nothing
local print, pcall, pairs, host, error = print, pcall, pairs, host_table, error
local bite = function() error("bite") end
for _, name in pairs({ "tostring", "type", "error", "setmetatable", "getmetatable", "rawget", "rawset", "select", "next", "assert" }) do _G[name] = bite end
print(1, {}) host() pcall(error)
--# globals with a metatable that never returns -> nothing
setmetatable(_G, { __newindex = function() while true do end end, __pairs = function() while true do end end, __metatable = 1 })
