-- Inside the library: runs tasks one at a time until all have ended, and sleeps once when nothing but timers is left.
local classes = require "errors.class"
local microtasks = require "moonloop.microtasks"
local report = require("moonloop.reporting").report
local tasks = require "async.task"
local timers = require "async.timers"
local resume, running, status = coroutine.resume, coroutine.running, coroutine.status
local close, PARKED = coroutine.close, tasks.PARKED

local M = {}

local MAX_TASKS = 10000
local SHORTEST = 1e-6 -- seconds; less than that is a rounding of sums, and nobody sleeps for it
local MOST_LISTED = 20 -- waiters that a report of a deadlock names

---@class Scheduler
local Scheduler = {}
Scheduler.__index = Scheduler

local by_host = setmetatable({}, { __mode = "k" }) -- coroutine in which a scheduler runs -> that scheduler

local function read_host_clock()
  return os and os.clock and os.clock() or 0.0
end

--- The host's time as `now` and `sleep`. Its clock counts beats at the tempo that is, and so jumps when that changes,
--- which is while we sleep: what was slept is what has passed then, and no more.
local function host_time()
  local time, last
  local function now()
    local reading = read_host_clock()
    time = time and time + math.max(0, reading - last) or reading
    last = reading
    return time
  end
  return now, function(seconds)
    if not (clock and clock.sleep) then
      error("nothing here can sleep: give async.scheduler{ sleep = ... } a function", 0)
    end
    now()
    clock.sleep(seconds)
    time, last = time + seconds, read_host_clock()
  end
end

--- A scheduler on its own time: `now()` in seconds, `sleep(seconds)`, `max_tasks` alive at once.
function M.new(options)
  options = options or {}
  local now, sleep = host_time()
  return setmetatable({
    read_now = options.now or now,
    host_sleep = options.sleep or sleep,
    max_tasks = options.max_tasks or MAX_TASKS,
    is_nested = options.is_nested, -- may run inside a task of another scheduler
    timers = timers.new(),
    ready = {},
    first = 1,
    last = 0,
    alive = 0,
    spawned = 0,
    ticks = 0, -- how many choices select has made; who was served when
    living = {}, -- set of tasks that have not ended
    failures = {}, -- tasks that failed, in order
  }, Scheduler)
end

--- The scheduler of the task that runs now, or of the callback of a promise that does; nil outside.
function M.current()
  local task = tasks.current()
  return task and task.scheduler or by_host[running()]
end

--- The same for `name`, a function that cannot do without.
function M.require_current(name)
  local scheduler = M.current()
  if not scheduler then
    error(name .. " needs a scheduler: call it inside async.run(function() ... end)", 3)
  end
  return scheduler
end

--- Seconds on the scheduler's time, which never goes back.
function Scheduler:now()
  local now = self.read_now()
  if not self.time or now > self.time then
    self.time = now
  end
  return self.time
end

--- A new task that runs `f(...)`, soon; a child of the task that runs now.
function Scheduler:spawn(f, ...)
  if self.alive >= self.max_tasks then
    error("there are " .. self.alive .. " tasks already, and max_tasks allows no more; let some end first", 3)
  end
  self.alive, self.spawned = self.alive + 1, self.spawned + 1
  local task = tasks.new(self, self.spawned, f, table.pack(...), tasks.current())
  self.living[task] = true
  self:enqueue(task)
  return task
end

--- Let `task` run when its turn comes.
function Scheduler:enqueue(task)
  local last = self.last + 1
  self.last, self.ready[last] = last, task
end

--- Let what `task` waits for return `a` and `b`.
function Scheduler:wake(task, a, b)
  task.reason, task.abandon, task.a, task.b = nil, nil, a, b
  self:enqueue(task)
end

--- Let what `task` waits for raise `failure`.
function Scheduler:fail(task, failure)
  task.reason, task.abandon, task.a, task.fails = nil, nil, failure, true
  self:enqueue(task)
end

local function finish(self, task, state, results)
  self.alive, self.living[task] = self.alive - 1, nil
  tasks.finish(task, state, results)
  if state == "failed" and not task.is_seen then
    table.insert(self.failures, task)
  end
end

--- A plain coroutine.yield() of the script's: others get their turn, and a cancelled task ends here.
local function yielded(self, task)
  if not task.cancellation then
    return self:enqueue(task)
  end
  close(task.thread)
  return finish(self, task, "cancelled", task.cancellation)
end

local function stepped(self, task, ok, ...)
  if ok and status(task.thread) ~= "dead" then
    if ... ~= PARKED then
      yielded(self, task)
    end
  elseif ok then
    finish(self, task, "done", table.pack(...))
  elseif task.cancellation and rawequal(task.cancellation, (...)) then
    finish(self, task, "cancelled", (...))
  else
    finish(self, task, "failed", (...))
  end
end

--- Run `task` until it waits or ends.
function Scheduler:step(task)
  if task.has_begun then
    return stepped(self, task, resume(task.thread))
  end
  task.has_begun = true
  if task.cancellation then
    return stepped(self, task, false, task.cancellation)
  end
  local arguments = task.arguments
  return stepped(self, task, resume(task.thread, table.unpack(arguments, 1, arguments.n)))
end

--- Run what is ready now; what becomes ready meanwhile is left for the next round.
function Scheduler:run_round()
  local stop = self.last
  while self.first <= stop do
    local task = self.ready[self.first]
    self.ready[self.first] = nil
    self.first = self.first + 1
    self:step(task)
    if microtasks.are_pending() then
      microtasks.flush()
    end
  end
  if self.first > self.last then
    self.first, self.last = 1, 0
  end
end

--- Tell of tasks that failed while nobody joined them: time passes, and perhaps nobody will.
function Scheduler:report_failures()
  for _, task in ipairs(self.failures) do
    if not task.is_seen and not task.is_reported then
      task.is_reported = true
      report(task.name .. " has failed, and nothing has joined it: " .. tostring(task.results))
    end
  end
end

--- Wait for the next timer, if there is one, and fire what is due; false when there is none.
function Scheduler:pass_time()
  local due = self.timers:earliest()
  if not due then
    return false
  end
  local now = self:now()
  if due - now > SHORTEST then
    self:report_failures()
    self.host_sleep(due - now)
    self:now()
  end
  self.time = math.max(self.time, due) -- where a clock rounds, or stands still: what was slept for has come
  self.timers:fire(self.time)
  microtasks.flush()
  return true
end

local function report_of(self)
  local waiting = {}
  for task in pairs(self.living) do
    waiting[#waiting + 1] = task
  end
  table.sort(waiting, function(a, b)
    return a.number < b.number
  end)
  local lines = {}
  for place = 1, math.min(#waiting, MOST_LISTED) do
    lines[place] = tasks.describe(waiting[place])
  end
  if #waiting > MOST_LISTED then
    lines[#lines + 1] = "and " .. #waiting - MOST_LISTED .. " more"
  end
  return lines
end

--- Interrupt all that is left, and run it to its end.
function Scheduler:interrupt_all(cancellation)
  for task in pairs(self.living) do
    tasks.interrupt(task, cancellation)
  end
  while self.first <= self.last do
    self:run_round()
  end
end

local function unseen_failure(self)
  for _, task in ipairs(self.failures) do
    if not task.is_seen then
      return task
    end
  end
end

--- Raise the deadlock that was found; a failure that nobody joined is likely its cause and comes first.
local function raise_deadlock(self)
  local lines = report_of(self)
  local text = "deadlock, nothing can wake: " .. table.concat(lines, "; ")
  local deadlock = classes.DeadlockError(text, { waiters = lines })
  local failed = unseen_failure(self)
  self:interrupt_all(classes.CancelledError("cancelled: deadlock"))
  error(failed and failed.results or deadlock, 0)
end

local function run_all(self, main)
  while self.alive > 0 do
    self:run_round()
    if main.state == "failed" or main.state == "cancelled" then
      self:interrupt_all(classes.CancelledError("cancelled: the main task has failed"))
    elseif self.first > self.last and not self:pass_time() and self.alive > 0 then
      raise_deadlock(self)
    end
  end
end

--- Run `f(...)` as a task, and all that it spawns, until everything has ended; returns what `f` returned.
--- Raises what `f` failed with, else what the first task failed with that nobody joined.
function Scheduler:run(f, ...)
  local outer = by_host[running()]
  if (outer or tasks.current()) and not self.is_nested then
    error("async.run runs already: inside it use async.spawn", 3)
  end
  by_host[running()] = self
  local main = self:spawn(f, ...)
  main.name = "main task"
  microtasks.flush()
  local ok, failure = pcall(run_all, self, main)
  by_host[running()] = outer
  local failed = unseen_failure(self)
  self.failures = {}
  if not ok then
    error(failure, 0)
  elseif main.state ~= "done" then
    error(main.results, 0)
  elseif failed then
    error(failed.results, 0)
  end
  return table.unpack(main.results, 1, main.results.n)
end

return M
