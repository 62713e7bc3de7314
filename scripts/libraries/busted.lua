-- The part of busted, the test framework, that libraries' own specifications are written in.
local blocks, place, counts = { {} }, {}, { passed = 0, failed = 0, pending = 0 }

local function is_same(a, b, seen)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b or (a ~= a and b ~= b)
  end
  seen = seen or {}
  if rawequal(a, b) or seen[a] == b then
    return true
  end
  seen[a] = b
  for key, value in next, a do
    if not is_same(value, rawget(b, key), seen) then
      return false
    end
  end
  for key in next, b do
    if rawget(a, key) == nil then
      return false
    end
  end
  return true
end

local function shown(value, depth)
  depth = depth or 0
  if type(value) == "string" then
    return ("%q"):format(value)
  elseif type(value) ~= "table" or depth > 3 then
    return tostring(value)
  end
  local pieces = {}
  for key, item in next, value do
    pieces[#pieces + 1] = "[" .. shown(key, depth + 1) .. "] = " .. shown(item, depth + 1)
  end
  return "{ " .. table.concat(pieces, ", ") .. " }"
end

local function text_of(failure)
  if type(failure) == "table" and failure.skipped then
    return failure
  end
  return type(failure) == "string" and failure or shown(failure)
end

-- Assertions --------------------------------------------------------------------------------------------------------

local assertions = {}

local function claim(is_so, words, ...)
  local pieces = {}
  for number = 1, select("#", ...) do
    pieces[number] = shown((select(number, ...)))
  end
  return is_so, words .. ": " .. table.concat(pieces, ", ")
end

function assertions.equal(a, b)
  return claim(a == b, "these are to be equal", a, b)
end

function assertions.same(a, b)
  return claim(is_same(a, b), "these are to be the same", a, b)
end

function assertions.truthy(value)
  return claim(value, "this is to be true", value)
end

function assertions.falsy(value)
  return claim(not value, "this is to be false", value)
end

function assertions.matches(pattern, text)
  return claim(type(text) == "string" and text:find(pattern) ~= nil, "this pattern is to be in this text", pattern, text)
end

function assertions.near(wanted, value, tolerance)
  return claim(math.abs(wanted - value) <= tolerance, "these are to be near each other", wanted, value)
end

function assertions.error(f, wanted)
  local ok, failure = pcall(f)
  if ok then
    return claim(false, "this is to raise an error", f)
  elseif wanted ~= nil and type(failure) == "string" then
    failure = failure:gsub("^[^\n]-:%d+: ", "")
  end
  return claim(wanted == nil or is_same(failure, wanted), "this error is to be that", failure, wanted)
end

function assertions.error_matches(f, pattern)
  local ok, failure = pcall(f)
  return claim(not ok and tostring(failure):find(pattern) ~= nil, "this error is to match", failure, pattern)
end

for kind in ("nil boolean number string table function userdata thread"):gmatch("%a+") do
  assertions[kind] = function(value)
    return claim(type(value) == kind, "this is to be a " .. kind, value)
  end
end
assertions["true"] = function(value)
  return claim(value == true, "this is to be true", value)
end
assertions["false"] = function(value)
  return claim(value == false, "this is to be false", value)
end
for other, name in next, {
  equals = "equal", are_equal = "equal", same_as = "same", is_true = "true", is_false = "false", is_nil = "nil",
  errors = "error", has_error = "error", match = "matches", match_error = "error_matches", is_table = "table",
  is_function = "function", is_string = "string", is_number = "number", is_truthy = "truthy", is_falsy = "falsy",
  Equal = "equal", Same = "same", True = "true", False = "false", Nil = "nil", error_match = "error_matches",
  has_errors = "error", is_boolean = "boolean", no_errors = "error", are_same = "same", is_same = "same", is_equal = "equal",
} do
  assertions[other] = name
end

local function chain(is_negated)
  return setmetatable({}, {
    __index = function(_, word)
      local is_not = is_negated
      for _, beginning in ipairs{ "is_not_", "not_", "has_no_", "no_" } do
        if word:sub(1, #beginning) == beginning then
          is_not, word = not is_not, word:sub(#beginning + 1)
          break
        end
      end
      local found = assertions[word]
      if type(found) == "string" then
        found = assertions[found]
      end
      if word == "is" or word == "are" or word == "has" or word == "have" or word == "does" or word == "was" then
        return chain(is_negated)
      elseif word == "Not" or word == "no" or word == "is_not" or word == "not" or word == "are_not" or word == "has_no" then
        return chain(not is_negated)
      elseif not found then
        error("the test's assertion is not known here: " .. word, 2)
      end
      return function(...)
        local is_so, words = found(...)
        if is_so and is_not or not is_so and not is_not then
          error((is_not and "not " or "") .. words, 2)
        end
        return ...
      end
    end,
    __call = function(_, value, message, ...)
      if not value then
        error(message or "assertion failed!", 2)
      end
      return value, message, ...
    end,
  })
end
assert = chain(false)

-- Blocks ------------------------------------------------------------------------------------------------------------

local lasts = {} -- what the test that runs wants done at its end, whatever comes

function finally(f)
  lasts[#lasts + 1] = f
end

local function hooks(name)
  return function(f)
    local block = blocks[#blocks]
    block[name] = block[name] or {}
    table.insert(block[name], f)
  end
end

before_each, after_each, setup, teardown = hooks("before"), hooks("after"), hooks("setup"), hooks("teardown")
lazy_setup, lazy_teardown = setup, teardown

local function run_all(name)
  for _, block in ipairs(blocks) do
    for _, f in ipairs(block[name] or {}) do
      f()
    end
  end
end

local function run_own(name)
  for _, f in ipairs(blocks[#blocks][name] or {}) do
    f()
  end
end

local function fail(failure)
  counts.failed = counts.failed + 1
  print("FAILED " .. table.concat(place, " ") .. ": " .. text_of(failure))
end

--- What is said in a block is done after all of it has been read, so that hooks stand wherever they stand.
function describe(name, f)
  place[#place + 1] = name
  blocks[#blocks + 1] = { waiting = {} }
  local ok, failure = xpcall(f, text_of)
  if not ok then
    fail(failure)
  end
  ok, failure = xpcall(run_own, text_of, "setup")
  if not ok then
    fail(failure)
  end
  for _, test in ipairs(blocks[#blocks].waiting) do
    test()
  end
  run_own("teardown")
  blocks[#blocks], place[#place] = nil, nil
end
context = describe

function it(name, f)
  local waiting = blocks[#blocks].waiting
  local where = { table.unpack(place) }
  local own = { table.unpack(blocks) }
  table.insert(waiting, function()
    local before = place
    place = { table.unpack(where) }
    place[#place + 1] = name
    local ok, failure = xpcall(function()
      for _, block in ipairs(own) do
        for _, hook in ipairs(block.before or {}) do
          hook()
        end
      end
      f()
      run_all("after")
    end, text_of)
    for _, last in ipairs(lasts) do
      last()
    end
    lasts = {}
    if ok then
      counts.passed = counts.passed + 1
    elseif type(failure) == "table" then
      counts.pending = counts.pending + 1
    else
      fail(failure)
    end
    place = before
  end)
end
test = it

function pending(name, f)
  if f then
    counts.pending = counts.pending + 1
  else
    error({ skipped = name })
  end
end

return {
  describe = describe, it = it, before_each = before_each, after_each = after_each, setup = setup, teardown = teardown,
  pending = pending, finally = finally, assert = assert, counts = counts,
}
