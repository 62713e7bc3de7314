-- Inside the library: where goes what failed with nobody to hear of it; by default to the script's log.
local M = {}

local host_log = type(log) == "function" and log -- as it was before a script could call something else so

local function log_or_print(text)
  if host_log then
    host_log("error", text)
  else
    print(text)
  end
end

local reporter = log_or_print

--- Tell `text` to whoever listens.
function M.report(text)
  reporter(text)
end

--- Let `f(text)` hear the reports; nil gives them to the log again. Returns who heard them before.
function M.hear(f)
  local before = reporter
  reporter = f or log_or_print
  return before
end

return M
