-- Tasks that wait for each other and for time, side by side in one coroutine of the host.
local channels = require "async.channel"
local groups = require "async.group"
local schedulers = require "async.scheduler"
local places = require "moonloop.places"
local selecting = require "async.select"
local tasks = require "async.task"
local tokens = require "async.token"

local M = {}

local function check_function(f, name)
  if type(f) ~= "function" then
    error(name .. ": give it a function, got " .. type(f), 3)
  end
end

local function check_seconds(seconds, name)
  if type(seconds) ~= "number" or seconds ~= seconds then
    error(name .. ": seconds must be a number, got " .. tostring(seconds), 3)
  end
end

--- Run a function as the main task, and all tasks that it spawns, until the last has ended; returns what it returned.
--- What the main task fails with is raised, else what the first task failed with that nobody joined.
---@param f function
---@param ... any What it is called with.
---@return any ...
---@example
---  print(async.run(function(a, b) return a + b end, 2, 3)) --> 5
function M.run(f, ...)
  check_function(f, "async.run")
  return schedulers.new():run(f, ...)
end

--- Run a function as `async.run` does, beside the rest of the script, with a clock of the transport's to sleep on.
---@param f function
---@example
---  async.start(function()
---    async.sleep(0.5)
---    print("half a second later") --> half a second later
---  end)
function M.start(f)
  check_function(f, "async.start")
  if not (clock and clock.run) then
    error("async.start needs clock.run, which is not here; use async.run", 2)
  end
  local begun_at = places.here()
  return clock.run(function()
    local ok, failure = pcall(M.run, f)
    if not ok then
      error(places.placed(failure, begun_at), 0)
    end
  end)
end

--- Make a scheduler with a time of its own: `now()` tells seconds, `sleep(seconds)` lets them pass.
---@param options? { now: function?, sleep: function?, max_tasks: integer? }
---@return Scheduler
---@example
---  local time = 0
---  local fake = async.scheduler{ now = function() return time end, sleep = function(s) time = time + s end }
---  fake:run(function()
---    async.sleep(3600)
---    print(async.now()) --> 3600
---  end)
function M.scheduler(options)
  return schedulers.new(options)
end

--- Start a task that runs a function; it begins when those before it wait. What it spawns is cancelled with it.
---@param f function
---@param ... any What it is called with.
---@return Task
---@example
---  async.run(function()
---    async.spawn(print, "second") --> first
---    print("first") --> second
---  end)
function M.spawn(f, ...)
  check_function(f, "async.spawn")
  return schedulers.require_current("async.spawn"):spawn(f, ...)
end

--- Let some time pass, while other tasks run.
---@param seconds number
---@example
---  async.start(function()
---    async.spawn(function() async.sleep(0.2) print("later") end)
---    async.sleep(0.1)
---    print("sooner") --> sooner
---    --> later
---  end)
function M.sleep(seconds)
  check_seconds(seconds, "async.sleep")
  local task = tasks.require_current("async.sleep")
  return M.sleep_until(task.scheduler:now() + seconds)
end

local function give_up(entry)
  entry.scheduler.timers:cancel(entry.timer)
end

--- Sleep until a moment of `async.now()`: what happens regularly does not drift.
---@param moment number
---@example
---  async.start(function()
---    local began = async.now()
---    for beat = 1, 3 do async.sleep_until(began + beat / 4) end
---    print(async.now() - began) --> 0.75
---  end)
function M.sleep_until(moment)
  check_seconds(moment, "async.sleep_until")
  local task = tasks.require_current("async.sleep_until")
  local scheduler = task.scheduler
  if moment <= scheduler:now() then
    return M.yield()
  end
  local timer = scheduler.timers:add(moment, scheduler.wake, scheduler, task)
  tasks.park(task, "for time to pass", give_up, { scheduler = scheduler, timer = timer })
end

--- Let the tasks that are ready run before going on.
---@example
---  async.run(function()
---    async.spawn(print, "other") --> other
---    async.yield()
---    print("on") --> on
---  end)
function M.yield()
  local task = tasks.require_current("async.yield")
  tasks.check(task)
  task.scheduler:enqueue(task)
  tasks.park(task)
end

--- Tell the time of the scheduler in seconds.
---@return number
---@example
---  async.run(function() print(async.now() >= 0) end) --> true
function M.now()
  return schedulers.require_current("async.now"):now()
end

--- Wait until all of some tasks have ended; returns the first value of each, or raises the first failure in their
--- order.
---@param ... Task
---@return any ...
---@example
---  async.run(function()
---    local function double(n) return n * 2 end
---    print(async.join(async.spawn(double, 1), async.spawn(double, 2))) --> 2	4
---  end)
function M.join(...)
  local results = {}
  for place = 1, select("#", ...) do
    local task = (select(place, ...))
    results[place] = (task:join())
  end
  return table.unpack(results, 1, select("#", ...))
end

--- Cancel a task and what it spawned; the same as `task:cancel(reason)`.
---@param task Task
---@param reason? string
---@example
---  async.run(function()
---    local task = async.spawn(async.sleep, 1000)
---    async.cancel(task)
---    print(pcall(async.join, task)) --> false	CancelledError: cancelled
---  end)
function M.cancel(task, reason)
  task:cancel(reason)
end

--- Run a function that spawns tasks through the group it is given, and wait for all of them. When one fails, the others
--- are cancelled, and its failure is raised.
---@param body fun(group: Group): any
---@return any ... What the function returned.
---@example
---  async.run(function()
---    print(pcall(async.group, function(group)
---      group:spawn(async.sleep, 1000)
---      group:spawn(error, "out of tune", 0)
---    end)) --> false	out of tune
---  end)
function M.group(body)
  check_function(body, "async.group")
  return groups.group(body)
end

--- Call a function that has to be done in time: when it is not, what it waits for raises a TimeoutError in it.
---@param seconds number
---@param f function
---@param ... any What it is called with.
---@return any ... What the function returned.
---@example
---  async.start(function()
---    print(pcall(async.timeout, 0.5, async.sleep, 2)) --> false	TimeoutError: not done within 0.5 seconds
---  end)
function M.timeout(seconds, f, ...)
  check_seconds(seconds, "async.timeout")
  check_function(f, "async.timeout")
  return groups.timeout(seconds, f, ...)
end

--- Make a channel that carries values between tasks; without a capacity each is handed over to a receiver that waits.
---@param capacity? integer How many values it keeps.
---@param name? string What reports call it.
---@return Channel
---@example
---  async.run(function()
---    local notes = async.channel(0, "notes")
---    async.spawn(function()
---      for _, note in ipairs{ "c4", "e4" } do notes:send(note) end
---      notes:close()
---    end)
---    for note in notes do print(note) end --> c4
---    --> e4
---  end)
function M.channel(capacity, name)
  return channels.new(capacity, name)
end

local function check_case(case, place)
  if type(case) ~= "table" or not channels.is_channel(case.channel) then
    error("async.select: case " .. place .. " is none; write channel:receiving() or channel:sending(value)", 3)
  end
end

--- Wait until one of several channels can be served, and serve it; the one that has waited longest comes first.
--- Returns the place of its case, the value, and whether it is one; or "timeout" after `timeout` seconds; or "default"
--- at once when `default` is true and none is ready.
---@param cases table
---@return integer|string place
---@return any value
---@return boolean is_value False when the channel is closed and empty.
---@example
---  async.run(function()
---    local notes, stops = async.channel(1), async.channel(1)
---    stops:send("stop")
---    print(async.select{ notes:receiving(), stops:receiving() }) --> 2	stop	true
---    print(async.select{ notes:receiving(), stops:receiving(), default = true }) --> default
---  end)
function M.select(cases)
  for place = 1, #cases do
    check_case(cases[place], place)
  end
  if #cases == 0 and not cases.timeout and not cases.default then
    error("async.select: without a case it would wait for ever", 2)
  end
  return selecting.select(cases)
end

--- Make a token: what is spawned by it, or by tokens made from it, is cancelled with it.
---@param parent? Token
---@return Token
---@example
---  local token = async.token()
---  print(token.is_cancelled) --> false
function M.token(parent)
  return tokens.new(parent)
end

--- Keep a value by name for this task, and for those that it spawns from now on.
---@param name any
---@param value any
---@example
---  async.run(function()
---    async.set("player", "Ada")
---    async.spawn(function() print(async.get("player")) end) --> Ada
---  end)
function M.set(name, value)
  local task = tasks.require_current("async.set")
  local context = {}
  for key, kept in pairs(task.context) do
    context[key] = kept
  end
  context[name] = value
  task.context = context
end

--- Tell what the task, or the one that spawned it before, has kept by a name.
---@param name any
---@return any
---@example
---  async.run(function()
---    print(async.get("player")) --> nil
---  end)
function M.get(name)
  return tasks.require_current("async.get").context[name]
end

--- Run a function beside this task that hands out values one by one, and step through them.
---@param producer fun(emit: function)
---@return function
---@example
---  async.run(function()
---    for square in async.stream(function(emit)
---      for n = 1, 3 do emit(n * n) end
---    end) do
---      print(square) --> 1
---    end --> 4
---    --> 9
---  end)
function M.stream(producer)
  check_function(producer, "async.stream")
  local channel = channels.new(0, "stream")
  local task = M.spawn(function()
    local ok, failure = pcall(producer, function(value)
      channel:send(value)
    end)
    channel:close()
    if not ok then
      error(failure, 0)
    end
  end)
  return function()
    local value, is_value = channel:receive()
    if not is_value then
      task:join()
    end
    return value
  end
end

--- Make one function of several: each gets what the one before it returned, and any of them may wait.
---@param ... function
---@return function
---@example
---  local louder = async.compose(tonumber, function(n) return n * 2 end, print)
---  louder("21") --> 42
function M.compose(...)
  local parts = table.pack(...)
  for place = 1, parts.n do
    check_function(parts[place], "async.compose")
  end
  return function(...)
    local values = table.pack(...)
    for place = 1, parts.n do
      values = table.pack(parts[place](table.unpack(values, 1, values.n)))
    end
    return table.unpack(values, 1, values.n)
  end
end

return M
