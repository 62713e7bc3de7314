-- What libraries expect to find beside the rest of Lua: they see of the machine nothing, of the stack only the script.
local M = ...
local concat, getinfo, gsub, select, setmetatable, sub, tostring, type =
  table.concat, debug.getinfo, string.gsub, select, setmetatable, string.sub, tostring, type
local fail, state, OURS = M.fail, M.state, M.OURS
local globals = M.globals
local MOST_FRAMES, DEEPEST = 24, 250

local FIELDS = {
  "currentline", "isvararg", "istailcall", "lastlinedefined", "linedefined", "name", "namewhat", "nparams", "nups",
  "short_src", "source", "what",
} -- nothing that could be called or changed

local function is_of_script(frame)
  return frame.what ~= "C" and sub(frame.short_src, 1, #OURS) ~= OURS
end

--- The frame at `level` of those that are the script's, from 1, or nil.
local function frame_at(thread, level)
  for at = thread and 0 or 3, DEEPEST do
    local frame
    if thread then
      frame = getinfo(thread, at, "Slnut")
    else
      frame = getinfo(at, "Slnut")
    end
    if not frame then
      return nil
    elseif is_of_script(frame) then
      level = level - 1
      if level <= 0 then
        return frame
      end
    end
  end
end

local function shown(frame)
  if not frame then
    return nil
  elseif not is_of_script(frame) then
    return { currentline = -1, linedefined = -1, lastlinedefined = -1, short_src = "[C]", source = "=[C]", what = "C",
      namewhat = "", nparams = 0, isvararg = true, nups = 0 }
  end
  local copy = {}
  for place = 1, #FIELDS do
    copy[FIELDS[place]] = frame[FIELDS[place]]
  end
  return copy
end

local library = globals.debug or {}

--- As Lua's, for functions and for the script's own frames, without what could be called or changed.
function library.getinfo(first, second)
  local thread, what = nil, first
  if type(first) == "thread" then
    thread, what = first, second
  end
  if type(what) == "function" then
    return shown(getinfo(what, "Slnu"))
  elseif type(what) ~= "number" then
    fail("bad argument #1 to 'getinfo' (function or level expected)")
  end
  local frame = frame_at(thread, what)
  return shown(frame)
end

local function described(frame)
  local name = frame.what == "main" and "main chunk"
  if not name and frame.name then
    name = (frame.namewhat == "global" and "function" or frame.namewhat) .. " '" .. frame.name .. "'"
  end
  name = name or "function <" .. frame.short_src .. ":" .. frame.linedefined .. ">"
  return "\n\t" .. frame.short_src .. ":" .. frame.currentline .. ": in " .. name
end

--- The frames of the script's from `level` on, as text, one a line.
local function described_stack(thread, level)
  local pieces = {}
  for at = thread and 0 or 2, DEEPEST do
    local frame
    if thread then
      frame = getinfo(thread, at, "Sln")
    else
      frame = getinfo(at, "Sln")
    end
    if not frame or #pieces >= MOST_FRAMES then
      break
    elseif is_of_script(frame) then
      level = level - 1
      if level <= 0 then
        pieces[#pieces + 1] = described(frame)
      end
    end
  end
  return concat(pieces)
end

--- The same for where something goes wrong right now.
function M.described_stack()
  return described_stack(nil, 1)
end

--- As Lua's, with the script's own frames; in the handler of an xpcall, those that led to the error.
function library.traceback(first, second, third)
  local thread, message, level = nil, first, second
  if type(first) == "thread" then
    thread, message, level = first, second, third
  end
  if message ~= nil and type(message) ~= "string" and type(message) ~= "number" then
    return message
  end
  local before = (message == nil and "" or message .. "\n") .. "stack traceback:"
  if thread then
    return before .. described_stack(thread, level and level + 1 or 1)
  end
  return before .. (state.trace or described_stack(nil, type(level) == "number" and level or 1))
end

library.getmetatable = globals.getmetatable

globals.debug = library

--- There is no environment here.
function globals.os.getenv(name)
  if type(name) ~= "string" then
    fail("bad argument #1 to 'getenv' (string expected, got " .. type(name) .. ")")
  end
  return nil
end

-- What is written goes where `print` goes.
local io = globals.io
io.stdout = io.write()
io.stderr = io.stdout
