--# many stars -> BudgetExceeded
(("a"):rep(40)):find(("a*"):rep(30) .. "b")
--# five lazy stretches -> BudgetExceeded
(("a"):rep(2000)):match(".-.-.-.-.-b")
--# optional items -> BudgetExceeded
(("a"):rep(30)):match(("a?"):rep(30) .. ("a"):rep(30))
--# a lazy stretch over much text -> BudgetExceeded
(("x"):rep(4000000)):match(".-y")
--# balanced brackets that never close -> BudgetExceeded
(("("):rep(400000)):find("%b()")
--# gmatch over balanced brackets -> BudgetExceeded
for _ in (("("):rep(400000)):gmatch("%b()") do end
--# gsub over balanced brackets -> BudgetExceeded
(("("):rep(400000)):gsub("%b()", "")
--# a back reference -> BudgetExceeded
(("a"):rep(20000)):find("(.*)%1b")
--# captures that go back -> BudgetExceeded
(("ab"):rep(500)):find("(.-)(.-)(.-)(.-)%1c")
--# a catastrophe caught, for ever -> BudgetExceeded
while true do pcall(string.find, ("a"):rep(40), ("a*"):rep(30) .. "b") end
--# a plain search of the worst kind -> BudgetExceeded
local text, what = ("a"):rep(8000000), ("a"):rep(4000000) .. "b"
while true do text:find(what, 1, true) end
--# a search without magic of the worst kind -> BudgetExceeded
local text, what = ("a"):rep(8000000), ("a"):rep(4000) .. "b"
while true do text:find(what) end
--# nothing repeated without end -> contained
(""):rep(1 << 62)
(""):rep(1 << 62, "")
(""):rep("4611686018427387904")
(""):rep(2.0 ^ 60)
--# text repeated without end -> LuaMistake
("x"):rep(1 << 40)
--# a separator repeated without end -> LuaMistake
(""):rep(1 << 40, "x")
--# a set that never closes -> LuaMistake
("x"):find("[")
--# a set that never closes, on much text -> LuaMistake
(("x"):rep(100000)):find("x-[")
--# a pattern that ends early, on much text -> LuaMistake
(("x"):rep(100000)):find("x-x*%")
--# a pattern of a megabyte -> contained
pcall(string.find, ("a"):rep(1000), ("a?"):rep(500000))
--# too many captures, on much text -> LuaMistake
(("x"):rep(100000)):find(("(x*)"):rep(40))
--# formatting with huge widths -> LuaMistake
string.format("%1000000000d", 1)
--# formatting an address -> LuaMistake
string.format("%p", {})
--# packing without end -> contained
pcall(string.pack, "c1000000000", "x")
pcall(string.pack, ("i16"):rep(100000), 1)
pcall(string.unpack, ("b"):rep(2000000), "")
pcall(string.packsize, ("c2147483647"):rep(100000))
--# much text into bytes -> contained
pcall(string.byte, ("x"):rep(10000000), 1, -1)
pcall(utf8.codepoint, ("x"):rep(10000000), 1, -1)
--# utf8 over much text, for ever -> BudgetExceeded
local text = ("\u{e9}"):rep(1000000)
while true do utf8.len(text) end
--# much text turned to capitals, for ever -> BudgetExceeded
local text = ("x"):rep(5000000)
while true do text:upper() end
--# much text turned to capitals in a coroutine, for ever -> BudgetExceeded
coroutine.wrap(function()
  local text = ("x"):rep(5000000)
  while true do local y = text:upper() .. text:lower() end
end)()
--# much text compared, for ever -> BudgetExceeded
local a, b = ("x"):rep(5000000) .. "a", ("x"):rep(5000000) .. "b"
while true do local c = a < b end
--# the methods of strings replaced -> contained
local mine = string.rep
string.rep, string.find, string.format, string.sub = nil, nil, nil, nil
host_scalar("still there")
print("still there", {}, 1.5)
pcall(error, {})
--# the metatable of strings -> contained
assert(getmetatable("") == nil)
--# strings turned into something else -> LuaMistake
setmetatable("", {})
--# bytecode from string.dump -> LuaMistake
string.dump(function() end)
--# bytecode by load -> contained
assert(load("\27Lua\x54\0\x19\x93\r\n\x1a\n") == nil)
assert(load("\27Lua", "x", "b") == nil)
assert(load("\27Lua", "x", "bt") == nil)
assert(load(function() return nil end, "x", "b") == nil)
--# bytecode by a reader -> contained
local sent = false
assert(load(function() if sent then return nil end sent = true return "\27Lua\x54" end) == nil)
