-- Inside the library: what settles a promise, and when those hear of it who wait.
local classes = require "errors.class"
local microtasks = require "moonloop.microtasks"
local places = require "moonloop.places"
local report = require "moonloop.reporting"

local M = {}

---@class Promise
---@field state string "pending", "fulfilled" or "rejected".
---@field value any What it was fulfilled with, or rejected with.
local Promise = {} -- the methods; `promise` fills it
local metatable = { __index = Promise, __name = "promise" }

function metatable.__tostring(promise)
  return "promise (" .. promise.state .. ")"
end

local function new_pending()
  return setmetatable({ state = "pending" }, metatable)
end

--- Whether `value` is one of our promises.
local function is_promise(value)
  return type(value) == "table" and getmetatable(value) == metatable
end

--- Tell of a promise that was rejected in this turn, unless somebody has asked for it meanwhile.
local function check_handled(promise)
  if promise.is_handled then
    return
  end
  local place, reason = places.apart(promise.value, promise.place)
  local text = "a promise was rejected, and nothing handles it: " .. reason
  report.report(place and place .. ": " .. text or text)
end

--- Settle a pending promise; `source` is the function of the player's that it comes from, if that has ended.
local function settle(promise, state, value, source)
  promise.state, promise.value = state, value
  local reactions = promise.reactions
  promise.reactions = nil
  for place = 1, reactions and #reactions or 0 do
    microtasks.push(reactions[place], state, value)
  end
  if state == "rejected" and not promise.is_handled then
    promise.place = places.here() or microtasks.place_of(source)
    microtasks.check_later(check_handled, promise)
  end
end

--- Call `reaction(state, value)` in a later turn, when the promise is settled.
local function react(promise, reaction)
  promise.is_handled = true
  if promise.state ~= "pending" then
    microtasks.push(reaction, promise.state, promise.value)
  elseif promise.reactions then
    promise.reactions[#promise.reactions + 1] = reaction
  else
    promise.reactions = { reaction }
  end
end

local resolve

--- The two functions that settle `promise`; only the first call of either counts.
local function settlers(promise)
  local is_done = false
  return function(value)
    if not is_done then
      is_done = true
      resolve(promise, value)
    end
  end, function(reason)
    if not is_done then
      is_done = true
      settle(promise, "rejected", reason)
    end
  end
end

--- Call `f(value, resolve, reject)`, which settles `promise`; what it raises rejects.
local function run_settling(promise, f, ...)
  local on_value, on_reason = settlers(promise)
  local arguments = table.pack(...)
  arguments[arguments.n + 1], arguments[arguments.n + 2] = on_value, on_reason
  local ok, failure = pcall(f, table.unpack(arguments, 1, arguments.n + 2))
  if not ok then
    on_reason(failure)
  end
end

local function then_of(value)
  local own = value["then"]
  if own == nil then
    own = value.and_then
  end
  return own
end

--- Settle `promise` with `value`; with a promise, or what behaves like one, as that will be.
resolve = function(promise, value)
  if rawequal(promise, value) then
    return settle(promise, "rejected", classes.TypeError("a promise cannot wait for itself"))
  elseif is_promise(value) then
    return react(value, function(state, settled)
      settle(promise, state, settled)
    end)
  elseif type(value) ~= "table" then
    return settle(promise, "fulfilled", value)
  end
  local ok, follow = pcall(then_of, value)
  if not ok then
    return settle(promise, "rejected", follow)
  elseif type(follow) ~= "function" then
    return settle(promise, "fulfilled", value)
  end
  microtasks.push(run_settling, promise, follow, value)
end

--- `value` itself when it is a promise, else a promise of it.
local function promise_of(value)
  if is_promise(value) then
    return value
  end
  local promise = new_pending()
  resolve(promise, value)
  return promise
end

M.Promise, M.is_promise, M.new_pending, M.react = Promise, is_promise, new_pending, react
M.promise_of, M.resolve, M.run_settling, M.settle, M.settlers = promise_of, resolve, run_settling, settle, settlers

return M
