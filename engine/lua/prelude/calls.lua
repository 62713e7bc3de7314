-- How scripts call the host: functions that check before they cross, and say what came of it at the player's line.
local M = ...
local collectgarbage, concat, error, next, pack, pcall, rawget, rawlen, rep =
  collectgarbage, table.concat, error, next, string.pack, pcall, rawget, rawlen, string.rep
local select, setmetatable, tonumber, type, unpack = select, setmetatable, tonumber, type, table.unpack
local fail, families, family_of, halt, is_over_memory = M.fail, M.families, M.family_of, M.halt, M.is_over_memory
local keys_of, revive, soft_kilobytes, wait = M.keys_of, M.revive, M.soft_kilobytes, M.wait

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

-- Verdicts: what the host answers after nothing, when its answer is no number or boolean.
local PLAIN, TAGGED, SEVERAL, REFUSED, TIGHT, AGAIN = 1, 2, 3, 4, 6, 7 -- anything else is a bug
local AGAIN_WORD, KEPT_WORD = {}, {} -- the same for an index, of which there comes one value only
M.AGAIN_WORD, M.KEPT_WORD = AGAIN_WORD, KEPT_WORD

local function require_room()
  if collectgarbage("count") > soft_kilobytes and is_over_memory() then
    halt("memory")
  end
end

local answered

local function judged(verdict, value)
  if verdict == PLAIN then
    return value
  elseif verdict == TAGGED then
    return revive(value)
  elseif verdict == SEVERAL then
    return unpack(value, 1, value.n)
  elseif verdict == REFUSED then
    return fail(value)
  elseif verdict == TIGHT then
    require_room()
    return answered(M.take())
  end
  return halt("bug")
end

answered = function(value, verdict, judged_value)
  if verdict then
    return judged(verdict, judged_value)
  end
  return value
end

-- Calls --------------------------------------------------------------------------------------------------------

--- Call `f` with `count` arguments, without those at the end that are nil.
local function call_without_nils(f, count, ...)
  local arguments = { ... }
  while count > 0 and arguments[count] == nil do
    count = count - 1
  end
  return f(unpack(arguments, 1, count))
end

local function takes_none(none, far)
  return function(more, extra)
    if more ~= nil then
      return call_without_nils(far, 2, more, extra)
    end
    local value, verdict, judged_value = none()
    if verdict then
      return judged(verdict, judged_value)
    end
    return value
  end
end

local function takes_one(one, far, fewer)
  return function(a, more, extra)
    if more ~= nil then
      return call_without_nils(far, 3, a, more, extra)
    elseif a == nil then
      return fewer()
    end
    local value = one[a]
    if value then
      if value == KEPT_WORD then
        require_room()
        return answered(M.take())
      elseif value == AGAIN_WORD then
        return far(a)
      end
    end
    return value
  end
end

local function takes_two(two, far, fewer)
  return function(a, b, more, extra)
    if more ~= nil then
      return call_without_nils(far, 4, a, b, more, extra)
    elseif b == nil then
      return fewer(a)
    end
    local value, verdict, judged_value = two(a, b)
    if verdict then
      if verdict == AGAIN then
        return far(a, b)
      end
      return judged(verdict, judged_value)
    end
    return value
  end
end

local function takes_three(three, far, fewer)
  return function(a, b, c, more, extra)
    if more ~= nil then
      return call_without_nils(far, 5, a, b, c, more, extra)
    elseif c == nil then
      return fewer(a, b)
    end
    local value, verdict, judged_value = three(a, b, c)
    if verdict then
      if verdict == AGAIN then
        return far(a, b, c)
      end
      return judged(verdict, judged_value)
    end
    return value
  end
end

local few = setmetatable({}, { __mode = "k" }) -- functions that take at most three arguments, and no nil at the end

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

--- A Lua function that calls the host's function through the entrances that it has for it.
-- Of one that takes few arguments, a nil at the end is none.
function M.expose(_, most, any_number, none, one, two, three, floats)
  local function far(...)
    require_room()
    return answered(any_number(...))
  end
  if floats then
    return with_packed(far, floats)
  end
  if most > 3 or not (none or one or two or three) then
    return far
  end
  local function stripped(a, b, c)
    return call_without_nils(far, 3, a, b, c)
  end
  local exposed = none and takes_none(none, far) or stripped
  exposed = one and takes_one(one, far, exposed) or most >= 1 and stripped or exposed
  exposed = two and takes_two(two, far, exposed) or most >= 2 and stripped or exposed
  exposed = three and takes_three(three, far, exposed) or exposed
  few[exposed] = true
  return exposed
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
