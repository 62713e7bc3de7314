-- Inside the library: a queue from whose middle an entry can leave, as one does that waits no longer.
local M = {}
M.__index = M

--- An empty queue.
function M.new()
  return setmetatable({ head = nil, tail = nil }, M)
end

--- Append `entry`, a table that is in no other queue.
function M:push(entry)
  entry.queue, entry.before, entry.after = self, self.tail, nil
  if self.tail then
    self.tail.after = entry
  else
    self.head = entry
  end
  self.tail = entry
end

--- Take the first entry out; nil when there is none.
function M:pop()
  local entry = self.head
  if entry then
    M.leave(entry)
  end
  return entry
end

--- Take `entry` out of the queue that it is in, if it is in one.
function M.leave(entry)
  local queue = entry.queue
  if not queue then
    return
  end
  local before, after = entry.before, entry.after
  if before then
    before.after = after
  else
    queue.head = after
  end
  if after then
    after.before = before
  else
    queue.tail = before
  end
  entry.queue, entry.before, entry.after = nil, nil, nil
end

return M
