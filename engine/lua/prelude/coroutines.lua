-- Coroutines: those that the host steps in virtual time, and those that a script makes for itself.
local M = ...
local clock, create, isyieldable, resume, running =
  os.clock, coroutine.create, coroutine.isyieldable, coroutine.resume, coroutine.running
local status, yield, close, sub = coroutine.status, coroutine.yield, coroutine.close, string.sub
local error, format, getinfo, next, pcall, rawequal = error, string.format, debug.getinfo, next, pcall, rawequal
local tonumber, type = tonumber, type
local arm, fail, is_armed, mend, player_place, prepare, written_at =
  M.arm, M.fail, M.is_armed, M.mend, M.player_place, M.prepare, M.written_at
local is_asynchronous, watch_too = M.is_asynchronous, M.watch_too
local rethrow, state, OURS = M.rethrow, M.state, M.OURS
local records = state.records

local HOST = {} -- first value of a yield that is meant for the host, not for the script
local MOST_WATCHED = 256 -- coroutines of the script that a watching thread knows in one turn

local asleep = setmetatable({}, { __mode = "k" }) -- the script's own coroutines that the host has put to sleep
local unsafe = setmetatable({}, { __mode = "k" }) -- died in a hook, and hooks stay off in them

-- What the host calls ------------------------------------------------------------------------------------------

local held, hosted, last_id = {}, {}, 0 -- functions and coroutines that the host knows by number
M.renewals[#M.renewals + 1] = function()
  held, hosted = {}, {}
end

local function keep(store, value)
  last_id = last_id + 1
  store[last_id] = value
  return last_id
end

--- Keep `f` for the host; returns its number, and the chunk and line where it was written: where the player hands it
--- over, when it is Lua's own or one of ours.
function M.hold(f)
  local where = getinfo(f, "S")
  local chunk, line = where.short_src, where.linedefined
  if where.what == "C" or sub(chunk, 1, #OURS) == OURS then
    local player_chunk, player_line = player_place()
    chunk, line = player_chunk or chunk, player_line or line
  end
  return keep(held, f), chunk, line
end

--- The host needs no longer what it knows as `id`.
function M.release(id)
  held[id], hosted[id] = nil, nil
end

--- A coroutine that runs the held function `id`; returns its number and its address.
--- `sleeps` says that it may wait for the host (a chunk may not). Nil when nothing is held as `id`.
function M.spawn(id, sleeps, seed)
  if not held[id] then
    return nil
  end
  local thread = create(held[id])
  prepare(thread)
  records[thread] = { sleeps = sleeps, seed = seed }
  return keep(hosted, thread), tonumber(format("%p", thread))
end

local FAILED, YIELDED, FINISHED = 0, 1, 2 -- what the host is told first

local function without_first(_, ...)
  return ...
end

local finish

local function left(thread, ok, ...)
  if ok and state.finisher then
    ok = finish(state.finisher)
  elseif not ok then
    state.failure = (...)
  end
  state.current = nil
  if not ok then
    return FAILED
  elseif status(thread) == "suspended" then
    return YIELDED, without_first(...)
  end
  return FINISHED, ...
end

-- The script's coroutines that were resumed in this turn, for the host to interrupt at their addresses. What is in here
-- cannot be collected, so the addresses hold as long as the host has them: it forgets them first.
local watched, watched_count = {}, 0

--- The host has forgotten the addresses. Nothing is allocated: there may be no memory.
function M.forget_watched()
  for thread in next, watched do
    watched[thread] = nil
  end
  watched_count = 0
end

--- Have `thread`, which is about to run, be interrupted when it is time: from outside, else by a hook of its own.
local function guard(thread)
  if is_armed(thread) or watched[thread] and state.current then
    return
  elseif is_asynchronous and state.current and watched_count < MOST_WATCHED then
    watched[thread], watched_count = true, watched_count + 1
    watch_too(tonumber(format("%p", thread)))
  else
    arm(thread)
  end
end

-- The end of a turn -----------------------------------------------------------------------------------------------

--- Have `finisher()` called when the Lua of the turn under way has come to its end, unless it fails; `blamed()` gives the
--- function of the player's that it called last. Returns whether it is the first wish of the turn.
function M.finish_with(finisher, blamed)
  local is_first = not state.finisher
  state.finisher, state.blamed = finisher, blamed
  return is_first
end

--- Run `finisher` under the turn's limits and with its chance, in a coroutine of its own: what has come to its end cannot
--- wait any more.
local function run_finisher(finisher)
  local current, thread = state.current, create(finisher)
  prepare(thread)
  guard(thread)
  records[thread], current.is_finishing = current, true
  local ok, failure = resume(thread)
  current.is_finishing = nil
  if not ok and not state.halted then
    M.note_inner_failure(thread, failure)
  end
  return ok, failure
end

--- Come to the end of a turn; false when that failed.
finish = function(finisher)
  local could, ok, failure = pcall(run_finisher, finisher) -- there may be no memory for it
  if could and ok then
    state.finisher = nil
    return true
  end
  state.failure = failure
  if not could then
    state.failure = ok
  elseif state.halted and not state.halted_line and state.halted ~= "memory" then
    state.halted_chunk, state.halted_line = written_at(state.blamed()) -- it was between two functions of the player's
  end
  return false
end

--- Run the hosted coroutine `id` until it waits, ends or fails, for at most `seconds`.
--- Nothing is allocated after a failure: there may be no memory.
function M.enter(id, seconds, ...)
  local thread = hosted[id]
  state.deadline = clock() + seconds
  state.halted, state.failure, state.inner_failure, state.used, state.instructions = nil, nil, nil, nil, 0
  state.current, state.finisher = records[thread], nil
  return left(thread, resume(thread, ...))
end

--- Close the variables of hosted coroutine `id`, which has failed by an error of its own; what that raises is not told.
function M.unwind(id)
  state.current = records[hosted[id]]
  close(hosted[id])
  state.current, state.halted = nil, nil
end

--- The chunk and line that hosted coroutine `id` stands at.
function M.place_of(id)
  return player_place(hosted[id])
end

--- The hosted coroutine itself.
function M.hosted(id)
  return hosted[id]
end

--- Wait for the host: called by API functions that let time pass. Returns what the host answers.
function M.wait(...)
  local current = state.current
  if current and current.is_finishing then
    fail("a callback of a promise cannot wait: it runs at once, at the end of the turn; await the promise in a task")
  elseif not (current and current.sleeps) then
    fail("only a live loop or a task can wait: this runs at once, from top to bottom; put it into live_loop or once")
  end
  if not isyieldable() then
    fail("cannot wait inside a function that was called by string.gsub, a metamethod or the like")
  end
  return yield(HOST, ...)
end

-- What the script calls ----------------------------------------------------------------------------------------

local function checked(thread, name)
  if type(thread) ~= "thread" then
    fail("bad argument #1 to '" .. name .. "' (coroutine expected, got " .. type(thread) .. ")")
  end
  return thread
end

local returned

local function resumed(thread, ...)
  guard(thread)
  return returned(thread, resume(thread, ...))
end

local function roused(thread, ...)
  asleep[thread] = nil
  return resumed(thread, ...)
end

--- A yield for the host passes through every coroutine of the script between the two.
returned = function(thread, ok, ...)
  if not ok then
    if state.halted then
      unsafe[thread] = true
    end
    rethrow((...))
    return false, mend((...), thread)
  elseif rawequal((...), HOST) then -- == would show HOST to an __eq of the script
    asleep[thread] = true
    return roused(thread, yield(...))
  end
  return ok, ...
end

local function why_not_to_resume(thread)
  if records[thread] then
    return "cannot resume a live loop from a script"
  elseif asleep[thread] then
    return "cannot resume a coroutine that sleeps in another loop"
  end
end

local library = {}

function library.create(f)
  if type(f) ~= "function" then
    fail("bad argument #1 to 'create' (function expected, got " .. type(f) .. ")")
  end
  local thread = create(f)
  prepare(thread)
  return thread
end

function library.resume(thread, ...)
  local reason = why_not_to_resume(checked(thread, "resume"))
  if reason then
    return false, reason
  end
  return resumed(thread, ...)
end

local function unwrapped(thread, ok, ...)
  if ok then
    return ...
  end
  local failure = (...)
  M.note_inner_failure(thread, failure)
  if status(thread) == "dead" and not unsafe[thread] then
    local closed, other = close(thread)
    if not closed then
      rethrow(other)
      failure = other
    end
  end
  return error(failure, 0)
end

function library.wrap(f)
  local thread = library.create(f)
  return function(...)
    local reason = why_not_to_resume(thread)
    if reason then
      fail(reason)
    end
    return unwrapped(thread, resumed(thread, ...))
  end
end

function library.yield(...)
  if records[running()] then
    fail("there is no coroutine of your own to yield from here; to let time pass, use sleep")
  end
  return yield(...)
end

local function closed(thread, ok, ...)
  if ok then
    return true
  end
  if state.halted then
    unsafe[thread] = true
  end
  rethrow((...))
  return false, ...
end

function library.close(thread)
  if records[checked(thread, "close")] then
    fail("cannot close a live loop from a script; use stop_loop")
  end
  if unsafe[thread] then
    return false, "this coroutine was stopped by force"
  end
  return closed(thread, close(thread))
end

library.running, library.status, library.isyieldable = running, status, isyieldable
M.globals.coroutine = library
