-- LuaFileSystem, for libraries that cannot do without it to be loaded: there are no files.
local M = { _VERSION = "LuaFileSystem 1.8.0" }

function M.attributes(path)
  return nil, path .. ": there are no files here"
end
M.symlinkattributes = M.attributes

function M.currentdir()
  return "/"
end

for _, name in ipairs{ "chdir", "mkdir", "rmdir", "touch", "link", "setmode", "lock", "unlock" } do
  M[name] = M.attributes
end

function M.dir(path)
  error(path .. ": there are no files here", 2)
end

return M
