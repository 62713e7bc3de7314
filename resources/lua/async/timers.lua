-- Inside the library: what is due when, the earliest first; of one moment, the one that was set first.
local M = {}
M.__index = M

--- A heap without timers.
function M.new()
  return setmetatable({ size = 0, made = 0, cancelled = 0 }, M)
end

local function comes_before(a, b)
  if a.due ~= b.due then
    return a.due < b.due
  end
  return a.number < b.number
end

local function rise(heap, at)
  local timer = heap[at]
  while at > 1 and comes_before(timer, heap[at // 2]) do
    heap[at] = heap[at // 2]
    at = at // 2
  end
  heap[at] = timer
end

local function sink(heap, at)
  local timer, size = heap[at], heap.size
  while 2 * at <= size do
    local child = 2 * at
    if child < size and comes_before(heap[child + 1], heap[child]) then
      child = child + 1
    end
    if not comes_before(heap[child], timer) then
      break
    end
    heap[at] = heap[child]
    at = child
  end
  heap[at] = timer
end

--- Call `f(a, b)` at `due`; returns what `cancel` takes.
function M:add(due, f, a, b)
  self.made = self.made + 1
  self.size = self.size + 1
  local timer = { due = due, number = self.made, f = f, a = a, b = b }
  self[self.size] = timer
  rise(self, self.size)
  return timer
end

local function remove_first(heap)
  local timer = heap[1]
  heap[1] = heap[heap.size]
  heap[heap.size] = nil
  heap.size = heap.size - 1
  if heap.size > 0 then
    sink(heap, 1)
  end
  return timer
end

--- Put the heap in order again without what was cancelled.
local function sweep(heap)
  local size = 0
  for at = 1, heap.size do
    local timer = heap[at]
    heap[at] = nil
    if timer.f then
      size = size + 1
      heap[size] = timer
    end
  end
  heap.size, heap.cancelled = size, 0
  for at = size // 2, 1, -1 do
    sink(heap, at)
  end
end

--- Make `timer` never happen; twice is once, and too late is nothing.
function M:cancel(timer)
  if not timer.f then
    return
  end
  timer.f = nil
  self.cancelled = self.cancelled + 1
  if self.cancelled > 16 and self.cancelled * 2 > self.size then
    sweep(self)
  end
end

--- When the next timer is due; nil when there is none.
function M:earliest()
  while self.size > 0 and not self[1].f do
    remove_first(self)
    self.cancelled = self.cancelled - 1
  end
  return self.size > 0 and self[1].due or nil
end

--- Call all that is due at `now`.
function M:fire(now)
  local due = self:earliest()
  while due and due <= now do
    local timer = remove_first(self)
    local f = timer.f
    timer.f = nil
    f(timer.a, timer.b)
    due = self:earliest()
  end
end

return M
