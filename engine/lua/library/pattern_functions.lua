-- A function and a method for each operation on patterns, as the host lists them.
local P = ...
local globals, known, methods = P.globals, P.known, P.methods

for _, operation in ipairs(host.pattern_operations()) do
  known[operation.name] = operation
end

--- How many arguments must be said, the pattern included.
local function least_of(operation)
  local least = operation.takes_pattern and 1 or 0
  for _, argument in ipairs(operation.arguments) do
    least = least + (argument.default == nil and 1 or 0)
  end
  return least
end

--- Whether `said` can be the pattern that an operation changes, and not one more argument of it.
local function is_subject(said)
  return P.is_pattern(said) or type(said) == "string" or type(said) == "table"
end

--- The arguments in full: what was said first, then defaults, then the pattern.
local function filled(operation, said, pattern)
  local all = {}
  for place, argument in ipairs(operation.arguments) do
    local value = said[place]
    if value == nil then
      value = argument.default
    end
    if value == nil then
      error(operation.name .. ": say the " .. argument.name .. " too; write " .. operation.usage)
    end
    all[place] = value
  end
  if said.n > #all then
    error(operation.name .. " takes fewer arguments; write " .. operation.usage)
  end
  all[#all + 1] = pattern
  return all
end

local function build_filled(operation, said, pattern)
  return P.build(operation.name, table.unpack(filled(operation, said, pattern)))
end

--- An operation that changes a pattern, as a function; without the pattern it returns a transform to use later.
local function changing_function(operation)
  local least, most = least_of(operation), #operation.arguments + 1
  return function(...)
    local said = table.pack(...)
    local last = said[said.n]
    if said.n > most then
      error(operation.name .. " takes fewer arguments; write " .. operation.usage)
    elseif said.n == most or (said.n >= least and is_subject(last)) then
      said[said.n], said.n = nil, said.n - 1
      return build_filled(operation, said, last)
    end
    return function(pattern)
      return build_filled(operation, said, pattern)
    end
  end
end

--- The same as a method: the pattern comes first.
local function changing_method(operation)
  return function(pattern, ...)
    if not P.is_pattern(pattern) then
      error("call " .. operation.name .. " with a colon, on a pattern: p:" .. operation.name .. "(...)")
    end
    return build_filled(operation, table.pack(...), pattern)
  end
end

local function plain_function(operation)
  local count = #operation.arguments
  return function(...)
    local given = select("#", ...)
    if given < count or (given > count and #operation.repeated == 0) or given == 0 and #operation.repeated > 0 then
      error(operation.name .. " takes other arguments; write " .. operation.usage)
    end
    return P.build(operation.name, ...)
  end
end

for name, operation in pairs(known) do
  if operation.is_signal then
    globals[name] = P.build(name)
  elseif not operation.takes_pattern then
    globals[name] = plain_function(operation)
  else
    globals[name] = operation.is_global and changing_function(operation) or nil
    methods[name] = changing_method(operation)
  end
end

function globals.mini(text)
  return P.mini(text)
end

-- Lists of pairs, and what is said in more ways than one -------------------------------------------------------

--- { { a, b }, { c, d } } as a, b, c, d.
local function flattened(name, ...)
  local flat = {}
  for _, pair in ipairs({ ... }) do
    if type(pair) ~= "table" or P.is_pattern(pair) or #pair ~= 2 then
      error(name .. ": each argument is a pair; write " .. known[name].usage)
    end
    flat[#flat + 1], flat[#flat + 2] = pair[1], pair[2]
  end
  return table.unpack(flat)
end

for _, name in ipairs({ "arrange", "timecat", "wchoose" }) do
  local build = globals[name]
  globals[name] = function(...)
    return build(flattened(name, ...))
  end
end

for _, name in ipairs({ "stack", "cat", "seq" }) do
  methods[name] = globals[name]
end

--- p:choose("a", "b") or p:choose{ "a", "b" }.
function methods.choose(pattern, first, ...)
  local items = { first, ... }
  if type(first) == "table" and not P.is_pattern(first) then
    items = table.move(first, 1, #first, 1, {})
  end
  items[#items + 1] = pattern
  return P.build("choose", table.unpack(items))
end

--- p:arp("0 2 1") picks notes by number, p:arp("updown") plays them in an order.
function methods.arp(pattern, said)
  local is_order = type(said) == "string" and string.find(said, "^%a")
  return P.build(is_order and "arpeggio" or "arp", said, pattern)
end

--- euclid(3, 8) without a pattern is the rhythm itself, for struct.
local euclid = globals.euclid
function globals.euclid(...)
  local count = select("#", ...)
  if (count == 2 or count == 3) and type((select(count, ...))) == "number" then
    local pulses, steps, rotation = ...
    return P.build("euclid", pulses, steps, rotation or 0, true)
  end
  return euclid(...)
end

--- Values only the engine can have while it plays are not for Lua.
function methods.map()
  error("a pattern has no map: Lua does not run while the engine plays; use arithmetic, range, scale or choose")
end

local ALIASES = {
  slowcat = "cat",
  fastcat = "seq",
  euclidRot = "euclid",
  stut = "stutter",
}
for alias, name in pairs(ALIASES) do
  globals[alias], methods[alias] = globals[name], methods[name]
end
methods.withValue, methods.fmap = methods.map, methods.map

-- Controls -----------------------------------------------------------------------------------------------------

local function control_function(name)
  return function(said)
    return P.build("control", name, P.pattern(name, "pattern", said))
  end
end

--- p:cutoff("<400 800>") puts the control on p; p:note() makes p's own values the control.
local function control_method(name)
  local make = control_function(name)
  return function(pattern, said)
    if not P.is_pattern(pattern) then
      error("call " .. name .. " with a colon, on a pattern: p:" .. name .. "(...)")
    elseif said == nil then
      return make(pattern)
    end
    return P.build("set", make(said), pattern)
  end
end

for _, control in ipairs(host.pattern_controls()) do
  local name = control.name
  methods[name] = methods[name] or control_method(name)
  if control.is_global then
    globals[name] = control_function(name)
  end
end

--- note("c4") is the number 60; anything longer than one note is a pattern of notes.
local note_pattern = globals.note
function globals.note(said)
  local number = type(said) ~= "table" and host.note_number(said)
  return number or note_pattern(said)
end

-- `rand` is a number when it is called and a signal when it is not.
P.random_number, P.rand = rand, globals.rand
