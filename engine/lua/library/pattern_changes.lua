-- Functions that take a transform: it is called at once, here, and what it returns becomes part of the pattern.
local P = ...
local build, globals, methods = P.build, P.globals, P.methods
local MOST_TIMES = 64

--- What `change`, a transform of the player's, makes of `pattern`.
local function changed(name, change, pattern, ...)
  if type(change) ~= "function" then
    local hint = "; a function such as rev, fast(2), or function(p) return p:fast(2) end"
    error(name .. ": the transform is a function, got " .. P.shown(change) .. hint)
  end
  local result = change(pattern, ...)
  if result == nil then
    error(name .. ": the transform returned nothing; end it with return")
  end
  return P.pattern(name, "transform's result", result)
end

--- Define `name` as function and method: `make(pattern, ...)` of `count` arguments besides the pattern, which is last.
local function define(name, count, make)
  local function with(pattern, ...)
    if select("#", ...) ~= count then
      error(name .. " takes " .. count .. " argument" .. (count == 1 and "" or "s") .. " besides the pattern")
    end
    return make(P.pattern(name, "pattern", pattern), ...)
  end
  methods[name] = with
  globals[name] = function(...)
    local said = table.pack(...)
    if said.n == count then
      return function(pattern)
        return with(pattern, table.unpack(said, 1, count))
      end
    end
    return with(said[said.n], table.unpack(said, 1, said.n - 1))
  end
end

--- One without the number: as { sometimes = 0.5 } for sometimesBy.
local function define_fixed(name, amounts)
  local general = methods[name]
  for fixed, amount in pairs(amounts) do
    define(fixed, 1, function(pattern, change)
      return general(pattern, amount, change)
    end)
  end
end

local function number_of(name, what, said)
  if type(said) ~= "number" or said ~= said then
    error(name .. ": the " .. what .. " must be one number here, got " .. P.shown(said))
  end
  return said
end

-- In some cycles, or at some places -----------------------------------------------------------------------------

for _, name in ipairs({ "firstOf", "lastOf", "every" }) do
  local operation = name == "every" and "firstOf" or name
  define(name, 2, function(pattern, cycles, change)
    return build(operation, cycles, changed(name, change, pattern), pattern)
  end)
end

define("whenmod", 3, function(pattern, cycles, at_least, change)
  return build("whenmod", cycles, at_least, changed("whenmod", change, pattern), pattern)
end)

define("when", 2, function(pattern, condition, change)
  return build("when", condition, changed("when", change, pattern), pattern)
end)

for _, name in ipairs({ "chunk", "chunkBack" }) do
  define(name, 2, function(pattern, parts, change)
    local repeated = build("repeatCycles", parts, pattern)
    return build(name, parts, changed(name, change, repeated), repeated)
  end)
end

define("fastChunk", 2, function(pattern, parts, change)
  return build("chunk", parts, changed("fastChunk", change, pattern), pattern)
end)

define("within", 3, function(pattern, begin, stop, change)
  local inside = build("between", begin, stop, pattern)
  return build("stack", changed("within", change, inside), build("notBetween", begin, stop, pattern))
end)

-- Beside the pattern -------------------------------------------------------------------------------------------

define("off", 2, function(pattern, cycles, change)
  return build("stack", pattern, changed("off", change, build("late", cycles, pattern)))
end)

--- Define `name` with any number of transforms, which come before the pattern.
local function define_layers(name, keeps_pattern)
  local function with(pattern, ...)
    local layers = { keeps_pattern and P.pattern(name, "pattern", pattern) or nil }
    for _, change in ipairs({ ... }) do
      layers[#layers + 1] = changed(name, change, P.pattern(name, "pattern", pattern))
    end
    if #layers == 0 then
      error(name .. ": give it transforms, as in p:" .. name .. "(rev, fast(2))")
    end
    return build("stack", table.unpack(layers))
  end
  methods[name] = with
  globals[name] = function(...)
    local said = table.pack(...)
    if type(said[said.n]) == "function" then
      return function(pattern)
        return with(pattern, table.unpack(said, 1, said.n))
      end
    end
    return with(said[said.n], table.unpack(said, 1, said.n - 1))
  end
end

define_layers("superimpose", true)
define_layers("layer", false)

define("juxBy", 2, function(pattern, amount, change)
  local width = number_of("juxBy", "amount", amount)
  return build("stack", build("panBy", -width, pattern), changed("juxBy", change, build("panBy", width, pattern)))
end)
define_fixed("juxBy", { jux = 1 })

define("echoWith", 3, function(pattern, times, cycles, change)
  local count, apart = number_of("echoWith", "times", times), number_of("echoWith", "cycles", cycles)
  if count < 1 or count > MOST_TIMES then
    error("echoWith: the times are 1 to " .. MOST_TIMES .. ", got " .. count)
  end
  local layers = {}
  for turn = 0, count - 1 do
    layers[#layers + 1] = changed("echoWith", change, build("late", apart * turn, pattern), turn)
  end
  return build("stack", table.unpack(layers))
end)

-- By chance ----------------------------------------------------------------------------------------------------

local function rest_of(amount)
  if type(amount) == "number" then
    return 1 - amount
  end
  return build("add", 1, build("mul", -1, P.pattern("sometimesBy", "amount", amount)))
end

local function define_by_chance(name, keep, drop)
  define(name, 2, function(pattern, amount, change)
    local others = build(drop, rest_of(amount), pattern)
    return build("stack", build(keep, amount, pattern), changed(name, change, others))
  end)
end

define_by_chance("sometimesBy", "degradeBy", "undegradeBy")
define_fixed("sometimesBy", { almostNever = 0.1, rarely = 0.25, sometimes = 0.5, often = 0.75, almostAlways = 0.9 })
define_by_chance("someCyclesBy", "degradeCyclesBy", "undegradeCyclesBy")
define_fixed("someCyclesBy", { someCycles = 0.5 })
globals.somecyclesBy, methods.somecyclesBy = globals.someCyclesBy, methods.someCyclesBy
globals.somecycles, methods.somecycles = globals.someCycles, methods.someCycles

define("always", 1, function(pattern, change)
  return changed("always", change, pattern)
end)

define("never", 1, function(pattern)
  return pattern
end)

-- At another speed ---------------------------------------------------------------------------------------------

define("inside", 2, function(pattern, factor, change)
  local by = number_of("inside", "factor", factor)
  return build("fast", by, changed("inside", change, build("slow", by, pattern)))
end)

define("outside", 2, function(pattern, factor, change)
  local by = number_of("outside", "factor", factor)
  return build("slow", by, changed("outside", change, build("fast", by, pattern)))
end)
