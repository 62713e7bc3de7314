-- Stopping a script: one flag, raised by a hook or by the host, that nothing the script does can swallow.
local M = ...
local byte, clock, collectgarbage, error, find, getinfo =
  string.byte, os.clock, collectgarbage, error, string.find, debug.getinfo
local running, sethook, sub, type, xpcall = coroutine.running, debug.sethook, string.sub, type, xpcall

local OUT_OF_MEMORY = "not enough memory" -- the message that the C side raises
local OURS = "[moonloop" -- what the names of our own chunks begin with
local FEWEST, MOST = 50, 1600 -- instructions between two hooks: few where one instruction may take long, as in C
local SLOW_SECONDS, QUICK_SECONDS = 0.002, 0.0004 -- from one hook to the next
local QUESTION_SECONDS = 0.002 -- how often a hook asks the host, which has to hold Python's lock for it
local soft_kilobytes, expired, most_instructions, deepest =
  M.soft_kilobytes, M.expired, M.instructions, M.stack_depth -- the last two may be nil
local is_bounded = M.hook == "always" and (most_instructions or deepest)
most_instructions, deepest = most_instructions or math.maxinteger, deepest or 1000000
local is_asynchronous, is_trusted = M.hook == "due", M.hook == "never"

local HALT = setmetatable({}, { __metatable = false }) -- the error value that unwinds a stopped script
local state = {
  halted = nil, -- why the script is being stopped: "budget", "stop", "memory", "instructions", "depth" or "bug"
  halted_chunk = nil,
  halted_line = nil,
  used = nil, -- how much it took by then, of what is counted here
  instructions = 0, -- that hooks have seen in this chunk or turn
  failure = nil, -- the error value of the hosted coroutine that failed last
  finisher = nil, -- called when the turn has come to its end: see coroutines.lua
  blamed = nil, -- gives the function that it called last
  deadline = 0, -- on the processor's clock, when what runs has to end
  current = nil, -- the record of the hosted coroutine that runs now
  records = setmetatable({}, { __mode = "k" }), -- hosted coroutine -> its record
}

--- The chunk and line of the innermost frame that is the player's, of `thread` or of who is running.
local function player_place(thread)
  for level = 0, 250 do
    local frame
    if thread then
      frame = getinfo(thread, level, "Sl")
    else
      frame = getinfo(level + 2, "Sl")
    end
    if not frame then
      return nil
    end
    if frame.currentline > 0 and sub(frame.short_src, 1, #OURS) ~= OURS then
      return frame.short_src, frame.currentline
    end
  end
end

--- The chunk and line where the function `f` of the player's begins; nothing for other functions.
local function written_at(f)
  local where = f and getinfo(f, "S")
  if where and where.linedefined > 0 and sub(where.short_src, 1, #OURS) ~= OURS then
    return where.short_src, where.linedefined
  end
end

--- `message` with the player's position before it.
local function placed(message, thread)
  local chunk, line = player_place(thread)
  if not chunk then
    return message
  end
  return chunk .. ":" .. line .. ": " .. message
end

--- Replace a position inside our own code by the player's: before unwinding, or from the stack of a dead `thread`.
local function mend(message, thread)
  if type(message) ~= "string" or byte(message, 1) ~= 91 or sub(message, 1, #OURS) ~= OURS then
    return message
  end
  local _, stop = find(message, "^[^\n]-%]:%d+: ")
  return stop and placed(sub(message, stop + 1), thread) or message
end

--- Raise `message` at the line of the player that led here, through any number of our own functions.
local function fail(message)
  return error(placed(message), 0)
end

local on_hook
local halting = setmetatable({}, { __mode = "k" }) -- threads whose hook raises at every instruction

--- Stop everything that runs, for the reason `why`; never returns.
local function halt(why)
  if not state.halted then
    state.halted = why
    if why == "memory" then
      state.used = collectgarbage("count")
    end
    if why ~= "memory" then -- these need memory; the host finds that place later, with more room
      state.halted_chunk, state.halted_line = player_place()
      expired() -- the host sees that it need not arm hooks any more
    end
  end
  local thread = running()
  if not halting[thread] then -- setting a hook walks the whole stack: once is enough
    halting[thread] = true
    sethook(on_hook, "", 1)
  end
  return error(HALT, 0)
end

--- Whether more memory is alive than crossing into the host may find.
local function is_over_memory()
  if collectgarbage("count") <= soft_kilobytes then
    return false
  end
  collectgarbage()
  return collectgarbage("count") > soft_kilobytes
end

local REASONS = { "budget", "stop" }
local DOUBT_SECONDS = 0.005 -- until the host is asked again whether it was the script that took the time

--- Raise when the host says so.
local function ask()
  local reason = REASONS[expired()]
  if reason then
    return halt(reason)
  end
end

--- Raise when the time is over at `now`, or was over already, or too much memory is kept.
local function check_here(now)
  if state.halted then
    return halt(state.halted)
  elseif now > state.deadline then -- by the clock of the process, which other threads drive on too
    ask()
    state.deadline = now + DOUBT_SECONDS
  elseif is_over_memory() then
    return halt("memory")
  end
end

--- The same, asking the host in any case.
local function check()
  check_here(clock())
  ask()
end

--- Raise when what runs takes more than its count of instructions, or is too deep in calls; `count` are new ones.
local function check_bounds(count)
  state.instructions = state.instructions + count
  if state.instructions > most_instructions then
    state.used = state.instructions
    return halt("instructions")
  elseif getinfo(deepest + 3, "l") then -- above this function, the hook, and the deepest one that is allowed
    state.used = deepest + 1
    return halt("depth")
  end
end

local last_hook, last_question = 0, 0 -- on the processor's clock
local counts = setmetatable({}, { __mode = "k" }) -- thread -> instructions between its hooks

--- Look more often while instructions take long, and less often while they do not.
local function adjust(thread, now)
  local elapsed, count = now - last_hook, counts[thread]
  last_hook = now
  if elapsed > SLOW_SECONDS and count > FEWEST then
    count = FEWEST
  elseif elapsed < QUICK_SECONDS and count < MOST then
    count = count * 2
  else
    return
  end
  counts[thread] = count
  sethook(thread, on_hook, "", count)
end

on_hook = function()
  local thread = running()
  if is_asynchronous and not counts[thread] then
    check() -- the host armed this hook, and knows why
    sethook(on_hook, "") -- too late to matter: run at full speed again
    return
  end
  if is_bounded and not state.halted then
    check_bounds(counts[thread])
  end
  local now = clock()
  check_here(now)
  if now - last_question > QUESTION_SECONDS then
    last_question = now
    ask()
  end
  adjust(thread, now)
end

--- Give `thread`, one that the script made, its own hook: hooks are not inherited.
local function arm(thread)
  if is_trusted then
    return
  end
  counts[thread] = FEWEST
  sethook(thread, on_hook, "", FEWEST)
end

--- Whether `thread` has a hook that always runs.
local function is_armed(thread)
  return is_trusted or counts[thread] ~= nil
end

--- The same for a thread that a watching thread may arm from outside, while the host knows of it.
local function prepare(thread)
  if is_asynchronous then
    sethook(thread, on_hook, "") -- remembered as this thread's hook, but not running
  else
    arm(thread)
  end
end

--- Pass on what no script may catch: a stop, the end of memory, a Python exception.
local function rethrow(failure)
  if state.halted then
    return halt(state.halted)
  end
  if failure == OUT_OF_MEMORY then
    return halt("memory")
  end
  if type(failure) == "userdata" then
    return halt("bug")
  end
end

-- Each error that is caught walks the whole stack, so a tower of thousands of pcalls would take minutes to unwind.
local DEEPEST = 180
local depths = setmetatable({}, { __mode = "k" }) -- thread -> how many pcalls it is in

local function settle(thread, depth, ok, ...)
  depths[thread] = depth
  if not ok then
    rethrow((...))
  end
  return ok, ...
end

local function protected(on_error, f, ...)
  local thread = running()
  local depth = depths[thread] or 0
  if depth >= DEEPEST then
    return false, placed("stack overflow (too many pcalls inside each other)")
  end
  depths[thread] = depth + 1
  return settle(thread, depth, xpcall(f, on_error, ...))
end

local function safe_pcall(f, ...)
  return protected(mend, f, ...)
end

--- Note where an error was raised, as it is about to unwind, for `debug.traceback` in the handler.
local function note_and_mend(message)
  state.noted = M.described_stack()
  return mend(message)
end

local UNTIL_HANDLED = setmetatable({}, {
  __close = function()
    state.trace = nil
  end,
})

local function handled(handler, ok, ...)
  if ok then
    return true, ...
  end
  local _ <close> = UNTIL_HANDLED
  state.trace, state.noted = state.noted, nil
  return false, handler((...))
end

-- The handler runs after unwinding: no hook runs inside one that Lua calls itself.
local function safe_xpcall(f, handler, ...)
  if type(handler) ~= "function" then
    fail("bad argument #2 to 'xpcall' (function expected, got " .. type(handler) .. ")")
  end
  return handled(handler, protected(note_and_mend, f, ...))
end

M.OUT_OF_MEMORY, M.OURS, M.state = OUT_OF_MEMORY, OURS, state
M.arm, M.check, M.fail, M.is_armed, M.is_asynchronous, M.prepare =
  arm, check, fail, is_armed, is_asynchronous, prepare
M.halt, M.is_over_memory, M.written_at = halt, is_over_memory, written_at
M.mend, M.placed, M.player_place, M.rethrow = mend, placed, player_place, rethrow
M.globals.pcall, M.globals.xpcall = safe_pcall, safe_xpcall
