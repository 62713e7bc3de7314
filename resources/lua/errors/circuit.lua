-- Circuit breakers: what keeps failing is left alone for a while, and then tried carefully.
local classes = require "errors.class"
local schedulers = require "async.scheduler"

local M = {}

---@class Breaker
---@field state string "closed" (calls go through), "open" (none does) or "half_open" (one is tried).
---@field failures integer How many calls in a row have failed.
local Breaker = {}
Breaker.__index = Breaker

local function now_here()
  local scheduler = schedulers.current()
  if scheduler then
    return scheduler:now()
  elseif os and os.clock then
    return os.clock()
  end
  error("errors.circuit_breaker knows no time here: give it now = function() ... end", 0)
end

--- Make a breaker: after `failures` (5) failed calls in a row it refuses calls for `reset` (60) seconds, then lets one
--- through and closes again if that succeeds. Also `now()`, `is_failure(failure)` and `on_change(state)`.
---@param options? table
---@return Breaker
---@example
---  local breaker = errors.circuit_breaker{ failures = 1, now = function() return 0 end }
---  print(pcall(breaker.call, breaker, error, "down", 0)) --> false	down
---  print(breaker.state) --> open
function M.circuit_breaker(options)
  options = options or {}
  return setmetatable({
    state = "closed",
    failures = 0,
    most_failures = options.failures or 5,
    reset = options.reset or 60,
    now = options.now or now_here,
    is_failure = options.is_failure,
    on_change = options.on_change,
  }, Breaker)
end

local function change(breaker, state)
  if breaker.state ~= state then
    breaker.state = state
    if breaker.on_change then
      breaker.on_change(state)
    end
  end
end

local function require_closed(breaker)
  local left = breaker.state == "open" and breaker.opened_at + breaker.reset - breaker.now() or 0
  if left > 0 or breaker.is_trying then
    local when = left > 0 and "; it is tried again in " .. left .. " seconds" or "; it is being tried now"
    error(classes.CircuitOpenError("this has failed too often" .. when, { seconds = left }), 0)
  elseif breaker.state == "open" then
    change(breaker, "half_open")
  end
end

local function note_failure(breaker)
  breaker.failures = breaker.failures + 1
  if breaker.state == "half_open" or breaker.failures >= breaker.most_failures then
    breaker.opened_at = breaker.now()
    change(breaker, "open")
  end
end

local function judged(breaker, ok, ...)
  breaker.is_trying = nil
  if ok then
    breaker.failures = 0
    change(breaker, "closed")
    return ...
  end
  if not breaker.is_failure or breaker.is_failure((...)) then
    note_failure(breaker)
  end
  error((...), 0)
end

--- Call a function through the breaker; raises a CircuitOpenError instead while it is open.
---@param f function
---@param ... any What it is called with.
---@return any ...
---@example
---  local breaker = errors.circuit_breaker{ failures = 1, now = function() return 0 end }
---  pcall(breaker.call, breaker, error)
---  print(errors.categorize(select(2, pcall(breaker.call, breaker, print)))) --> unavailable
function Breaker:call(f, ...)
  require_closed(self)
  self.is_trying = self.state == "half_open" or nil
  return judged(self, pcall(f, ...))
end

--- Close the breaker again.
---@example
---  local breaker = errors.circuit_breaker{ failures = 1, now = function() return 0 end }
---  pcall(breaker.call, breaker, error)
---  breaker:close()
---  print(breaker.state) --> closed
function Breaker:close()
  self.failures, self.is_trying = 0, nil
  change(self, "closed")
end

return M
