-- Lua's patterns matched by Lua: slower than in C, but a hook can stop it in the middle of a hopeless search.
-- Follows the rules of the Lua 5.4 reference manual, section 6.4.1.
local M = ...
local byte, char, find, sub = string.byte, string.char, string.find, string.sub
local fail = M.fail

local ESCAPE, OPEN, CLOSE, SET, SET_END, CARET, DOLLAR, DASH, DOT = 37, 40, 41, 91, 93, 94, 36, 45, 46
local STAR, PLUS, OPTIONAL, BALANCE, FRONTIER, ZERO, NINE = 42, 43, 63, 98, 102, 48, 57
local UNCLOSED, POSITION = -1, -2 -- lengths of captures that are not stretches of text (yet)
local MAX_CAPTURES = 32

local LETTERS = {} -- of the classes, as bytes
for letter in ("acdglpsuwxACDGLPSUWX"):gmatch(".") do
  LETTERS[byte(letter)] = "%" .. letter
end

local classes = {} -- letter of a class, as a byte -> set of bytes; each made when it is first needed

local function members_of(letter)
  local members = {}
  for code = 0, 255 do
    members[code] = find(char(code), LETTERS[letter]) ~= nil
  end
  classes[letter] = members
  return members
end

local function is_in_class(code, letter)
  local members = classes[letter] or LETTERS[letter] and members_of(letter)
  if members then
    return members[code]
  end
  return letter == code
end

--- The place after the single item (character, class or set) that begins at `at` of `pattern`.
local function item_end(pattern, at)
  local code = byte(pattern, at)
  at = at + 1
  if code == ESCAPE then
    if at > #pattern then
      fail("malformed pattern (ends with '%')")
    end
    return at + 1
  elseif code ~= SET then
    return at
  end
  if byte(pattern, at) == CARET then
    at = at + 1
  end
  repeat -- a ']' that comes first is a member
    if at > #pattern then
      fail("malformed pattern (missing ']')")
    end
    at = at + (byte(pattern, at) == ESCAPE and 2 or 1)
  until byte(pattern, at) == SET_END
  return at + 1
end

--- Whether `code` is in the set from `at`, its '[', to `stop`, its ']'.
local function is_in_set(code, pattern, at, stop)
  local found = true
  at = at + 1
  if byte(pattern, at) == CARET then
    found, at = false, at + 1
  end
  while at < stop do
    local low = byte(pattern, at)
    if low == ESCAPE then
      if is_in_class(code, byte(pattern, at + 1)) then
        return found
      end
      at = at + 2
    elseif byte(pattern, at + 1) == DASH and at + 2 < stop then
      if low <= code and code <= byte(pattern, at + 2) then
        return found
      end
      at = at + 3
    else
      if low == code then
        return found
      end
      at = at + 1
    end
  end
  return not found
end

--- Whether the character at `place` of the subject matches the item from `at` to before `stop`.
local function matches_one(search, place, at, stop)
  local code = byte(search.subject, place)
  if not code then
    return false
  end
  local kind = byte(search.pattern, at)
  if kind == DOT then
    return true
  elseif kind == ESCAPE then
    return is_in_class(code, byte(search.pattern, at + 1))
  elseif kind == SET then
    return is_in_set(code, search.pattern, at, stop - 1)
  end
  return kind == code
end

local match -- the end of a match of the pattern from `at`, beginning at `place`; nil when there is none

local function match_most(search, place, at, stop)
  local count = 0
  while matches_one(search, place + count, at, stop) do
    count = count + 1
  end
  while count >= 0 do
    local found = match(search, place + count, stop + 1)
    if found then
      return found
    end
    count = count - 1
  end
end

local function match_fewest(search, place, at, stop)
  while true do
    local found = match(search, place, stop + 1)
    if found then
      return found
    elseif not matches_one(search, place, at, stop) then
      return nil
    end
    place = place + 1
  end
end

local function open_capture(search, place, at, length)
  local level = search.level + 1
  if level > MAX_CAPTURES then
    fail("too many captures")
  end
  search.starts[level], search.lengths[level], search.level = place, length, level
  local found = match(search, place, at)
  if not found then
    search.level = level - 1
  end
  return found
end

local function close_capture(search, place, at)
  for level = search.level, 1, -1 do
    if search.lengths[level] == UNCLOSED then
      search.lengths[level] = place - search.starts[level]
      local found = match(search, place, at)
      if not found then
        search.lengths[level] = UNCLOSED
      end
      return found
    end
  end
  fail("invalid pattern capture")
end

local function match_balance(search, place, at)
  local opening, closing = byte(search.pattern, at, at + 1)
  if not closing then
    fail("malformed pattern (missing arguments to '%b')")
  end
  if byte(search.subject, place) ~= opening then
    return nil
  end
  local depth = 1
  for after = place + 1, #search.subject do
    local code = byte(search.subject, after)
    if code == closing then
      depth = depth - 1
      if depth == 0 then
        return match(search, after + 1, at + 2)
      end
    elseif code == opening then
      depth = depth + 1
    end
  end
end

local function match_frontier(search, place, at)
  if byte(search.pattern, at) ~= SET then
    fail("missing '[' after '%f' in pattern")
  end
  local stop = item_end(search.pattern, at)
  local before = byte(search.subject, place - 1) or 0
  local after = byte(search.subject, place) or 0
  if place == 1 then
    before = 0
  end
  if not is_in_set(before, search.pattern, at, stop - 1) and is_in_set(after, search.pattern, at, stop - 1) then
    return match(search, place, stop)
  end
end

local function match_again(search, place, at)
  local level = byte(search.pattern, at) - ZERO
  local length = search.lengths[level]
  if level < 1 or level > search.level or length == UNCLOSED then
    fail("invalid capture index %" .. level)
  end
  local start = search.starts[level]
  if sub(search.subject, place, place + length - 1) == sub(search.subject, start, start + length - 1) then
    return match(search, place + length, at + 1)
  end
end

local function match_item(search, place, at)
  local stop = item_end(search.pattern, at)
  local suffix = byte(search.pattern, stop)
  if suffix == OPTIONAL then
    if matches_one(search, place, at, stop) then
      local found = match(search, place + 1, stop + 1)
      if found then
        return found
      end
    end
    return match(search, place, stop + 1)
  elseif suffix == PLUS then
    return matches_one(search, place, at, stop) and match_most(search, place + 1, at, stop) or nil
  elseif suffix == STAR then
    return match_most(search, place, at, stop)
  elseif suffix == DASH then
    return match_fewest(search, place, at, stop)
  elseif matches_one(search, place, at, stop) then
    return match(search, place + 1, stop)
  end
end

match = function(search, place, at)
  local pattern = search.pattern
  if at > #pattern then
    return place
  end
  local code = byte(pattern, at)
  if code == OPEN then
    if byte(pattern, at + 1) == CLOSE then
      return open_capture(search, place, at + 2, POSITION)
    end
    return open_capture(search, place, at + 1, UNCLOSED)
  elseif code == CLOSE then
    return close_capture(search, place, at + 1)
  elseif code == DOLLAR and at == #pattern then
    return place == #search.subject + 1 and place or nil
  elseif code == ESCAPE then
    local following = byte(pattern, at + 1)
    if following == BALANCE then
      return match_balance(search, place, at + 2)
    elseif following == FRONTIER then
      return match_frontier(search, place, at + 2)
    elseif following and following >= ZERO and following <= NINE then
      return match_again(search, place, at + 1)
    end
  end
  return match_item(search, place, at)
end

--- A search for `pattern` in `subject`, to be used with the two functions below.
function M.new_search(subject, pattern)
  local is_anchored = byte(pattern, 1) == CARET
  return {
    subject = subject,
    pattern = pattern,
    is_anchored = is_anchored,
    first = is_anchored and 2 or 1,
    level = 0,
    starts = {},
    lengths = {},
  }
end

--- The end (exclusive) of a match that begins at `place`, or nil.
function M.match_at(search, place)
  search.level = 0
  return match(search, place, search.first)
end

--- One capture of the last match; the first is all of it, from `start` to before `stop`, when there are none.
local function capture(search, level, start, stop)
  if level > search.level then
    if level > 1 then
      fail("invalid capture index %" .. level .. " in replacement string")
    end
    return sub(search.subject, start, stop - 1)
  end
  local length = search.lengths[level]
  if length == POSITION then
    return search.starts[level]
  elseif length == UNCLOSED then
    fail("unfinished capture")
  end
  return sub(search.subject, search.starts[level], search.starts[level] + length - 1)
end

--- All captures of the last match; when there are none, all of it if `or_whole`.
local function captures(search, start, stop, or_whole)
  local values = {}
  for level = 1, search.level == 0 and or_whole and 1 or search.level do
    values[level] = capture(search, level, start, stop)
  end
  return values
end

M.capture, M.captures = capture, captures
