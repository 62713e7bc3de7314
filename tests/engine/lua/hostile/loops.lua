--# an endless loop -> BudgetExceeded
while true do end
--# a loop by goto -> BudgetExceeded
::again:: goto again
--# a numeric loop to infinity -> BudgetExceeded
for i = 1, math.huge do end
--# a repeat that never ends -> BudgetExceeded
repeat until false
--# recursion by tail calls -> BudgetExceeded
local function f() return f() end
f()
--# two functions that call each other -> BudgetExceeded
local f, g
function f() return g() end
function g() return f() end
f()
--# an iterator that never ends -> BudgetExceeded
for _ in function() return 1 end do end
--# an iterator with a closing value that never ends -> BudgetExceeded
for _ in function() return 1 end, nil, nil, setmetatable({}, { __close = function() while true do end end }) do end
--# an __index that never returns -> BudgetExceeded
local t = setmetatable({}, { __index = function() while true do end end })
local x = t.anything
--# an __add that never returns -> BudgetExceeded
local t = setmetatable({}, { __add = function() while true do end end })
local x = t + 1
--# an __eq that never returns -> BudgetExceeded
local m = { __eq = function() while true do end end }
local x = setmetatable({}, m) == setmetatable({}, m)
--# a __concat that never returns -> BudgetExceeded
local x = setmetatable({}, { __concat = function() while true do end end }) .. ""
--# a __len that never returns -> BudgetExceeded
local x = #setmetatable({}, { __len = function() while true do end end })
--# a __call that never returns -> BudgetExceeded
setmetatable({}, { __call = function() while true do end end })()
--# a __newindex that never returns -> BudgetExceeded
setmetatable({}, { __newindex = function() while true do end end }).x = 1
--# a __lt that never returns, in a sort -> BudgetExceeded
local m = { __lt = function() while true do end end }
table.sort({ setmetatable({}, m), setmetatable({}, m) })
--# a __tostring that never returns, in print -> BudgetExceeded
print(setmetatable({}, { __tostring = function() while true do end end }))
--# a __tostring that never returns, in format -> BudgetExceeded
string.format("%s", setmetatable({}, { __tostring = function() while true do end end }))
--# a __pairs that never returns -> BudgetExceeded
for _ in pairs(setmetatable({}, { __pairs = function() while true do end end })) do end
--# a __close that never returns -> BudgetExceeded
do
  local x <close> = setmetatable({}, { __close = function() while true do end end })
end
--# a __close that never returns, after an error -> LuaMistake; hasty
local x <close> = setmetatable({}, { __close = function() while true do end end })
error("on the way out")
--# a __close that never returns, after the time is over -> BudgetExceeded
local x <close> = setmetatable({}, { __close = function() while true do end end })
while true do end
--# a comparator that never returns -> BudgetExceeded
table.sort({ 3, 2, 1 }, function() while true do end end)
--# a comparator that is never content -> contained
local t = {}
for i = 1, 5000 do t[i] = i end
table.sort(t, function() return true end)
table.sort(t, function() return math.random() < 0.5 end)
--# a replacement function that never returns -> BudgetExceeded
string.gsub("abc", ".", function() while true do end end)
--# a reader for load that never ends -> contained
load(function() return "x = 1 " end)
--# a reader for load that never returns -> BudgetExceeded
load(function() while true do end end)
--# code made at run time that never ends -> BudgetExceeded
load("while true do end")()
--# printing without end -> BudgetExceeded
while true do print("flood", ("x"):rep(10000)) end
--# calling the host without end -> BudgetExceeded
while true do host_scalar(1, "a", true) end
--# calling the host without end, and being refused -> BudgetExceeded
while true do pcall(host_refuses) end
--# giving the host tables without end -> BudgetExceeded
while true do host_scalar({ a = { 1, 2, 3 } }) end
