--# require of paths and devices -> nothing
for _, name in ipairs({ "../secret", "/etc/passwd", "..", ".", "a/../../b", "a\0b", "\0", "", " ", "con", "a\nb", "-", "/dev/zero", "~", "a//b", ("x"):rep(1e6), "\xff", "a@", "a@>=", "@", "a@" .. ("9"):rep(1000) }) do
  local ok, message = pcall(require, name)
  assert(not ok and type(message) == "string", name)
end
--# require of what is no name -> nothing
for _, name in ipairs({ 1, 0 / 0, true, {}, print, coroutine.create(print), setmetatable({}, { __tostring = function() return "test" end }) }) do
  assert(not pcall(require, name))
end
assert(not pcall(require))
--# require of Lua's own libraries gives the script's -> nothing
assert(require("string") == string and require("_G") == _G and require("table") == table)
assert(require("string").dump == nil and require("package").loadlib == nil and package.searchers == nil)
--# the table of loaded packages with a metatable that never returns -> BudgetExceeded
setmetatable(package.loaded, { __index = function() while true do end end, __newindex = function() while true do end end })
require("test")
while true do end
--# the table of preloads replaced and biting -> nothing
package.preload.mine = function(name, way) return { name, way } end
assert(require("mine")[1] == "mine")
setmetatable(package.preload, { __index = function() error("bite") end })
package.preload.other = setmetatable({}, { __call = function() error("never") end })
pcall(require, "other")
--# a preload that requires itself without end -> contained
package.preload.a = function() return require("a") end
require("a")
--# a preload that never returns -> BudgetExceeded
package.preload.a = function() while true do end end
require("a")
--# a preload that waits -> contained
package.preload.a = function() return coroutine.yield() end
coroutine.wrap(function() require("a") end)()
--# packages by the thousand -> contained
for i = 1, 5000 do package.preload["p" .. i] = function() return i end pcall(require, "p" .. i) end
--# package, loaded and preload taken away -> nothing
package.loaded, package.preload = nil, nil
package = nil
pcall(require, "test")
require = nil
--# loaded names that are no names -> nothing
package.loaded["a b"] = 1
package.loaded["\0"] = 2
package.loaded[1] = 3
package.loaded[print] = 4
package.loaded[""] = {}
--# versions that bite -> nothing
package.loaded.biter = setmetatable({}, { __index = function() error("bite") end, _VERSION = {} })
pcall(require, "biter@1.0")
package.loaded.wide = { _VERSION = ("9."):rep(1e5) }
pcall(require, "wide@>=1")
--# a bundled package changed for everybody -> nothing
local test = require("test")
for key in pairs(test) do pcall(rawset, test, key, nil) end
--# null is nothing and stays so -> nothing
assert(not pcall(function() null.x = 1 end) and not pcall(rawset, null, 1, 1))
assert(not pcall(setmetatable, null, {}) and getmetatable(null) == false)
assert(tostring(null) == "null" and next(null) == nil and #null == 0)
for _, f in pairs(table) do pcall(f, null, 1, 2, 3) end
assert(next(null) == nil)
--# null filled by every table function -> nothing
pcall(table.insert, null, 1) pcall(table.move, { 1, 2 }, 1, 2, 1, null) pcall(table.sort, null)
assert(rawlen(null) == 0)
--# null given to the host -> nothing
host_scalar(null, { null, null }, { a = null })
--# state replaced by what is no table -> nothing
state = 5
state = nil
state = setmetatable({}, { __pairs = function() while true do end end, __index = error, __len = error })
--# state that holds itself, functions and deep tables -> nothing
state.me, state.f, state.co, state[0 / 1] = state, print, coroutine.create(print), 1
local t = state for i = 1, 10000 do t.t = {} t = t.t end
--# state with keys of every kind -> nothing
for _, key in ipairs({ -1, 0, 2 ^ 53, -2 ^ 63, 1.5, math.huge, true, "\0", "\0handle", "\0function", "\0type", print }) do
  state[key] = key
end
--# tags of the host in tables for it -> nothing
for _, tag in ipairs({ "\0handle", "\0function", "\0type", "\0" }) do
  for _, value in ipairs({ 1, -1, 2 ^ 63, "x", "module", "module\0", "\0", "module\0\xff", {}, true, 0 / 0 }) do
    pcall(host_scalar, { [tag] = value })
    pcall(host_scalar, { [tag] = value, 1, 2 })
    pcall(host_keep, { [tag] = value, chunk = 1, line = "x" })
    pcall(host_scalar, { { [tag] = value } })
  end
end
--# tables for the host with every metamethod -> nothing
local bite = function() error("bite") end
local m = { __index = bite, __newindex = bite, __pairs = bite, __len = bite, __call = bite, __eq = bite, __tostring = bite, __name = {}, __metatable = 1, __close = bite, __mode = "kv", __concat = bite, __lt = bite, __le = bite, __unm = bite, __idiv = bite }
host_scalar(setmetatable({ 1, 2, 3 }, m))
host_scalar(setmetatable({ a = setmetatable({}, m) }, m))
--# tables for the host whose metamethods never return -> nothing
local loop = function() while true do end end
host_scalar(setmetatable({ 1, 2 }, { __index = loop, __len = loop, __pairs = loop, __tostring = loop, __eq = loop }))
--# numbers at every edge for the host -> nothing
for _, n in ipairs({ 2 ^ 53, 2 ^ 53 + 1, -2 ^ 63, math.mininteger, math.maxinteger, 1 / 0, -1 / 0, 0 / 0, -(0 / 0), -0.0, 5e-324, 1.7976931348623157e308 }) do
  pcall(host_scalar, n) pcall(host_scalar, { n }) pcall(host_scalar, { [n == n and n or 1] = n }) pcall(host_wait, n)
  pcall(host_text, n) pcall(host_handle, n)
end
--# whole numbers that do not fit and fractions as keys -> nothing
pcall(host_scalar, { [2 ^ 53] = 1, [2 ^ 53 + 2] = 2 })
pcall(host_scalar, { [1] = 1, [1.5] = 2, [-0.0] = 3, [true] = 4 })
pcall(host_scalar, { [math.mininteger] = 1, [math.maxinteger] = 2 })
--# true and one as keys of one table for the host -> nothing
pcall(host_scalar, { [true] = "a", [1] = "b" })
pcall(host_scalar, { [false] = "a", [0] = "b", [0.5] = "c" })
--# names for the host with NUL, newlines and bytes that are no text -> nothing
for _, name in ipairs({ "\0", "a\0b", "\n", "a\nb", "\r\n", "\xff\xfe", "\xed\xa0\x80", "\u{10ffff}", "\27[2J", ("\0"):rep(100000) }) do
  pcall(host_handle, name) pcall(host_scalar, name) pcall(host_scalar, { [name] = name }) pcall(host_keep, name)
  pcall(tostring, select(2, pcall(host_handle, name)))
end
--# bytes that look like messages, printed -> nothing
print("\x82\xa7message\xa4Done\xa6number\x01")
print(string.pack("<I4", 5) .. "\x93abc")
print("\xff\xff\xff\x7f" .. ("\0"):rep(1000))
print(("\x93"):rep(100000))
--# chunk names that pass for ours, and errors there -> LuaMistake
load("error('boo')", "=[moonloop control]")()
--# chunk names of every form -> nothing
for _, name in ipairs({ "=[moonloop", "@[moonloop control]", "[moonloop control]\n", "=hostile.lua", "=hostile.lua:1: ", "=", "@", "", "\0", "=" .. ("x"):rep(1e5), "=\27Lua", "=[C]", "=?" }) do
  local f = load("error('boo')", name)
  if f then pcall(f) pcall(coroutine.wrap(f)) end
  pcall(load, "x x", name)
end
--# an error whose place is made up -> LuaMistake
error("hostile.lua:99999999999999999999: far", 0)
--# an error whose place is another's -> LuaMistake
error("[moonloop packages]:1: other.lua:-1: x", 0)
--# events and cues that are not there do not harm -> nothing
for _, name in ipairs({ "on", "emit", "cue", "sync", "live_loop", "shared", "gameState" }) do
  pcall(_G[name] or error, {}, function() end, setmetatable({}, { __index = error }))
end
--# methods of handles taken out and called with anything -> nothing
local kick = host_handle("kick")
local set = kick.set
for _, value in ipairs({ 1, "x", true, {}, print, null, setmetatable({}, { __index = { set = set } }) }) do
  assert(not pcall(set, value, 1, 2))
end
--# a handle as a key, weakly and in the host's tables -> nothing
local weak = setmetatable({}, { __mode = "kv" })
for i = 1, 1000 do weak[host_handle("h" .. i)] = i end
pcall(host_scalar, { [host_handle("x")] = 1 })
host_scalar({ host_handle("x"), host_handle("y") })
host_scalar({ a = host_handle("y") })
--# handles by the hundred thousand -> contained
local all = {} for i = 1, 1e9 do all[i] = host_handle("h" .. i) end
--# functions for the host in tables and as keys -> nothing
pcall(host_keep, { function() end }) pcall(host_keep, { [print] = 1 }) pcall(host_keep, coroutine.create(print))
host_keep(print) host_keep(host_keep) host_keep(host_scalar)
--# the host called from every callback -> nothing
table.sort({ 3, 1, 2 }, function(a, b) host_scalar(a) return a < b end)
string.gsub("abc", ".", function(c) host_scalar(c) pcall(host_refuses) end)
for _ in pairs(setmetatable({}, { __pairs = function() host_scalar(1) return next, {}, nil end })) do end
load(function() host_scalar(1) end)
do local x <close> = setmetatable({}, { __close = function() host_scalar({ 1 }) end }) end
--# waiting in every callback -> nothing
for _, f in ipairs({
  function() table.sort({ 3, 1, 2 }, function() host_wait(1) end) end,
  function() string.gsub("abc", ".", function() host_wait(1) end) end,
  function() local x = setmetatable({}, { __index = function() host_wait(1) end }).x end,
}) do
  assert(not pcall(f))
end
load(function() host_wait(1) end)
--# printing values that print -> contained
local m = {} m.__tostring = function(t) print(t) return "x" end
print(setmetatable({}, m))
--# texts for the host as long as they may be, many times -> contained
local s = ("x"):rep(4 << 20)
while true do pcall(host_scalar, s) pcall(host_scalar, { s }) end
--# a million numbers in a list for the host, for ever -> BudgetExceeded
local t = {} for i = 1, 100000 do t[i] = i end
while true do host_scalar(t) end
--# tables that are one another's twice -> contained
local t = {} for i = 1, 30 do t = { t, t } end
host_scalar(t)
