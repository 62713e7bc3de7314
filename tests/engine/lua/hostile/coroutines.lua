--# a loop in a wrapped coroutine -> BudgetExceeded
coroutine.wrap(function() while true do end end)()
--# a loop in a resumed coroutine -> BudgetExceeded
coroutine.resume(coroutine.create(function() while true do end end))
--# coroutines that loop, resumed for ever -> BudgetExceeded
while true do coroutine.resume(coroutine.create(function() while true do end end)) end
--# coroutines in coroutines in coroutines -> BudgetExceeded
local function deeper(n)
  if n == 0 then while true do end end
  local co = coroutine.create(deeper)
  while true do coroutine.resume(co, n - 1) co = coroutine.create(deeper) end
end
deeper(20)
--# coroutines without a bottom -> contained
local function f() coroutine.wrap(f)() end
f()
--# resuming without a bottom, caught each time -> BudgetExceeded
local function f() while true do coroutine.resume(coroutine.create(f)) end end
f()
--# a coroutine that yields for ever -> BudgetExceeded
for _ in coroutine.wrap(function() while true do coroutine.yield(1) end end) do end
--# a pcall in a coroutine that catches everything -> BudgetExceeded
coroutine.wrap(function() while true do pcall(function() while true do end end) end end)()
--# a coroutine whose closing never ends -> BudgetExceeded
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  coroutine.yield()
end)
coroutine.resume(co)
coroutine.close(co)
--# closing for ever -> BudgetExceeded
while true do
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() while true do end end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  coroutine.close(co)
end
--# a wrapped coroutine that fails, with a closing that never ends -> BudgetExceeded
coroutine.wrap(function()
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  error("now close")
end)()
--# a wrapped coroutine that is stopped, with a closing that never ends -> BudgetExceeded
pcall(coroutine.wrap(function()
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  while true do end
end))
--# closing a coroutine that was stopped -> BudgetExceeded
left = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  while true do end
end)
pcall(coroutine.resume, left)
coroutine.close(left)
--# resuming oneself -> contained
coroutine.resume(coroutine.running())
--# closing oneself -> LuaMistake
coroutine.close(coroutine.running())
--# yielding out of a chunk -> LuaMistake
coroutine.yield(1)
--# yielding out of a sort -> contained
coroutine.wrap(function() table.sort({ 3, 2, 1 }, function() coroutine.yield() end) end)()
--# yielding out of a metamethod, for ever -> BudgetExceeded
local t = setmetatable({}, { __index = function() coroutine.yield() end })
local step = coroutine.wrap(function() while true do local x = t.x end end)
while true do step() end
--# a thousand coroutines kept, each in a loop -> BudgetExceeded
local all = {}
for i = 1, 1000 do all[i] = coroutine.create(function() while true do end end) end
while true do for i = 1, 1000 do coroutine.resume(all[i]) end end
--# waiting in a chunk -> LuaMistake
host_wait(1)
--# waiting in a coroutine of a chunk -> LuaMistake
coroutine.wrap(function() host_wait(1) end)()
--# coroutine functions as iterators and comparators -> contained
pcall(table.sort, { 1, 2, 3 }, coroutine.yield)
pcall(string.gsub, "abc", ".", coroutine.yield)
for _ in coroutine.running do break end
--# coroutine.create of what is none -> LuaMistake
coroutine.create(42)
