-- How scripts call the host: functions that check before they cross, and say what came of it at the player's line.
local M = ...
local concat, error, next, pack, pcall, rawget, rawlen, rep =
  table.concat, error, next, string.pack, pcall, rawget, rawlen, string.rep
local select, tonumber, type, unpack = select, tonumber, type, table.unpack
local fail, families, family_of, few, keys_of, wait, with_entrances =
  M.fail, M.families, M.family_of, M.few, M.keys_of, M.wait, M.with_entrances

local TAG_FUNCTION = "\0function" -- key of the tables that stand for functions on their way

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

-- Lists of numbers cross as one string, two to three times as fast as number by number.
local CHUNK = 500 -- numbers for one call of string.pack
local FORMAT = "=" .. rep("d", CHUNK)

local function refuse_other_than_numbers(t, size, name)
  for place = 1, size do
    if not tonumber(rawget(t, place)) then
      fail(name .. "[" .. place .. "] is no number")
    end
  end
end

local function pack_all(t, size)
  local pieces, count = {}, 0
  for first = 1, size - CHUNK + 1, CHUNK do
    count = count + 1
    pieces[count] = pack(FORMAT, unpack(t, first, first + CHUNK - 1))
  end
  local rest = size % CHUNK
  pieces[count + 1] = pack("=" .. rep("d", rest), unpack(t, size - rest + 1, size))
  return concat(pieces)
end

--- The numbers of the list `t` in a string, for the host; `name` is what a message calls it.
local function packed(t, name)
  if t == nil then
    return nil
  elseif type(t) ~= "table" then
    fail(name .. " is a list of numbers, got a " .. type(t))
  end
  local size = rawlen(t)
  if size > M.longest_list then
    fail(name .. " has too many entries (at most " .. M.longest_list .. ")")
  end
  local ok, result = pcall(pack_all, t, size)
  if not ok then
    refuse_other_than_numbers(t, size, name)
    error(result, 0) -- there was no memory for it, or it was stopped
  end
  return result
end

--- A function that packs the arguments whose places and names `floats` has, before it calls `f`.
local function with_packed(f, floats)
  return function(...)
    local arguments, count = { ... }, select("#", ...)
    for place, name in next, floats do
      arguments[place] = packed(arguments[place], name)
    end
    return f(unpack(arguments, 1, count))
  end
end

--- A Lua function that calls the host's function, for which it has these entrances.
function M.expose(most, any_number, none, one, two, told_two, three, floats)
  local entered = with_entrances(most, any_number, none, one, two, told_two, three)
  return floats and with_packed(entered, floats) or entered
end

--- The same for one that takes functions.
function M.expose_with_functions(...)
  local exposed = M.expose(...)
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
    if receiver ~= owner and M.originals[receiver] ~= owner then
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
    local arguments, count = { ... }, select("#", ...)
    return exposed(f, function()
      return f(unpack(arguments, 1, count))
    end)
  end
end

--- A method: takes the handle's key where the handle was.
function M.method(kind, name, exposed)
  local family = family_of(kind)
  local function key_of(handle)
    if families[handle] ~= family then
      fail("call " .. name .. " with a colon, on a " .. kind .. ": handle:" .. name .. "(...)")
    end
    return keys_of[handle]
  end
  if few[exposed] then
    return function(handle, a, b, c, d)
      return exposed(families[handle] == family and keys_of[handle] or key_of(handle), a, b, c, d)
    end
  end
  return function(handle, ...)
    return exposed(key_of(handle), ...)
  end
end
