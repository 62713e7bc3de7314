-- Promises of many promises: all, all_settled, race and any.
local classes = require "errors.class"
local core = require "promise.core"
local new_pending, promise_of, react = core.new_pending, core.promise_of, core.react
local settle, settlers = core.settle, core.settlers

local M = {}

--- A pending promise and the length of `list`; already rejected, and nil, when it is no list.
local function begin(list, name)
  local promise = new_pending()
  if type(list) ~= "table" or core.is_promise(list) then
    settle(promise, "rejected", classes.TypeError(name .. ": give it a list of promises, got " .. tostring(list)))
    return promise, nil
  end
  return promise, list.n or #list
end

--- Fulfil `promise` with a list of `count` outcomes when each was passed to the function that this returns.
local function gatherer(promise, count)
  local outcomes, missing = { n = count }, count
  if count == 0 then
    settle(promise, "fulfilled", outcomes)
  end
  return function(place, outcome)
    outcomes[place] = outcome
    missing = missing - 1
    if missing == 0 and promise.state == "pending" then
      settle(promise, "fulfilled", outcomes)
    end
  end
end

--- Give a promise of the values of all, in their order, with their number as `n`; rejected as soon as one of them is.
---@param list any[]
---@return Promise
---@example
---  promise.all{ promise.resolve(1), 2 }:and_then(function(values) print(values[1], values[2], values.n) end)
---  --> 1	2	2
function M.all(list)
  local promise, count = begin(list, "promise.all")
  local gather = count and gatherer(promise, count)
  for place = 1, count or 0 do
    react(promise_of(list[place]), function(state, value)
      if state == "fulfilled" then
        gather(place, value)
      elseif promise.state == "pending" then
        settle(promise, "rejected", value)
      end
    end)
  end
  return promise
end

--- Give a promise of how all ended: a list of `{ state, value }` or `{ state, reason }`.
---@param list any[]
---@return Promise
---@example
---  promise.all_settled{ 1, promise.reject("no") }:and_then(function(ends) print(ends[1].value, ends[2].reason) end)
---  --> 1	no
function M.all_settled(list)
  local promise, count = begin(list, "promise.all_settled")
  local gather = count and gatherer(promise, count)
  for place = 1, count or 0 do
    react(promise_of(list[place]), function(state, value)
      gather(place, { state = state, [state == "fulfilled" and "value" or "reason"] = value })
    end)
  end
  return promise
end

--- Give a promise that is settled as the first of some is; of an empty list it stays pending.
---@param list any[]
---@return Promise
---@example
---  async.start(function()
---    print(promise.race{ promise.delay(2, "slow"), promise.delay(1, "fast") }:await()) --> fast
---  end)
function M.race(list)
  local promise, count = begin(list, "promise.race")
  for place = 1, count or 0 do
    react(promise_of(list[place]), function(state, value)
      if promise.state == "pending" then
        settle(promise, state, value)
      end
    end)
  end
  return promise
end

--- Give a promise of the first value that comes; rejected with an AggregateError of all reasons when none does.
---@param list any[]
---@return Promise
---@example
---  promise.any{ promise.reject("no"), promise.resolve("yes") }:and_then(print)
---  --> yes
function M.any(list)
  local promise, count = begin(list, "promise.any")
  local on_value, on_reason = settlers(promise)
  local reasons, missing = { n = count }, count
  local function give_up()
    on_reason(classes.AggregateError("none of " .. count .. " promises was fulfilled", { errors = reasons }))
  end
  if count == 0 then
    give_up()
  end
  for place = 1, count or 0 do
    react(promise_of(list[place]), function(state, value)
      if state == "fulfilled" then
        return on_value(value)
      end
      reasons[place], missing = value, missing - 1
      if missing == 0 then
        give_up()
      end
    end)
  end
  return promise
end

return M
