-- What is told about a failure: its message, its place, and the frames that led there.
local M = ...
local create, getinfo, getmetatable, move, rawequal, rawget =
  coroutine.create, debug.getinfo, debug.getmetatable, table.move, rawequal, rawget
local concat, find, resume, running, sub, tostring, type, unpack =
  table.concat, string.find, coroutine.resume, coroutine.running, string.sub, tostring, type, table.unpack
local arm, mend, OURS, OUT_OF_MEMORY, state = M.arm, M.mend, M.OURS, M.OUT_OF_MEMORY, M.state
local MAX_FRAMES, MAX_MESSAGE = 24, 2000

--- Append chunk, line and name of the player's frames of `thread` to the flat list `frames`.
local function collect_frames(thread, frames)
  for level = 0, 250 do
    local frame = getinfo(thread, level, "Sln")
    if not frame or #frames >= 3 * MAX_FRAMES then
      return frames
    end
    if frame.currentline > 0 and sub(frame.short_src, 1, #OURS) ~= OURS then
      local at = #frames
      frames[at + 1], frames[at + 2] = frame.short_src, frame.currentline
      frames[at + 3] = frame.what == "main" and "main chunk" or frame.name or "function at line " .. frame.linedefined
    end
  end
  return frames
end

--- A coroutine of the script died and its error goes on in the one that resumed it: keep its frames.
function M.note_inner_failure(thread, failure)
  local frames = collect_frames(thread, {})
  local inner = state.inner_failure
  if inner and rawequal(inner.value, failure) then
    move(frames, 1, #frames, #inner.frames + 1, inner.frames)
  else
    state.inner_failure = { value = failure, frames = frames }
  end
end

--- The text of an error value; its `__tostring` runs in a thread of its own, with a hook.
local function text_of(failure)
  local kind = type(failure)
  if kind == "string" or kind == "number" then
    return tostring(failure)
  elseif kind == "nil" then
    return "an error without a message"
  elseif kind ~= "table" then
    return "an error whose value is a " .. kind
  end
  local metatable = getmetatable(failure)
  if type(metatable) == "table" and rawget(metatable, "__tostring") then
    local thread = create(M.globals.tostring)
    arm(thread)
    local ok, text = resume(thread, failure)
    return ok and text or "an error whose value is a table that cannot be shown"
  end
  local message = rawget(failure, "message")
  return type(message) == "string" and message or "an error whose value is a table"
end

local function message_of(failure, why, thread)
  if type(failure) == "userdata" then -- an exception of Python's, which nothing but this may look at
    return tostring(failure)
  end
  return why or sub(text_of(mend(failure, thread)), 1, MAX_MESSAGE)
end

--- Why and where hosted coroutine `id` failed: reason or nil, message, chunk, line, what it took, then the frames, flat.
function M.report(id)
  local failure, why, inner = state.failure, state.halted, state.inner_failure
  state.failure, state.halted, state.inner_failure = nil, nil, nil
  if not why and rawequal(failure, OUT_OF_MEMORY) then
    why = "memory"
  elseif not why and type(failure) == "userdata" then
    why = "bug"
  end
  local thread = M.hosted(id)
  local frames = inner and rawequal(inner.value, failure) and inner.frames or {}
  collect_frames(thread, frames)
  local message = message_of(failure, why, thread)
  local chunk, line, used = state.halted_chunk, state.halted_line, state.used
  state.halted, state.halted_chunk, state.halted_line = nil, nil, nil
  return why, message, chunk, line, used, unpack(frames)
end
