-- The parameters of a script: declared once with type, range and default, then checked and described from that.
local M = {}

local KINDS = { number = true, integer = true, string = true, boolean = true, table = true, any = true }
KINDS["function"] = true
local WORDS = { ["true"] = true, ["false"] = false, yes = true, no = false, on = true, off = false }

---@class Schema
local Schema = {}
Schema.__index = Schema

local function show(value)
  return type(value) == "string" and '"' .. value .. '"' or tostring(value)
end

local function show_all(values)
  local shown = {}
  for place = 1, #values do
    shown[place] = show(values[place])
  end
  return table.concat(shown, ", ")
end

--- How a type is said in a sentence.
local function kind_words(kind)
  if kind == "integer" then
    return "a whole number"
  elseif kind == "any" then
    return "a value"
  end
  return "a " .. (kind == "string" and "text" or kind)
end

-- Judging one value: each returns the value, as it is kept, or nil and what is wrong with it ----------------------

local function as_number(value)
  return type(value) == "string" and tonumber(value) or value
end

local COERCE = {
  number = as_number,
  integer = function(value)
    value = as_number(value)
    return math.type(value) == "float" and math.tointeger(value) or value
  end,
  boolean = function(value)
    if type(value) == "string" and WORDS[string.lower(value)] ~= nil then
      return WORDS[string.lower(value)]
    end
    return value
  end,
  string = function(value)
    return type(value) == "number" and tostring(value) or value
  end,
}

local function is_of_kind(value, kind)
  if kind == "integer" then
    return math.type(value) == "integer"
  elseif kind == "number" then
    return type(value) == "number" and value == value
  end
  return kind == "any" or type(value) == kind
end

local function is_listed(value, list)
  for place = 1, #list do
    if rawequal(list[place], value) then
      return true
    end
  end
  return false
end

local function range_of(field)
  if field.min and field.max then
    return field.min .. " to " .. field.max
  elseif field.min then
    return "at least " .. field.min
  elseif field.max then
    return "at most " .. field.max
  end
end

--- What a number, or the length of a text or list, has to lie in.
local function size_of(value)
  return type(value) == "number" and value or #value
end

local function is_in_range(value, field)
  local size = size_of(value)
  return not (field.min and size < field.min or field.max and size > field.max)
end

local function judge(value, field)
  local coerce = COERCE[field.type]
  local kept = value
  if coerce then
    kept = coerce(value)
  end
  if not is_of_kind(kept, field.type) then
    return nil, "must be " .. kind_words(field.type) .. ", got " .. show(value)
  elseif field.enum and not is_listed(kept, field.enum) then
    return nil, "must be one of " .. show_all(field.enum) .. ", got " .. show(value)
  elseif range_of(field) and not is_in_range(kept, field) then
    local what = type(kept) == "number" and "" or "long "
    return nil, "must be " .. range_of(field) .. " " .. what .. "and is " .. size_of(kept)
  elseif field.check then
    local ok, problem = field.check(kept)
    if not ok then
      return nil, problem or "is not right: " .. show(value)
    end
  end
  return kept
end

-- Declaring ----------------------------------------------------------------------------------------------------

local function check_field(field, place)
  if type(field) ~= "table" or type(field.name) ~= "string" then
    error("params.declare: field " .. place .. " needs a name", 3)
  end
  field.type = field.type or "any"
  if not KINDS[field.type] then
    error('params.declare: "' .. field.name .. '" has the unknown type ' .. show(field.type), 3)
  elseif field.required and field.default ~= nil then
    error('params.declare: "' .. field.name .. '" is required, so its default is never used', 3)
  elseif (field.min or field.max) and not ({ number = 1, integer = 1, string = 1, table = 1 })[field.type] then
    error('params.declare: "' .. field.name .. '" has a range, and a ' .. field.type .. " has no size", 3)
  end
end

--- Declare parameters, each with `name`, and `type` ("number", "integer", "string", "boolean", "table", "function" or
--- "any"), `min` and `max` (of a number, or of a length), `enum`, `default`, `required`, `help` and
--- `check(value)`, which returns true, or false and what is wrong.
---@param fields table[]
---@return Schema
---@example
---  local schema = params.declare{
---    { name = "tempo", type = "number", min = 20, max = 480, default = 120, help = "beats a minute" },
---    { name = "key", type = "string", enum = { "c", "d", "e" }, required = true },
---  }
---  print(schema:check{ key = "d" }.tempo) --> 120
function M.declare(fields)
  local names, kept = {}, {}
  for place = 1, #fields do
    local field = {}
    for key, value in pairs(fields[place]) do
      field[key] = value
    end
    check_field(field, place)
    if names[field.name] then
      error('params.declare: "' .. field.name .. '" is declared twice', 2)
    end
    names[field.name], kept[place] = field, field
    if field.default ~= nil then
      local value, problem = judge(field.default, field)
      if value == nil then
        error('params.declare: the default of "' .. field.name .. '" ' .. problem, 2)
      end
      field.default = value
    end
  end
  return setmetatable({ fields = kept, names = names }, Schema)
end

-- Checking -----------------------------------------------------------------------------------------------------

local function unknown_name(schema, values)
  for name in pairs(values) do
    if not schema.names[name] then
      local names = {}
      for place, field in ipairs(schema.fields) do
        names[place] = field.name
      end
      return "there is no parameter " .. show(name) .. "; there are " .. table.concat(names, ", ")
    end
  end
end

--- Check a table of values: returns a new one in which types are right and defaults are filled in, or nil and what is
--- wrong, in one sentence that names the field.
---@param values? table
---@return table? values
---@return string? problem
---@example
---  local schema = params.declare{ { name = "tempo", type = "number", min = 20, max = 480 } }
---  print(schema:validate{ tempo = 7 }) --> nil	"tempo" must be 20 to 480 and is 7
function Schema:validate(values)
  values = values == nil and {} or values
  if type(values) ~= "table" then
    return nil, "parameters are a table, got " .. show(values)
  end
  local problem = unknown_name(self, values)
  if problem then
    return nil, problem
  end
  local kept = {}
  for _, field in ipairs(self.fields) do
    local value = values[field.name]
    if value ~= nil then
      kept[field.name], problem = judge(value, field)
    elseif field.required then
      problem = "is required"
    else
      kept[field.name] = field.default
    end
    if problem then
      return nil, '"' .. field.name .. '" ' .. problem
    end
  end
  return kept
end

--- Check a table of values as `validate` does, and raise what is wrong at the line that called.
---@param values? table
---@return table
---@example
---  local schema = params.declare{ { name = "mute", type = "boolean", default = false } }
---  print(schema:check{ mute = "yes" }.mute) --> true
function Schema:check(values)
  local kept, problem = self:validate(values)
  if not kept then
    error(problem, 2)
  end
  return kept
end

--- Write what parameters there are, a line for each.
---@return string
---@example
---  local schema = params.declare{
---    { name = "tempo", type = "number", min = 20, max = 480, default = 120, help = "beats a minute" },
---  }
---  print(schema:describe()) --> tempo: a number, 20 to 480, else 120; beats a minute
function Schema:describe()
  local lines = {}
  for place, field in ipairs(self.fields) do
    local pieces = { kind_words(field.type) }
    pieces[#pieces + 1] = range_of(field)
    if field.enum then
      pieces[#pieces + 1] = "one of " .. show_all(field.enum)
    end
    if field.required then
      pieces[#pieces + 1] = "required"
    elseif field.default ~= nil then
      pieces[#pieces + 1] = "else " .. show(field.default)
    end
    local help = field.help and "; " .. field.help or ""
    lines[place] = field.name .. ": " .. table.concat(pieces, ", ") .. help
  end
  return table.concat(lines, "\n")
end

return M
