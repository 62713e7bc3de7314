-- Tasks: coroutines that a scheduler resumes, with what they wait for, whom they made, and how they ended.
local classes = require "errors.class"
local places = require "moonloop.places"
local queues = require "async.queue"
local running, yield = coroutine.running, coroutine.yield

local M = {}

local PARKED = {} -- what a task yields when something will wake it
local PROBE = {} -- what it is resumed with when it shall only tell where it stands
local NOTHING = {}

local by_thread = setmetatable({}, { __mode = "k" }) -- coroutine -> the task that it runs

---@class Task
---@field name string What reports call it.
---@field state string "waiting", "done", "failed" or "cancelled".
local Task = {}
Task.__index = Task
M.PARKED, M.Task = PARKED, Task

function Task.__tostring(task)
  return task.name .. " (" .. task.state .. ")"
end

--- A task of `scheduler` that will run `f` with the values of `arguments`, a child of `parent`.
function M.new(scheduler, number, f, arguments, parent)
  local task = setmetatable({
    scheduler = scheduler,
    number = number,
    name = "task " .. number,
    state = "waiting",
    arguments = arguments,
    parent = parent,
    children = queues.new(),
    context = parent and parent.context or NOTHING, -- shared with others until it changes
  }, Task)
  task.thread = coroutine.create(f)
  by_thread[task.thread] = task
  if parent then
    parent.children:push(task)
  end
  return task
end

--- The task that runs now; nil outside of all tasks, and in a coroutine that a task made for itself.
function M.current()
  return by_thread[running()]
end

--- The same for `name`, a function that has to wait; an error outside of tasks.
function M.require_current(name)
  local task = by_thread[running()]
  if not task then
    error(name .. " waits, and only a task of async.run can wait (in the task itself, not in a coroutine it made)", 3)
  end
  return task
end

--- Raise in the current task what it was cancelled with, if it was.
function M.check(task)
  if task.cancellation and not task.is_shielded then
    error(task.cancellation, 0)
  end
end

--- Let the current task wait until something wakes it; returns what it is woken with, or raises what it fails with.
--- `reason`, a text or a function of `entry` that gives one, says what for; `abandon(entry)` takes the task out of
--- where it waits, should it be cancelled.
function M.park(task, reason, abandon, entry)
  if task.cancellation and not task.is_shielded then
    if abandon then
      abandon(entry)
    end
    error(task.cancellation, 0)
  end
  task.reason, task.abandon, task.entry = reason, abandon, entry
  while yield(PARKED) == PROBE do
    yield((places.here()))
  end
  task.abandon, task.entry = nil, nil
  local a, b = task.a, task.b
  task.a, task.b = nil, nil
  if task.fails then
    task.fails = nil
    error(a, 0)
  end
  return a, b
end

--- The same, and a cancellation waits until it is over: for those who see their children off.
function M.park_shielded(task, reason)
  task.is_shielded = true
  M.park(task, reason)
  task.is_shielded = nil
end

--- Where a parked task stands, by asking the task itself, and what it waits for, as one text.
function M.describe(task)
  local _, place = coroutine.resume(task.thread, PROBE)
  coroutine.resume(task.thread) -- from telling its place back to waiting
  local reason = task.reason
  if type(reason) == "function" then
    reason = reason(task.entry)
  end
  return task.name .. (place and " at " .. place or "") .. " waits " .. reason
end

local function notify(task)
  local entry = task.watchers and task.watchers:pop()
  while entry do
    task.is_seen = task.is_seen or not entry.is_quiet
    if entry.notice then
      entry.notice(task)
    else
      entry.current.scheduler:wake(entry.current)
    end
    entry = task.watchers:pop()
  end
end

--- Remember how a task ended, wake those who joined it, and let it go.
function M.finish(task, state, results)
  task.state, task.results = state, results
  by_thread[task.thread] = nil
  task.arguments, task.reason = nil, nil
  queues.leave(task)
  local adopter = task.parent
  local child = task.children:pop()
  while child do -- what a task leaves running belongs to who made that task
    child.parent = adopter
    if adopter and adopter.state == "waiting" then
      adopter.children:push(child)
    end
    child = task.children:pop()
  end
  notify(task)
end

--- Wake `entry.current` when the task has ended, or call `entry.notice(task)` if there is such; unless
--- `entry.is_quiet`, its failure then counts as seen.
function M.watch(task, entry)
  task.watchers = task.watchers or queues.new()
  task.watchers:push(entry)
end

local function join_reason(entry)
  return "for " .. entry.joined.name .. " to end"
end

--- What an ended task returned, or raise what it failed with.
local function outcome(task)
  task.is_seen = true
  if task.state == "done" then
    return table.unpack(task.results, 1, task.results.n)
  end
  error(task.results, 0)
end

M.outcome = outcome

--- Wait until the task has ended; returns what it returned, or raises what it failed with.
---@return any ...
---@example
---  async.run(function()
---    local sum = async.spawn(function(a, b) return a + b end, 2, 3)
---    print(sum:join()) --> 5
---  end)
function Task:join()
  if self.state ~= "waiting" then
    return outcome(self)
  end
  local current = M.require_current("join")
  if current == self then
    error("a task cannot join itself", 2)
  end
  local entry = { joined = self, current = current }
  M.watch(self, entry)
  M.park(current, join_reason, queues.leave, entry)
  return outcome(self)
end

--- Cancel the task and all that it spawned: what it waits for raises a CancelledError in it, and so does all it waits
--- for afterwards. Nothing happens to one that has ended.
---@param reason? string Why, for the message.
---@example
---  async.run(function()
---    local sleeper = async.spawn(async.sleep, 1000)
---    sleeper:cancel("no longer needed")
---    print(pcall(sleeper.join, sleeper)) --> false	CancelledError: cancelled: no longer needed
---  end)
function Task:cancel(reason)
  if self.state ~= "waiting" or self.cancellation then
    return
  end
  local message = "cancelled" .. (reason and ": " .. tostring(reason) or "")
  M.interrupt(self, classes.CancelledError(message, { reason = reason }))
end

--- Make the task and its children fail with `cancellation` wherever they wait.
function M.interrupt(task, cancellation)
  if task.state ~= "waiting" then
    return
  end
  task.cancellation = cancellation
  local child = task.children.head
  while child do
    local following = child.after
    M.interrupt(child, cancellation)
    child = following
  end
  if not task.reason or task.is_shielded then
    return -- it is not parked and meets the cancellation when it parks next, or when its shield ends
  elseif task.abandon then
    task.abandon(task.entry)
  end
  task.scheduler:fail(task, cancellation)
end

return M
