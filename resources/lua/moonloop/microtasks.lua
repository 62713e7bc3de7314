-- Inside the library: the callbacks of promises, in the order in which they came due, until none is left.
local M = {}

local STRIDE = 4 -- places in the queue that a call takes: its function and three values
local queue, first, last = {}, 1, 0
local flusher = nil -- the coroutine that empties the queue; a dead one was stopped while it did
local at_end = {} -- functions called when the queue has become empty

--- Call `f(a, b, c)` when the current turn is over.
function M.push(f, a, b, c)
  queue[last + 1], queue[last + 2], queue[last + 3], queue[last + 4] = f, a, b, c
  last = last + STRIDE
end

--- Call `f` each time the queue has become empty.
function M.on_empty(f)
  at_end[#at_end + 1] = f
end

local function run_all()
  while first <= last do
    local at = first
    local f, a, b, c = queue[at], queue[at + 1], queue[at + 2], queue[at + 3]
    queue[at], queue[at + 1], queue[at + 2], queue[at + 3] = nil, nil, nil, nil
    first = at + STRIDE
    f(a, b, c)
  end
  first, last = 1, 0
end

local function run_turns()
  repeat
    run_all()
    for place = 1, #at_end do
      at_end[place]()
    end
  until first > last
end

--- Run what waits, and what that adds, until nothing waits; within a flush it does nothing.
function M.flush()
  if flusher and coroutine.status(flusher) ~= "dead" then
    return
  end
  flusher = coroutine.running()
  local ok, failure = pcall(run_turns)
  flusher = nil
  if not ok then
    error(failure, 0)
  end
end

--- Whether something waits.
function M.are_pending()
  return first <= last
end

return M
