--# a table that grows -> MemoryExceeded
local t = {} while true do t[#t + 1] = {} end
--# a text that doubles -> MemoryExceeded
local s = "x" while true do s = s .. s end
--# a growing table inside pcall, for ever -> MemoryExceeded
while true do pcall(function() local t = {} while true do t[#t + 1] = {} end end) end
--# coroutines that are kept -> MemoryExceeded
local t = {} while true do t[#t + 1] = coroutine.create(function() end) end
--# a growing table in a coroutine -> MemoryExceeded
coroutine.wrap(function() local t = {} while true do t[#t + 1] = {} end end)()
--# closures that are kept -> MemoryExceeded
local t = {} while true do t[#t + 1] = function() return t end end
--# concat of much -> MemoryExceeded
local t = {} for i = 1, 100 do t[i] = ("x"):rep(1000000) end
table.concat(t)
--# gsub that multiplies -> contained
local s = "x" while true do s = s:gsub(".", "%0%0%0%0") end
--# recursion without end -> contained
local function f(n) return 1 + f(n + 1) end
f(1)
--# recursion with many values -> contained
local function f(...) return f(1, ...) end
f()
--# a million results -> contained
pcall(table.unpack, {}, 1, 1e7)
pcall(table.unpack, {}, 1, 1 << 40)
pcall(select, -1)
--# everything full, then the host -> MemoryExceeded
local t = {}
pcall(function() for i = 1, 1e9 do t[i] = {} end end)
for i = 1, 1e5 do t[#t + 1] = host_text(i) end
--# texts of the host kept for ever -> MemoryExceeded
local t, i = {}, 0
while true do i = i + 1 t[i] = host_text(i) .. i end
--# tables of the host kept for ever -> MemoryExceeded
local t = {} while true do t[#t + 1] = host_table() end
--# functions given to the host for ever -> contained
while true do host_keep(function() end) end
--# globals full, then an error -> MemoryExceeded
T = {} for i = 1, 1e9 do T[i] = i end
error("never reached")
--# state full -> MemoryExceeded
while true do state[#state + 1] = { #state } end
--# a closing that needs memory when there is none -> MemoryExceeded
local t = {}
local x <close> = setmetatable({}, { __close = function() while true do t[#t + 1] = {} end end })
while true do t[#t + 1] = {} end
--# a huge insert position -> LuaMistake
table.insert(setmetatable({}, { __len = function() return 1 << 62 end }), 1, 1)
--# a huge length to remove from -> LuaMistake
table.remove(setmetatable({}, { __len = function() return 1 << 62 end }), 1)
--# a huge move -> LuaMistake
table.move({}, 1, 1 << 62, 2)
--# a move over the edge of whole numbers -> contained
pcall(table.move, {}, math.mininteger, math.maxinteger, 1)
pcall(table.move, {}, 1, 10, math.maxinteger)
pcall(table.move, {}, -1, math.maxinteger, 2)
--# a huge concat -> LuaMistake
table.concat(setmetatable({}, { __len = function() return 1 << 62 end, __index = rawlen }))
--# a huge concat through a function -> contained
pcall(table.concat, setmetatable({}, { __index = function() return "" end }), "", 1, 1 << 60)
--# a huge sort -> contained
pcall(table.sort, setmetatable({}, { __len = function() return 1 << 60 end, __index = function() return 1 end }))
--# sorting much -> contained
local t = {} for i = 1, 300000 do t[i] = (i * 7919) % 300007 end
table.sort(t)
--# walking a table that was emptied -> contained
local t = {} for i = 1, 200000 do t["k" .. i] = i end
for k in pairs(t) do t[k] = nil end
while true do if next(t) then break end end
--# inserting at the front for ever -> BudgetExceeded
local t = {} for i = 1, 500000 do t[i] = i end
while true do table.insert(t, 1, 0) table.remove(t, 1) end
--# a load of megabytes -> contained
assert(load(("x = 1 "):rep(1000000)) == nil)
--# a load nested deep -> contained
assert(load("return " .. ("("):rep(100000)) == nil)
assert(load(("do "):rep(20000)) == nil)
--# many labels and gotos -> contained
local pieces = {}
for i = 1, 12000 do pieces[i] = "goto l" .. i .. " ::l" .. i .. "::" end
load(table.concat(pieces, "\n"))
