--# a loop inside pcall inside a loop -> BudgetExceeded
while true do pcall(function() while true do end end) end
--# a tower of pcalls -> BudgetExceeded
local function tower(n)
  if n == 0 then while true do end end
  pcall(tower, n - 1)
  while true do end
end
while true do pcall(tower, 50) end
--# pcall of pcall of pcall -> BudgetExceeded
while true do pcall(pcall, pcall, pcall, function() while true do end end) end
--# recursion through pcall -> BudgetExceeded
local function f() pcall(f) while true do pcall(f) end end
f()
--# an xpcall whose handler never returns -> BudgetExceeded
xpcall(error, function() while true do end end)
--# an xpcall stopped in time whose handler never returns -> BudgetExceeded
xpcall(function() while true do end end, function() while true do end end)
--# an xpcall whose handler raises -> contained
xpcall(error, function(e) error(e) end)
--# an xpcall whose handler is xpcall -> contained
xpcall(error, xpcall, error, xpcall)
--# nested xpcalls with looping handlers -> BudgetExceeded
local function h() while true do xpcall(error, h) end end
xpcall(error, h)
--# an error value that never turns into text -> LuaMistake; hasty
error(setmetatable({}, { __tostring = function() while true do end end }))
--# an error value whose text raises -> LuaMistake
error(setmetatable({}, { __tostring = function() error("again") end }))
--# an error value whose text is no text -> LuaMistake
error(setmetatable({}, { __tostring = function() return {} end }))
--# an error value with a hostile __index -> LuaMistake
error(setmetatable({}, { __index = function() while true do end end, __metatable = 7 }))
--# nil as an error -> LuaMistake
error(nil)
--# a function as an error -> LuaMistake
error(print)
--# a coroutine as an error -> LuaMistake
error(coroutine.create(print))
--# a very long error -> LuaMistake
error(("x"):rep(1000000))
--# an error that pretends to be the end of memory -> contained
pcall(error, "not enough memory")
--# an error that pretends to be ours -> LuaMistake
error("[moonloop control]:1: boo", 0)
--# an error with bytes that are no text -> LuaMistake
error("\xff\xfe\x00", 0)
--# catching the stop and going on in a callback -> BudgetExceeded
for i = 1, 1e9 do pcall(string.gsub, "a", "a", function() while true do end end) end
--# catching the stop around a sort -> BudgetExceeded
while true do pcall(table.sort, { 3, 2, 1 }, function() while true do end end) end
--# catching the stop around load -> BudgetExceeded
while true do load(function() while true do end end) end
--# catching the stop in a __close -> BudgetExceeded
local function f()
  local x <close> = setmetatable({}, { __close = function() pcall(function() while true do end end) while true do end end })
  while true do end
end
while true do pcall(f) end
--# catching the stop through metamethods -> BudgetExceeded
local t = setmetatable({}, { __index = function() while true do end end })
while true do pcall(function() return t.x end) end
--# overflowing the stack inside pcall, for ever -> BudgetExceeded
local function f() return 1 + f() end
while true do pcall(f) end
--# assert with a value that is no text -> LuaMistake
assert(false, {})
