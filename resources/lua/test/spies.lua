-- Spies that remember how they were called, and stubs that stand in for a while and then give the place back.
local M = {}

---@class Spy
---@field calls table[] The arguments of each call, with their number as `n`.
---@field f function The spy as a plain function.
local Spy = {}
Spy.__index = Spy

local by_function = setmetatable({}, { __mode = "k" }) -- the plain function of a spy -> the spy
local standing = {} -- spies that stand in for something, in the order in which they came

function Spy.__call(spy, ...)
  return spy.f(...)
end

--- The spy that `value` is, or is the function of.
function M.of(value)
  return by_function[value] or type(value) == "table" and getmetatable(value) == Spy and value or nil
end

--- Make a function that remembers its calls, and does what another does if one is given.
---@param f? function
---@return Spy
---@example
---  local spy = test.spy(function(n) return n * 2 end)
---  print(spy(21), #spy.calls, spy.calls[1][1]) --> 42	1	21
function M.spy(f)
  local spy = setmetatable({ calls = {}, original = f }, Spy)
  spy.does = f
  spy.f = function(...)
    spy.calls[#spy.calls + 1] = table.pack(...)
    if spy.does then
      return spy.does(...)
    end
  end
  by_function[spy.f] = spy
  return spy
end

--- Let the spy return these values from now on.
---@param ... any
---@return Spy
---@example
---  print(test.spy():returns("c4", 1)()) --> c4	1
function Spy:returns(...)
  local values = table.pack(...)
  self.does = function()
    return table.unpack(values, 1, values.n)
  end
  return self
end

--- Let the spy fail with something from now on.
---@param failure any
---@return Spy
---@example
---  print(pcall(test.spy():fails("no sample").f)) --> false	no sample
function Spy:fails(failure)
  self.does = function()
    error(failure, 0)
  end
  return self
end

--- Forget the calls, and do again what the spy was made to do.
---@example
---  local spy = test.spy():returns(1)
---  spy()
---  spy:reset()
---  print(#spy.calls, spy()) --> 0
function Spy:reset()
  self.calls, self.does = {}, self.original
end

--- Put a spy in the place of a function in a table, until `restore`, or the end of the test.
---@param owner table
---@param name any
---@param f? function What it does; nothing without one.
---@return Spy
---@example
---  local band = { play = function() return "loud" end }
---  local stub = test.stub(band, "play"):returns("soft")
---  print(band.play()) --> soft
---  stub:restore()
---  print(band.play()) --> loud
function M.stub(owner, name, f)
  if type(owner) ~= "table" then
    error("test.stub: give it a table and a name in it, got " .. type(owner), 2)
  end
  local spy = M.spy(f)
  spy.owner, spy.name, spy.was = owner, name, rawget(owner, name)
  rawset(owner, name, spy.f)
  standing[#standing + 1] = spy
  return spy
end

--- Put back what the stub stands for; twice is once.
---@example
---  local band = {}
---  test.stub(band, "play"):restore()
---  print(band.play) --> nil
function Spy:restore()
  for place = #standing, 1, -1 do
    if standing[place] == self then
      table.remove(standing, place)
      rawset(self.owner, self.name, self.was)
      return
    end
  end
end

---@class Mock
local Mock = {}
Mock.__index = Mock

--- Put a stub in the place of every function of a table, each in the field `stubs` by its name.
---@param owner table
---@return Mock
---@example
---  local band = { play = print, stop = print }
---  local mock = test.mock(band)
---  band.play("c4")
---  print(#mock.stubs.play.calls, #mock.stubs.stop.calls) --> 1	0
---  mock:restore()
function M.mock(owner)
  local stubs = {}
  for name, value in pairs(owner) do
    if type(value) == "function" then
      stubs[name] = M.stub(owner, name)
    end
  end
  return setmetatable({ stubs = stubs }, Mock)
end

--- Forget the calls of all stubs.
---@example
---  local band = { play = print }
---  local mock = test.mock(band)
---  band.play()
---  mock:reset()
---  print(#mock.stubs.play.calls) --> 0
function Mock:reset()
  for _, stub in pairs(self.stubs) do
    stub:reset()
  end
end

--- Put all functions back.
---@example
---  local band = { play = function() return "loud" end }
---  local mock = test.mock(band)
---  mock:restore()
---  print(band.play()) --> loud
function Mock:restore()
  for _, stub in pairs(self.stubs) do
    stub:restore()
  end
end

--- How many stubs stand now.
function M.count_standing()
  return #standing
end

--- Restore all stubs but the first `count`, the last first.
function M.restore_from(count)
  while #standing > count do
    standing[#standing]:restore()
  end
end

return M
