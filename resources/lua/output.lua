-- Values as text: JSON that other programs read, and tables that people do.
local M = {}

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local DEEPEST = 64

local write

local function escaped(char)
  return ESCAPES[char] or string.format("\\u%04x", string.byte(char))
end

local function write_text(text, path)
  if not utf8.len(text) then
    error("output.json: " .. path .. " is not text: its bytes are no UTF-8", 0)
  end
  return '"' .. string.gsub(text, '[%c"\\]', escaped) .. '"'
end

local function write_number(number, path)
  if number ~= number or number == math.huge or number == -math.huge then
    error("output.json: " .. path .. " is " .. tostring(number) .. ", which JSON has no way to write", 0)
  end
  return math.type(number) == "integer" and string.format("%d", number) or string.format("%.17g", number)
end

--- Whether `value` is a list: its keys are 1 to n and nothing else. An empty table is an object unless it says n = 0.
local function length_of_list(value)
  local count = 0
  for key in pairs(value) do
    if key ~= "n" then
      count = count + 1
    end
  end
  if count == #value and (count > 0 or value.n == 0) then
    return count
  end
end

local function write_list(value, count, path, seen, depth)
  local pieces = {}
  for place = 1, count do
    pieces[place] = write(value[place], path .. "[" .. place .. "]", seen, depth + 1)
  end
  return "[" .. table.concat(pieces, ",") .. "]"
end

local function write_object(value, path, seen, depth)
  local pieces = {}
  for key, item in pairs(value) do
    if type(key) ~= "string" then
      error("output.json: " .. path .. " has the key " .. tostring(key) .. ", and keys in JSON are texts", 0)
    end
    pieces[#pieces + 1] = write_text(key, path) .. ":" .. write(item, path .. "." .. key, seen, depth + 1)
  end
  return "{" .. table.concat(pieces, ",") .. "}"
end

local function write_table(value, path, seen, depth)
  if seen[value] then
    error("output.json: " .. path .. " contains itself", 0)
  elseif depth > DEEPEST then
    error("output.json: " .. path .. " is more than " .. DEEPEST .. " tables deep", 0)
  end
  seen[value] = true
  local count = length_of_list(value)
  local text = count and write_list(value, count, path, seen, depth) or write_object(value, path, seen, depth)
  seen[value] = nil
  return text
end

write = function(value, path, seen, depth)
  local kind = type(value)
  if kind == "table" then
    return write_table(value, path, seen, depth)
  elseif kind == "string" then
    return write_text(value, path)
  elseif kind == "number" then
    return write_number(value, path)
  elseif kind == "boolean" then
    return tostring(value)
  elseif kind == "nil" then
    return "null"
  end
  error("output.json: " .. path .. " is a " .. kind .. ", which JSON has no way to write", 0)
end

--- Write a value as JSON. What JSON cannot say is an error that names the place; a list is what has the keys 1 to n.
---@param value any
---@return string
---@example
---  print(output.json{ name = "kick", steps = { 1, 5, 9.5 } }) --> {"name":"kick","steps":[1,5,9.5]}
function M.json(value)
  local ok, text = pcall(write, value, "the value", {}, 1)
  if not ok then
    error(text, 2)
  end
  return text
end

local MAX_ITEMS, MAX_DEPTH = 8, 3

local function show_items(value, depth)
  local pieces, expected = {}, 1
  for key, item in pairs(value) do
    if #pieces >= MAX_ITEMS then
      pieces[#pieces + 1] = "..."
      break
    end
    local shown = M.show(item, depth + 1)
    if key == expected then
      expected = expected + 1
    elseif type(key) == "string" and string.find(key, "^[%a_][%w_]*$") then
      shown = key .. " = " .. shown
    else
      shown = "[" .. M.show(key, depth + 1) .. "] = " .. shown
    end
    pieces[#pieces + 1] = shown
  end
  return "{" .. table.concat(pieces, ", ") .. "}"
end

--- Write a value for a person to read: texts in quotes, tables with their first items.
---@param value any
---@param depth? integer How deep in a table it stands; tables deeper than 3 are not opened.
---@return string
---@example
---  print(output.show{ "c4", velocity = 0.5 }) --> {"c4", velocity = 0.5}
function M.show(value, depth)
  depth = depth or 1
  if type(value) == "string" then
    return '"' .. value .. '"'
  elseif type(value) == "table" and getmetatable(value) == nil and depth <= MAX_DEPTH then
    return show_items(value, depth)
  end
  return tostring(value)
end

local function width_of(text)
  return utf8.len(text) or #text
end

local function cells_of(rows, columns)
  local lines = { columns }
  for place, row in ipairs(rows) do
    local line = {}
    for at, column in ipairs(columns) do
      local value = row[column]
      if value == nil then
        value = row[at]
      end
      line[at] = value == nil and "" or tostring(value)
    end
    lines[place + 1] = line
  end
  return lines
end

--- Write rows as a table whose columns stand under each other: rows are lists, or tables with the columns' names.
---@param rows table[]
---@param columns string[]
---@return string
---@example
---  print(output.table({ { "kick", 4 }, { "hat", 16 } }, { "name", "hits" })) --> name  hits
---  --> kick  4
---  --> hat   16
function M.table(rows, columns)
  local lines, widths = cells_of(rows, columns), {}
  for _, line in ipairs(lines) do
    for at, cell in ipairs(line) do
      widths[at] = math.max(widths[at] or 0, width_of(cell))
    end
  end
  for place, line in ipairs(lines) do
    local cells = {}
    for at, cell in ipairs(line) do
      cells[at] = at == #line and cell or cell .. string.rep(" ", widths[at] - width_of(cell))
    end
    lines[place] = table.concat(cells, "  ")
  end
  return table.concat(lines, "\n")
end

return M
