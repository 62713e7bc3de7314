-- Randomness that comes from seeds: a generator for each coroutine of the host, with the numbers of Lua's own.
-- Source: xoshiro256**, David Blackman and Sebastiano Vigna, 2018, "Scrambled linear pseudorandom number generators".
local M = ...
local math_type, pack, select, tointeger, tonumber, type, ult, unpack =
  math.type, string.pack, select, math.tointeger, tonumber, type, math.ult, string.unpack
local fail, state = M.fail, M.state

local function next_bits(generator)
  local a, b, c, d = generator[1], generator[2], generator[3], generator[4]
  local scrambled = b * 5
  scrambled = ((scrambled << 7) | (scrambled >> 57)) * 9
  c, d = c ~ a, d ~ b
  generator[1], generator[2], generator[3] = a ~ d, b ~ c, c ~ (b << 17)
  generator[4] = (d << 45) | (d >> 19)
  return scrambled
end

--- Set `generator` to the sequence of two whole numbers.
local function seed(generator, low, high)
  generator[1], generator[2], generator[3], generator[4] = low, 0xff, high, 0
  for _ = 1, 16 do
    next_bits(generator)
  end
  return generator
end

--- A new generator for `number`, a whole number.
function M.generator(number)
  return seed({ seed = number }, number, 0)
end

local idle = M.generator(0) -- for our own code, when no coroutine of the host runs

--- The generator of what runs now, made when it is asked for first: most handlers and turns never do.
local function own_generator()
  local current = state.current
  if not current then
    return idle
  end
  local generator = current.generator
  if not generator then
    generator = M.generator(current.seed)
    current.generator = generator
  end
  return generator
end

--- `bits` brought into 0 … limit without favouring any number.
local function project(bits, limit, generator)
  if limit & (limit + 1) == 0 then
    return bits & limit
  end
  local mask = limit | (limit >> 1) -- the smallest 2^n - 1 that is not below the limit
  mask = mask | (mask >> 2)
  mask = mask | (mask >> 4)
  mask = mask | (mask >> 8)
  mask = mask | (mask >> 16)
  mask = mask | (mask >> 32)
  bits = bits & mask
  while ult(limit, bits) do
    bits = next_bits(generator) & mask
  end
  return bits
end

local function whole(value, place, name)
  local number = math_type(value) == "integer" and value or tointeger(tonumber(value))
  if not number then
    local problem = "number expected, got " .. type(value)
    if type(value) == "number" then
      problem = "number has no integer representation"
    end
    fail("bad argument #" .. place .. " to '" .. name .. "' (" .. problem .. ")")
  end
  return number
end

local function random_between(low, high, bits, generator)
  local place = 2
  if high == nil then
    low, high, place = 1, whole(low, 1, "random"), 1
    if high == 0 then
      return bits
    end
  else
    low, high = whole(low, 1, "random"), whole(high, 2, "random")
  end
  if low > high then
    fail("bad argument #" .. place .. " to 'random' (interval is empty)")
  end
  return low + project(bits, high - low, generator)
end

local function random(low, high)
  local generator = own_generator()
  local bits = next_bits(generator)
  if low == nil then
    return (bits >> 11) * (0.5 / (1 << 52))
  end
  return random_between(low, high, bits, generator)
end

--- Without arguments back to the seed that the host gave: nothing here comes from the clock.
local function randomseed(...)
  local generator = own_generator()
  local low, high = ...
  if select("#", ...) == 0 then
    low = generator.seed
  elseif math_type(low) == "float" then
    low = tointeger(low) or (unpack("<i8", pack("<d", low)))
  end
  low, high = whole(low, 1, "randomseed"), whole(high or 0, 2, "randomseed")
  seed(generator, low, high)
  return low, high
end

M.random, M.reseed = random, randomseed
M.globals.math.random, M.globals.math.randomseed = random, randomseed
