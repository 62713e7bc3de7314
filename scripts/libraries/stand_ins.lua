-- What tests of libraries use to find the library's own files, on top of `require`.
local function name_of(path)
  return path:match("([^/]+)%.lua$") or path
end

arg = { [0] = "tests/all.lua" }

function loadfile(path)
  return function()
    return require(name_of(path))
  end
end

function dofile(path)
  return require(name_of(path))
end

--- Run what a file that uses LuaUnit has defined, and count.
function run_luaunit(counts)
  local unit = package.loaded.luaunit and package.loaded.luaunit.LuaUnit
  if unit and not unit.isRunning then
    local runner = unit.new()
    runner:runSuite("-o", "text")
    counts.passed = runner.result.successCount
    counts.failed = runner.result.notSuccessCount
  end
end
