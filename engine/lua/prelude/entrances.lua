-- The ways into a function of the host's: one for each small number of plain arguments, and the long way for the rest.
local M = ...
local collectgarbage, math_type, setmetatable, type, unpack, utf8_len =
  collectgarbage, math.type, setmetatable, type, table.unpack, utf8.len
local fail, halt, is_over_memory, revive = M.fail, M.halt, M.is_over_memory, M.revive
local soft_kilobytes = M.soft_kilobytes

-- Answers ------------------------------------------------------------------------------------------------------

-- Verdicts: what the host answers after nothing, when its answer is no number or boolean.
local PLAIN, TAGGED, SEVERAL, REFUSED, TIGHT = 1, 2, 3, 4, 6 -- anything else is a bug
local KEPT = {} -- what is read instead of any other answer, which the host keeps until it is taken
local news = { false } -- whether the host kept one where nothing can be read
M.KEPT, M.news = KEPT, news

local function require_room()
  if collectgarbage("count") > soft_kilobytes and is_over_memory() then
    halt("memory")
  end
end

local take_kept

local function judged(verdict, value)
  if verdict == PLAIN then
    return value
  elseif verdict == TAGGED then
    return revive(value)
  elseif verdict == REFUSED then
    return fail(value)
  elseif verdict == TIGHT then
    return take_kept()
  end
  return halt("bug")
end

local function answered(value, verdict, ...)
  if verdict == SEVERAL then
    return ...
  elseif verdict then
    return judged(verdict, ...)
  end
  return value
end

take_kept = function()
  require_room()
  return answered(M.take())
end

-- What is plain ------------------------------------------------------------------------------------------------

local LONGEST = 1000 -- bytes of a text that is looked at here; in longer ones the host does so faster
local LONGEST_KNOWN, MOST_KNOWN = 40, 500 -- Lua has each text of at most 40 bytes once, so finding it costs nothing
local known, count = {}, 0 -- texts that were seen to be plain
M.renewals[#M.renewals + 1] = function()
  known, count = {}, 0
end

--- Whether each character of `text` is one byte on both sides.
local function is_plain_text(text)
  if #text > LONGEST or utf8_len(text) ~= #text then
    return false
  end
  if #text <= LONGEST_KNOWN then
    if count == MOST_KNOWN then
      known, count = {}, 0
    end
    known[text], count = true, count + 1
  end
  return true
end

--- Whether the host gets `value` just as it is.
local function is_plain(value)
  local kind = type(value)
  return kind == "number" or kind == "nil" or kind == "boolean" or kind == "string" and is_plain_text(value)
end

-- Entrances ----------------------------------------------------------------------------------------------------

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
    elseif math_type(a) or known[a] or is_plain(a) then
      local value = one[a]
      if value == KEPT then
        return take_kept()
      end
      return value
    end
    return far(a)
  end
end

local function takes_two(two, far, fewer)
  return function(a, b, more, extra)
    if more ~= nil then
      return call_without_nils(far, 4, a, b, more, extra)
    elseif b == nil then
      return fewer(a)
    elseif (known[a] or math_type(a) or is_plain(a)) and (math_type(b) or known[b] or is_plain(b)) then
      local value, verdict, judged_value = two(a, b)
      if verdict then
        return judged(verdict, judged_value)
      end
      return value
    end
    return far(a, b)
  end
end

--- The same for a function that answers nothing, unless something is wrong.
local function tells_two(two, far, fewer)
  return function(a, b, more, extra)
    if more ~= nil then
      return call_without_nils(far, 4, a, b, more, extra)
    elseif b == nil then
      return fewer(a)
    elseif (known[a] or math_type(a) or is_plain(a)) and (math_type(b) or known[b] or is_plain(b)) then
      news[1] = false -- who was stopped after a call has not looked
      two[a] = b
      if news[1] then
        return take_kept()
      end
      return
    end
    return far(a, b)
  end
end

local function takes_three(three, far, fewer)
  return function(a, b, c, more, extra)
    if more ~= nil then
      return call_without_nils(far, 5, a, b, c, more, extra)
    elseif c == nil then
      return fewer(a, b)
    elseif
      (known[a] or math_type(a) or is_plain(a))
      and (known[b] or math_type(b) or is_plain(b))
      and (math_type(c) or known[c] or is_plain(c))
    then
      three[a] = b
      local value = three[c]
      if value == KEPT then
        return take_kept()
      end
      return value
    end
    return far(a, b, c)
  end
end

local few = setmetatable({}, { __mode = "k" }) -- functions that take at most three arguments, and no nil at the end
M.few = few

--- A Lua function that calls the host's function through the entrances that it has, which may be nil.
-- Of one that takes few arguments, a nil at the end is none.
function M.with_entrances(most, any_number, none, one, two, told_two, three)
  local function far(...)
    require_room()
    return answered(any_number(...))
  end
  if most > 3 or not (none or one or two or told_two or three) then
    return far
  end
  local function stripped(a, b, c)
    return call_without_nils(far, 3, a, b, c)
  end
  local entered = none and takes_none(none, far) or stripped
  entered = one and takes_one(one, far, entered) or most >= 1 and stripped or entered
  entered = two and takes_two(two, far, entered)
    or told_two and tells_two(told_two, far, entered)
    or most >= 2 and stripped
    or entered
  entered = three and takes_three(three, far, entered) or entered
  few[entered] = true
  return entered
end
