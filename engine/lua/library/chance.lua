-- Chance, as musicians say it. Every number comes from the seeded generator of the loop that asks.
local M = {}

--- A number from a up to b; rand() is 0 to 1, rand(b) is 0 to b.
---@param a number?
---@param b number?
---@return number
function M.rand(a, b)
  if a == nil then
    return math.random()
  elseif b == nil then
    return math.random() * host.number(a, "rand")
  end
  return host.number(a, "rand") + math.random() * (host.number(b, "rand") - a)
end

--- A number between two others.
---@param a number
---@param b number
---@return number
function M.rrand(a, b)
  return M.rand(host.number(a, "rrand"), host.number(b, "rrand"))
end

--- One item of a list.
---@param list table
---@return any
function M.choose(list)
  if type(list) ~= "table" or #list == 0 then
    error('choose: give it a list with something in it, choose{ "c2", "eb2" }', 2)
  end
  return list[math.random(#list)]
end

--- A copy of a list in another order.
---@param list table
---@return table
function M.shuffle(list)
  if type(list) ~= "table" then
    error("shuffle: give it a list, shuffle{ 1, 2, 3 }", 2)
  end
  local shuffled = table.move(list, 1, #list, 1, {})
  for last = #shuffled, 2, -1 do
    local other = math.random(last)
    shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
  end
  return shuffled
end

--- Begin the chance of this loop, or of this run, anew from a number.
---@param n integer
function M.seed(n)
  math.randomseed(host.whole(n, "seed"))
end

M.loop = live_loop

return M
