-- Trying again: how often, how long to wait in between, and for what.
local classes = require "errors.class"
local tasks = require "async.task"

local M = {}

local DEFAULTS = { attempts = 3, backoff = "exponential", delay = 1, max_delay = 30, jitter = 0, seed = 1 }

local WAITS = {
  exponential = function(delay, attempt)
    return delay * 2.0 ^ (attempt - 1)
  end,
  linear = function(delay, attempt)
    return delay * attempt
  end,
  constant = function(delay)
    return delay
  end,
}

--- Let time pass in the way that is possible here: a task sleeps as a task, anything else by the host's clock.
local function sleep_here(seconds)
  local task = tasks.current()
  if task then
    return require("async").sleep(seconds)
  elseif clock and clock.sleep then
    return clock.sleep(seconds)
  end
  error("errors.retry cannot wait here: give it sleep = function(seconds) ... end", 0)
end

--- Numbers from 0 up to 1, the same ones for the same seed, and none of the script's own.
-- Source: Stephen Park and Keith Miller, 1988, "Random number generators: good ones are hard to find".
local function random_from(seed)
  local state = seed % 2147483646 + 1
  return function()
    state = state * 16807 % 2147483647
    return state / 2147483647
  end
end

local function options_of(options)
  local full = {}
  for name, default in pairs(DEFAULTS) do
    full[name] = options[name] == nil and default or options[name]
  end
  full.sleep = options.sleep or sleep_here
  full.on_retry, full.retry_if = options.on_retry, options.retry_if
  if not WAITS[full.backoff] then
    error('errors.retry: backoff is "exponential", "linear" or "constant", got ' .. tostring(full.backoff), 3)
  elseif math.type(full.attempts) ~= "integer" or full.attempts < 1 then
    error("errors.retry: attempts is a whole number from 1, got " .. tostring(full.attempts), 3)
  end
  return full
end

local function wait_before(attempt, options, random)
  local seconds = math.min(WAITS[options.backoff](options.delay, attempt), options.max_delay)
  if options.jitter > 0 then
    seconds = seconds * (1 + options.jitter * (2 * random() - 1))
  end
  return math.max(0, math.min(seconds, options.max_delay))
end

--- Whether to try again: `retry_if` decides, else all but what is fatal or was cancelled.
local function is_worth_it(failure, options)
  if options.retry_if then
    return options.retry_if(failure)
  end
  return not (classes.is_error(failure) and (failure.is_fatal or failure:is_a(classes.CancelledError)))
end

--- Call a function again until it succeeds, and wait longer each time; raises the last failure when nothing helps.
--- Options: `attempts` (3), `backoff` ("exponential", "linear" or "constant"), `delay` (1) and `max_delay` (30) in
--- seconds, `jitter` (0 to 1) with its `seed`, `sleep(seconds)`, `on_retry(failure, attempt, seconds)`,
--- `retry_if(failure)`.
---@param options table
---@param f function It is called with the number of the attempt, and with what follows here.
---@param ... any
---@return any ...
---@example
---  local function unsure(attempt)
---    if attempt < 3 then error("not yet") end
---    return "done in attempt " .. attempt
---  end
---  print(errors.retry({ sleep = function(seconds) print("wait", seconds) end }, unsure)) --> wait	1.0
---  --> wait	2.0
---  --> done in attempt 3
function M.retry(options, f, ...)
  options = options_of(options)
  local random = random_from(options.seed)
  for attempt = 1, options.attempts do
    local results = table.pack(pcall(f, attempt, ...))
    if results[1] then
      return table.unpack(results, 2, results.n)
    end
    local failure = results[2]
    if attempt == options.attempts or not is_worth_it(failure, options) then
      error(failure, 0)
    end
    local seconds = wait_before(attempt, options, random)
    if options.on_retry then
      options.on_retry(failure, attempt, seconds)
    end
    options.sleep(seconds)
  end
end

return M
