-- Inside the library: what a run of tests found, as lines.
local output = require "output"

local M = {}

local MARKS = { passed = "ok   ", failed = "FAIL ", skipped = "skip " }

local function summary(results)
  local pieces = { results.passed .. " passed" }
  if results.failed > 0 then
    pieces[#pieces + 1] = results.failed .. " failed"
  end
  if results.skipped > 0 then
    pieces[#pieces + 1] = results.skipped .. " skipped"
  end
  return table.concat(pieces, ", ")
end

local function why(test)
  return (test.place and test.place .. ": " or "") .. test.message
end

--- A line for each test, and a last one with their numbers.
function M.plain(results)
  local lines = {}
  for _, test in ipairs(results.tests) do
    lines[#lines + 1] = MARKS[test.state] .. test.name
    if test.message then
      lines[#lines + 1] = "     " .. why(test)
    end
  end
  lines[#lines + 1] = summary(results)
  return lines
end

--- The Test Anything Protocol, version 13.
function M.tap(results)
  local lines = { "TAP version 13", "1.." .. #results.tests }
  for place, test in ipairs(results.tests) do
    local mark = test.state == "failed" and "not ok " or "ok "
    lines[#lines + 1] = mark .. place .. " - " .. test.name .. (test.state == "skipped" and " # SKIP" or "")
    if test.message then
      lines[#lines + 1] = "# " .. string.gsub(why(test), "\n", "\n# ")
    end
  end
  return lines
end

M.table = function(results)
  local rows = {}
  for place, test in ipairs(results.tests) do
    rows[place] = { test.state, test.name, test.message and why(test) or "" }
  end
  return { output.table(rows, { "state", "test", "why" }), summary(results) }
end

function M.none()
  return {}
end

return M
