-- What the host gives out: functions that check before they cross, and handles that are plain tables.
local M = ...
local collectgarbage, find, getmetatable, next, rawget, select, setmetatable, sub, type =
  collectgarbage, string.find, debug.getmetatable, next, rawget, select, setmetatable, string.sub, type
local pack, unpack = table.pack, table.unpack
local fail, halt, is_over_memory, state, wait = M.fail, M.halt, M.is_over_memory, M.state, M.wait
local soft_kilobytes = M.soft_kilobytes

local TAG_HANDLE, TAG_FUNCTION = "\0handle", "\0function" -- keys of the tables that stand for what is no plain value

-- Handles ------------------------------------------------------------------------------------------------------

local kinds = {} -- kind -> { metatable, made }
local keys_of = setmetatable({}, { __mode = "k" }) -- handle -> its key, for its methods

--- The handle of `kind` called `key`; the same table each time.
function M.handle(kind, key)
  local family = kinds[kind]
  local handle = family.made[key]
  if not handle then
    handle = setmetatable({ [TAG_HANDLE] = kind .. "\0" .. key }, family.metatable)
    family.made[key], keys_of[handle] = handle, key
  end
  return handle
end

local function nothing() end

--- Say what methods the handles of `kind` have; again to replace them.
function M.define_handle(kind, methods)
  local family = kinds[kind] or { made = setmetatable({}, { __mode = "v" }), metatable = { __metatable = false } }
  local metatable = family.metatable
  metatable.__index, metatable.__name = methods, kind
  function metatable.__newindex(_, name)
    fail("a " .. kind .. " has no field " .. M.tostring(name) .. " to assign to; use its methods")
  end
  function metatable.__tostring(handle)
    return kind .. ' "' .. keys_of[handle] .. '"'
  end
  function metatable.__pairs(handle)
    return nothing, handle, nil
  end
  kinds[kind] = family
end

--- A method: takes the handle's key where the handle was.
function M.method(kind, name, exposed)
  return function(handle, ...)
    local key = keys_of[handle]
    if not key or getmetatable(handle) ~= kinds[kind].metatable then
      fail("call " .. name .. " with a colon, on a " .. kind .. ": handle:" .. name .. "(...)")
    end
    return exposed(key, ...)
  end
end

-- Crossing -----------------------------------------------------------------------------------------------------

--- Replace the tags that the host may put into its results by what they stand for.
local function revive(value)
  if type(value) ~= "table" then
    return value
  end
  local tag = rawget(value, TAG_HANDLE)
  if tag then
    local stop = find(tag, "\0", 1, true)
    return M.handle(sub(tag, 1, stop - 1), sub(tag, stop + 1))
  end
  for key, item in next, value do
    value[key] = revive(item)
  end
  return value
end

--- Replace functions among the arguments by tables that name them.
local function hold_all(count, first, ...)
  if count == 0 then
    return
  end
  if type(first) == "function" then
    local id, chunk, line = M.hold(first)
    first = { [TAG_FUNCTION] = id, chunk = chunk, line = line }
  end
  return first, hold_all(count - 1, ...)
end

M.revive = revive

local VERDICT = {} -- what the host answers first when its answer is no single plain value
M.VERDICT = VERDICT
local TAGGED, SEVERAL, REFUSED = 1, 2, 3 -- what comes second then; anything else is a bug

local function judged(verdict, value)
  if verdict == TAGGED then
    return revive(value)
  elseif verdict == SEVERAL then
    return unpack(value, 1, value.n)
  elseif verdict == REFUSED then
    return fail(value)
  end
  return halt("bug")
end

--- A Lua function that calls `crossing`, the host's, after looking that there is room.
function M.expose(crossing)
  return function(...)
    if collectgarbage("count") > soft_kilobytes and is_over_memory() then
      halt("memory")
    end
    local first, verdict, value = crossing(...)
    if first ~= VERDICT then
      return first
    end
    return judged(verdict, value)
  end
end

--- The same for one that takes functions.
function M.expose_with_functions(crossing)
  local exposed = M.expose(crossing)
  return function(...)
    local count = select("#", ...)
    if count > 200 then
      fail("too many arguments")
    end
    return exposed(hold_all(count, ...))
  end
end

--- The same for one after which time passes: its results go to the host, and the host's answer to the script.
function M.expose_waiting(exposed)
  return function(...)
    return wait(exposed(...))
  end
end

--- The same for a method of a plain table, as in clock:setBPM(128).
function M.expose_for(owner, name, exposed)
  return function(receiver, ...)
    if receiver ~= owner then
      fail("call " .. name .. " with a colon: " .. name .. "(...)")
    end
    return exposed(...)
  end
end

--- The same for one whose first argument is a function, for which the others are: they stay in Lua.
function M.expose_binding(exposed)
  return function(f, ...)
    if select("#", ...) == 0 or type(f) ~= "function" then
      return exposed(f)
    end
    local arguments = pack(...)
    return exposed(f, function()
      return f(unpack(arguments, 1, arguments.n))
    end)
  end
end
