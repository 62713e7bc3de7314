-- Inside the library: the callbacks of promises, in the order in which they came due, until none is left. They run when
-- the Lua of a turn has come to its end, or when somebody flushes them before; those of a turn that fails never run.
local _, _, host = ...
local finish_with, running, status = host.finish_with, coroutine.running, coroutine.status

local M = {}

local STRIDE = 4 -- places in the queue that a call takes: its function and three values
local queue, first, last = {}, 1, 0
local checks, check_count = {}, 0 -- called when the queue has become empty: functions, and a value for each
local flusher = nil -- the coroutine that empties the queue; one that does not run any more was stopped while it did
local latest = nil -- the function of the player's that a callback called last

local function get_latest()
  return latest
end

--- Have all run at the end of this turn; what an earlier one has left had to be stopped, or was of a turn that failed.
local function wish()
  if finish_with(M.flush, get_latest) and (first <= last or check_count > 0) then
    queue, first, last = {}, 1, 0
    checks, check_count = {}, 0
  end
end

--- Call `f(a, b, c)` when the current turn is over.
function M.push(f, a, b, c)
  wish()
  queue[last + 1], queue[last + 2], queue[last + 3], queue[last + 4] = f, a, b, c
  last = last + STRIDE
end

--- Call `f(a)` when no callback is left.
function M.check_later(f, a)
  wish()
  checks[check_count + 1], checks[check_count + 2] = f, a
  check_count = check_count + 2
end

--- Note that the function `f` of the player's is called now: should it never end, it is to blame.
function M.note(f)
  latest = f
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
    local due, count = checks, check_count
    checks, check_count = {}, 0
    for place = 1, count, 2 do
      due[place](due[place + 1])
    end
  until first > last and check_count == 0
end

--- Run what waits, and what that adds, until nothing waits; within a flush it does nothing.
function M.flush()
  local state = flusher and status(flusher)
  if state == "running" or state == "normal" then
    return
  end
  flusher = running()
  local ok, failure = pcall(run_turns)
  flusher, latest = nil, nil
  if not ok then
    error(failure, 0)
  end
end

--- Whether a callback waits.
function M.are_pending()
  return first <= last
end

M.place_of = host.place_of -- where a function of the player's begins, as `song.lua:7`

return M
