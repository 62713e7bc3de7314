--# what must not be there -> contained
for _, name in ipairs({ "io", "debug", "package", "require", "dofile", "loadfile", "loadstring", "python", "module", "warn" }) do
  assert(_G[name] == nil, name)
end
for _, name in ipairs({ "execute", "getenv", "exit", "remove", "rename", "tmpname", "setlocale" }) do
  assert(os[name] == nil, name)
end
--# collecting garbage -> contained
assert(type(collectgarbage("count")) == "number")
assert(collectgarbage() == 0 and collectgarbage("stop") == 0 and collectgarbage("collect") == 0)
--# a finalizer -> LuaMistake
setmetatable({}, { __gc = function() while true do end end })
--# a finalizer that comes later -> contained
local m = {}
local t = setmetatable({}, m)
m.__gc = function() while true do end end
t = nil
for i = 1, 1e4 do local garbage = { i } end
--# a finalizer by an inherited metatable -> contained
local t = setmetatable({}, setmetatable({}, { __index = { __gc = function() while true do end end } }))
--# the environment of a chunk -> contained
local _ENV = { string = string }
assert(print == nil)
--# an environment that bites -> LuaMistake
local _ENV = setmetatable({}, { __index = function(_, name) error("no " .. name) end })
local x = anything
--# load with no environment of its own -> contained
assert(load("return _ENV")() == _G)
assert(load("return _ENV", "x", "t", nil)() == nil)
assert(load("io = 1 return io")() == 1)
--# the globals' metatable -> contained
setmetatable(_G, { __index = function(_, name) return "no " .. name end })
assert(nothing_called_so == "no nothing_called_so")
--# the globals emptied -> contained
for name in pairs(_G) do _G[name] = nil end
--# API functions taken apart -> LuaMistake
local x = host_scalar.__globals__
--# API functions as text -> contained
local text = tostring(host_scalar)
assert(not text:find("python", 1, true) and not text:find("0x7f", 1, true) and not text:find("builtin", 1, true), text)
assert(not pcall(function() return #host_scalar end))
--# metatables of functions and numbers -> contained
assert(getmetatable(host_scalar) == nil and getmetatable(1) == nil and getmetatable(coroutine.running()) == nil)
--# values of errors from the host -> contained
local ok, message = pcall(host_refuses)
assert(not ok and type(message) == "string", type(message))
local ok, message = pcall(host_scalar, function() end)
assert(not ok and type(message) == "string", type(message))
--# handles are nothing but tables -> contained
local kick = host_handle("kick")
assert(type(kick) == "table" and kick == host_handle("kick"))
assert(getmetatable(kick) == false)
assert(not pcall(setmetatable, kick, {}))
assert(not pcall(function() kick.x = 1 end))
for _ in pairs(kick) do error("nothing to see") end
--# a handle forged -> contained
pcall(host_scalar, { ["\0handle"] = "module\0other" })
pcall(host_scalar, { ["\0handle"] = 5 })
pcall(host_scalar, { ["\0function"] = 1, chunk = "x", line = 1 })
pcall(host_keep, { ["\0function"] = 999999, chunk = "x", line = 1 })
pcall(host_keep, { ["\0function"] = -1, chunk = {}, line = 1 })
--# a handle's method with another receiver -> LuaMistake
local kick = host_handle("kick")
kick.set({}, "volume", 1)
--# all the table functions on a handle -> contained
local kick = host_handle("kick")
for _, f in pairs(table) do pcall(f, kick, 1, 2, 3) end
for _, f in pairs(string) do pcall(f, kick, kick, kick) end
pcall(rawset, kick, "x", 1)
pcall(next, kick)
--# everything called with everything -> contained
local values = { nil, true, 1, -1, 1.5, math.huge, "x", "", {}, print, coroutine.create(print), host_handle("kick"), _G }
local seen = {}
local function try(t)
  if seen[t] then return end
  seen[t] = true
  for name, f in pairs(t) do
    if type(f) == "function" then
      for i = 1, 13 do for j = 1, 13 do pcall(f, values[i], values[j]) end end
    elseif type(f) == "table" then
      try(f)
    end
  end
end
try({ string = string, math = math, utf8 = utf8, os = os, select = select, tostring = tostring, tonumber = tonumber })
try({ host_scalar, host_refuses, host_text, host_table, host_handle, rawget, rawequal, rawlen, type, next, pairs, ipairs })
--# a bug of the host inside pcall -> KeyError
pcall(host_breaks)
x = "not reached"
--# a bug of the host inside a coroutine inside pcall, for ever -> KeyError
while true do pcall(coroutine.wrap(function() while true do pcall(host_breaks) end end)) end
--# a bug of the host in a closing -> KeyError
local x <close> = setmetatable({}, { __close = function() host_breaks() end })
error("first")
--# very many arguments -> LuaMistake
host_scalar(table.unpack({}, 1, 5000))
--# very many functions as arguments -> LuaMistake
local t = {} for i = 1, 5000 do t[i] = print end
host_keep(table.unpack(t))
--# a table that contains itself -> LuaMistake
local t = {} t.t = t
host_scalar(t)
--# a table of too many entries -> LuaMistake
local t = {} for i = 1, 300000 do t[i] = i end
host_scalar(t)
--# a text of many megabytes -> LuaMistake
host_scalar({ ("x"):rep(10000000) })
--# a text of many megabytes as it is -> LuaMistake
host_scalar(("x"):rep(10000000))
--# printing many megabytes -> contained
for i = 1, 50 do print(("x"):rep(1000000)) end
--# names of chunks that pretend -> LuaMistake
load("error('who')", "=[moonloop control]")()
--# os.date with nonsense -> contained
pcall(os.date, "%Ez", 1)
pcall(os.date, "*t", 1 << 62)
pcall(os.date, ("%c"):rep(10000))
pcall(os.time, { year = 1 << 62, month = 1, day = 1 })
