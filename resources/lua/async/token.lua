-- Tokens: one thing to cancel that many look at, passed on to those who work for them.
local classes = require "errors.class"
local queues = require "async.queue"
local scheduler_of = require "async.scheduler"
local tasks = require "async.task"

local M = {}

---@class Token
---@field is_cancelled boolean
---@field reason any Why it was cancelled.
local Token = {}
Token.__index = Token

--- A token that is cancelled with `parent`, if there is one.
function M.new(parent)
  local token = setmetatable({ is_cancelled = false, listeners = queues.new() }, Token)
  if parent then
    parent:on_cancel(function(reason)
      token:cancel(reason)
    end)
  end
  return token
end

--- Cancel the token, the tokens made from it, and the tasks that they spawned. Twice is once.
---@param reason? string
---@example
---  local token = async.token()
---  local child = async.token(token)
---  token:cancel("over")
---  print(child.is_cancelled, child.reason) --> true	over
function Token:cancel(reason)
  if self.is_cancelled then
    return
  end
  self.is_cancelled, self.reason = true, reason
  local entry = self.listeners:pop()
  while entry do
    entry.f(reason)
    entry = self.listeners:pop()
  end
end

--- Call a function with the reason when the token is cancelled, at once if it is already.
---@param f function
---@return function forget Call it when `f` is not needed any more.
---@example
---  local token = async.token()
---  token:on_cancel(function(reason) print("stopped:", reason) end)
---  token:cancel("enough") --> stopped:	enough
function Token:on_cancel(f)
  if self.is_cancelled then
    f(self.reason)
    return function() end
  end
  local entry = { f = f }
  self.listeners:push(entry)
  return function()
    queues.leave(entry)
  end
end

--- Raise a CancelledError if the token is cancelled.
---@example
---  local token = async.token()
---  token:check()
---  token:cancel("enough")
---  print(pcall(token.check, token)) --> false	CancelledError: cancelled: enough
function Token:check()
  if self.is_cancelled then
    local why = self.reason and ": " .. tostring(self.reason) or ""
    error(classes.CancelledError("cancelled" .. why, { reason = self.reason }), 0)
  end
end

--- Spawn a task that is cancelled with the token.
---@param f function
---@param ... any What it is called with.
---@return Task
---@example
---  async.run(function()
---    local token = async.token()
---    local task = token:spawn(async.sleep, 1000)
---    token:cancel()
---    print(pcall(task.join, task)) --> false	CancelledError: cancelled
---  end)
function Token:spawn(f, ...)
  local task = scheduler_of.require_current("token:spawn"):spawn(f, ...)
  local forget = self:on_cancel(function(reason)
    task:cancel(reason)
  end)
  tasks.watch(task, { notice = forget, is_quiet = true })
  return task
end

return M
