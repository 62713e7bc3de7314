-- Promises: values that come later, with the behaviour of Promises/A+.
local classes = require "errors.class"
local core = require "promise.core"
local microtasks = require "moonloop.microtasks"
local report = require "moonloop.reporting"
local schedulers = require "async.scheduler"
local tasks = require "async.task"
local is_promise, new_pending, promise_of = core.is_promise, core.new_pending, core.promise_of
local react, resolve = core.react, core.resolve
local run_settling, settle, settlers, Promise = core.run_settling, core.settle, core.settlers, core.Promise

local M = {}

-- Making promises ----------------------------------------------------------------------------------------------

--- Make a promise: the function is called at once with two functions, of which the first call settles the promise.
---@param executor fun(resolve: function, reject: function)
---@return Promise
---@example
---  local answer = promise.new(function(resolve, reject) resolve(42) end)
---  answer:and_then(print)
---  print("sooner") --> sooner
---  --> 42
function M.new(executor)
  if type(executor) ~= "function" then
    error("promise.new: give it a function of resolve and reject, got " .. type(executor), 2)
  end
  local promise = new_pending()
  run_settling(promise, executor)
  return promise
end

--- Give a promise that is fulfilled with a value; a promise itself comes back as it is, what acts like one is followed.
---@param value any
---@return Promise
---@example
---  print(promise.resolve(3)) --> promise (fulfilled)
function M.resolve(value)
  return promise_of(value)
end

--- Give a promise that is rejected with a reason, which may be nil.
---@param reason any
---@return Promise
---@example
---  promise.reject("no sample"):catch(print) --> no sample
function M.reject(reason)
  local promise = new_pending()
  settle(promise, "rejected", reason)
  return promise
end

--- Tell whether a value is a promise of this library.
---@param value any
---@return boolean
---@example
---  print(promise.is_promise(promise.resolve(1)), promise.is_promise{}) --> true	false
function M.is_promise(value)
  return is_promise(value)
end

--- Run the callbacks that are due now, instead of when the turn is over: at the end of the text or of a handler, or
--- where a loop, a round or a task waits.
---@example
---  promise.resolve("sooner"):and_then(print)
---  promise.flush() --> sooner
---  print("later") --> later
function M.flush()
  microtasks.flush()
end

--- Let a function hear of each rejected promise that nothing handles by the end of its turn; nil tells the log again.
---@param f? fun(text: string)
---@return function before Who heard of them until now.
---@example
---  promise.on_unhandled(function(text) print("heard") end)
---  promise.reject("lost")
---  print("on") --> on
---  --> heard
function M.on_unhandled(f)
  return report.hear(f)
end

-- Using promises -----------------------------------------------------------------------------------------------

local function call_handler(promise, handler, value)
  microtasks.note(handler)
  local ok, result = pcall(handler, value)
  if ok then
    resolve(promise, result)
  else
    settle(promise, "rejected", result, handler)
  end
end

--- Call a function with the value when the promise is fulfilled, or with the reason when it is rejected, in a later
--- turn. Gives the promise of what that function returns; what it raises rejects it. Also written `promise["then"]`.
---@param on_fulfilled? function
---@param on_rejected? function
---@return Promise
---@example
---  promise.resolve(20):and_then(function(n) return n + 1 end):and_then(print) --> 21
function Promise:and_then(on_fulfilled, on_rejected)
  local following = new_pending()
  react(self, function(state, value)
    local handler = on_fulfilled
    if state == "rejected" then
      handler = on_rejected
    end
    if type(handler) == "function" then
      call_handler(following, handler, value)
    else
      settle(following, state, value)
    end
  end)
  return following
end

Promise["then"], Promise.andThen, Promise.next = Promise.and_then, Promise.and_then, Promise.and_then

--- Call a function with the reason when the promise is rejected; the same as `and_then(nil, f)`.
---@param on_rejected function
---@return Promise
---@example
---  promise.reject("no sample"):catch(function(why) return "silence" end):and_then(print) --> silence
function Promise:catch(on_rejected)
  return self:and_then(nil, on_rejected)
end

Promise.on_error, Promise.onError = Promise.catch, Promise.catch

--- Call a function without arguments when the promise is settled; its outcome goes on, unless the function fails.
---@param f function
---@return Promise
---@example
---  promise.resolve("note"):finally(function() print("over") end):and_then(print) --> over
---  --> note
function Promise:finally(f)
  return self:and_then(function(value)
    return promise_of(f()):and_then(function()
      return value
    end)
  end, function(reason)
    return promise_of(f()):and_then(function()
      return M.reject(reason)
    end)
  end)
end

local function forget(entry)
  entry.is_gone = true
end

--- Wait in a task until the promise is settled; returns its value, or raises its reason. Also `promise.await(value)`.
---@return any
---@example
---  async.run(function()
---    print(promise.resolve("here"):await()) --> here
---  end)
function Promise:await()
  return M.await(self)
end

--- Wait in a task for a promise, or what behaves like one; returns its value, or raises its reason.
---@param value any
---@return any
---@example
---  async.run(function()
---    print(promise.await(promise.delay(0, "soon"))) --> soon
---    print(pcall(promise.await, promise.reject("never"))) --> false	never
---  end)
function M.await(value)
  local task = tasks.current()
  if not task then
    error("await waits, and only a task of async.run can wait (in the task itself, not in a callback)", 2)
  end
  local entry = {}
  react(promise_of(value), function(state, settled)
    if not entry.is_gone then
      entry.state = state
      task.scheduler:wake(task, settled)
    end
  end)
  local settled = tasks.park(task, "for a promise to be settled", forget, entry)
  if entry.state == "rejected" then
    error(settled, 0)
  end
  return settled
end

-- Time and tasks -----------------------------------------------------------------------------------------------

--- Give a promise that is fulfilled with a value after some time.
---@param seconds number
---@param value any
---@return Promise
---@example
---  async.start(function()
---    print(promise.delay(0.25, "a quarter later"):await()) --> a quarter later
---  end)
function M.delay(seconds, value)
  local scheduler = schedulers.require_current("promise.delay")
  local promise = new_pending()
  scheduler.timers:add(scheduler:now() + seconds, resolve, promise, value)
  return promise
end

--- Give a promise that is settled as another is, but rejected with a TimeoutError when that takes too long.
---@param promise Promise
---@param seconds number
---@return Promise
---@example
---  async.start(function()
---    local never = promise.new(function() end)
---    print(pcall(promise.await, promise.timeout(never, 0.5))) --> false	TimeoutError: not settled within 0.5 seconds
---  end)
function M.timeout(promise, seconds)
  local scheduler = schedulers.require_current("promise.timeout")
  local limited = new_pending()
  local on_value, on_reason = settlers(limited)
  local timer = scheduler.timers:add(scheduler:now() + seconds, function()
    on_reason(classes.TimeoutError("not settled within " .. seconds .. " seconds", { seconds = seconds }))
  end)
  react(promise_of(promise), function(state, value)
    scheduler.timers:cancel(timer);
    (state == "fulfilled" and on_value or on_reason)(value)
  end)
  return limited
end

--- Run a function as a task of its own, and give the promise of what it returns; what it raises rejects it.
---@param f function
---@param ... any What it is called with.
---@return Promise
---@example
---  async.run(function()
---    promise.spawn(function(a, b) return a * b end, 6, 7):and_then(print) --> 42
---  end)
function M.spawn(f, ...)
  if type(f) ~= "function" then
    error("promise.spawn: give it a function, got " .. type(f), 2)
  end
  local promise = new_pending()
  local task = schedulers.require_current("promise.spawn"):spawn(f, ...)
  tasks.watch(task, {
    notice = function()
      if task.state == "done" then
        resolve(promise, task.results[1])
      else
        settle(promise, "rejected", task.results)
      end
    end,
  })
  return promise
end

--- Make a function that runs as a task of its own each time it is called, and gives the promise of what it returns.
---@param f function
---@return function
---@example
---  local double = promise.async(function(n) return n * 2 end)
---  async.run(function() print(double(21):await()) end) --> 42
function M.async(f)
  return function(...)
    return M.spawn(f, ...)
  end
end

--- Make a function that gives a promise of one that takes a callback `(failure, value)` as its last argument.
---@param f function
---@return function
---@example
---  local function load_later(name, callback) callback(nil, name .. " is loaded") end
---  promise.promisify(load_later)("kick"):and_then(print) --> kick is loaded
function M.promisify(f)
  return function(...)
    local promise = new_pending()
    local on_value, on_reason = settlers(promise)
    local arguments = table.pack(...)
    arguments[arguments.n + 1] = function(failure, value)
      if failure ~= nil then
        on_reason(failure)
      else
        on_value(value)
      end
    end
    local ok, failure = pcall(f, table.unpack(arguments, 1, arguments.n + 1))
    if not ok then
      on_reason(failure)
    end
    return promise
  end
end

for name, f in pairs(require "promise.lists") do
  M[name] = f
end

return M
