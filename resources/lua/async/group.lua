-- Groups and time limits: work that is over, all of it, when the call that began it returns.
local classes = require "errors.class"
local tasks = require "async.task"

local M = {}

---@class Group
local Group = {}
Group.__index = Group

local function wait_for_all(group, current)
  if group.alive > 0 then
    group.waiting = current
    tasks.park_shielded(current, "for a group of " .. group.alive .. " tasks to end")
  end
  tasks.check(current)
end

local function note_end(group, task)
  group.alive, group.members[task] = group.alive - 1, nil
  if task.state == "failed" and not group.failure then
    group.failure = { task.results }
    group:cancel("another task of the group has failed")
  end
  if group.alive == 0 and group.waiting then
    group.waiting.scheduler:wake(group.waiting)
  end
end

--- Spawn a task in the group.
---@param f function
---@param ... any What it is called with.
---@return Task
---@example
---  async.run(function()
---    async.group(function(group)
---      group:spawn(print, "one") --> one
---      group:spawn(print, "two") --> two
---    end)
---  end)
function Group:spawn(f, ...)
  if self.is_over then
    error("the group has ended: spawn inside the function that async.group was given", 2)
  end
  local task = self.scheduler:spawn(f, ...)
  self.alive, self.members[task] = self.alive + 1, true
  tasks.watch(task, {
    notice = function(ended)
      note_end(self, ended)
    end,
  })
  return task
end

--- Cancel all tasks of the group.
---@param reason? string
---@example
---  async.run(function()
---    async.group(function(group)
---      group:spawn(async.sleep, 1000)
---      group:cancel("enough")
---    end)
---    print("over") --> over
---  end)
function Group:cancel(reason)
  for task in pairs(self.members) do
    task:cancel(reason)
  end
end

--- What `async.group` does.
function M.group(body)
  local current = tasks.require_current("async.group")
  local group = setmetatable({ scheduler = current.scheduler, alive = 0, members = {} }, Group)
  local main = group:spawn(body, group)
  wait_for_all(group, current)
  group.is_over = true
  if group.failure then
    error(group.failure[1], 0)
  elseif main.state == "done" then
    return tasks.outcome(main)
  end
end

--- What `async.timeout` does.
function M.timeout(seconds, f, ...)
  local current = tasks.require_current("async.timeout")
  local scheduler = current.scheduler
  local child = scheduler:spawn(f, ...)
  local timer = scheduler.timers:add(scheduler:now() + seconds, function()
    tasks.interrupt(child, classes.TimeoutError("not done within " .. seconds .. " seconds", { seconds = seconds }))
  end)
  tasks.watch(child, { current = current })
  tasks.park_shielded(current, "for " .. child.name .. " to end")
  scheduler.timers:cancel(timer)
  tasks.check(current)
  return tasks.outcome(child)
end

return M
