-- Stopping a script: one flag, raised by a hook or by the host, that nothing the script does can swallow.
local M = ...
local byte, collectgarbage, error, find, getinfo = string.byte, collectgarbage, error, string.find, debug.getinfo
local running, sethook, sub, type, xpcall = coroutine.running, debug.sethook, string.sub, type, xpcall

local OUT_OF_MEMORY = "not enough memory" -- the message that the C side raises
local OURS = "[moonloop" -- what the names of our own chunks begin with
local HOOK_COUNT = 1000 -- instructions; a hook costs the same whatever its count
local soft_kilobytes, expired, is_asynchronous = M.soft_kilobytes, M.expired, M.is_asynchronous

local HALT = setmetatable({}, { __metatable = false }) -- the error value that unwinds a stopped script
local state = {
  halted = nil, -- why the script is being stopped: "budget", "stop", "memory" or "bug"
  halted_chunk = nil,
  halted_line = nil,
  failure = nil, -- the error value of the hosted coroutine that failed last
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

--- Stop everything that runs, for the reason `why`; never returns.
local function halt(why)
  if not state.halted then
    state.halted = why
    if why ~= "memory" then -- finding a place allocates; the host finds that one later, with more room
      state.halted_chunk, state.halted_line = player_place()
    end
  end
  sethook(on_hook, "", 1)
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

--- Raise when the time is over, or was over already; called by hooks and by long operations of ours.
local function check()
  if state.halted then
    return halt(state.halted)
  end
  if is_over_memory() then
    return halt("memory")
  end
  local reason = REASONS[expired()]
  if reason then
    return halt(reason)
  end
end

on_hook = function()
  check()
  if is_asynchronous and state.records[running()] then
    sethook(on_hook, "") -- armed from outside, too late to matter: run at full speed again
  end
end

--- Give `thread`, one that the script made, its own hook: hooks are not inherited.
local function arm(thread)
  sethook(thread, on_hook, "", HOOK_COUNT)
end

--- The same for a thread that the host made, which a watching thread may arm from outside.
local function arm_hosted(thread)
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

local function settle(ok, first, ...)
  if ok then
    return true, first, ...
  end
  rethrow(first)
  return false, first
end

local function safe_pcall(f, ...)
  return settle(xpcall(f, mend, ...))
end

local function handled(handler, ok, ...)
  if ok then
    return true, ...
  end
  return false, handler((...))
end

-- The handler runs after unwinding: no hook runs inside one that Lua calls itself.
local function safe_xpcall(f, handler, ...)
  if type(handler) ~= "function" then
    fail("bad argument #2 to 'xpcall' (function expected, got " .. type(handler) .. ")")
  end
  return handled(handler, settle(xpcall(f, mend, ...)))
end

M.OUT_OF_MEMORY, M.OURS, M.state = OUT_OF_MEMORY, OURS, state
M.arm, M.arm_hosted, M.check, M.fail, M.halt, M.is_over_memory = arm, arm_hosted, check, fail, halt, is_over_memory
M.mend, M.placed, M.player_place, M.rethrow = mend, placed, player_place, rethrow
M.globals.pcall, M.globals.xpcall = safe_pcall, safe_xpcall
