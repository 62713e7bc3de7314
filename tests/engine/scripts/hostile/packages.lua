--# require of names that lead elsewhere -> quiet
for _, name in ipairs({ "..", "../x", "/etc/passwd", "a\0b", "", ".", "a..b", "a/", "con", "a\nb", ("x"):rep(1e6), ("a."):rep(40) .. "a", "\xff", "@", "a@b", "a@>=1@2", "~/x", "C:\\x", "kick.lua", "/dev/zero", "moonloop/../../x" }) do
  local ok, why = pcall(require, name) assert(not ok and type(why) == "string", name)
end
--# require of itself -> line 1: circle
require("kick")
--# packages that require each other in a circle -> line 1: circle
require("one")
--@ one
return require("two")
--@ two
return require("one")
--# a package that never returns -> line 2: took longer
print("before")
require("slow")
--@ slow
while true do end
--# a package that errs with a table -> line 1
require("odd")
--@ odd
error({ code = 1 })
--# a package that errs with nil -> line 1
require("odd")
--@ odd
error(nil)
--# a package that errs with what errs -> line 1
require("odd")
--@ odd
error(setmetatable({}, { __tostring = function() error("again") end }))
--# a package that does not compile -> line 1
require("odd")
--@ odd
local = = 5
--# a package of bytecode -> line 1
require("odd")
--@ odd
Lua
--# a package that returns what bites -> quiet
local odd = require("odd")
pcall(function() return odd.x end) pcall(tostring, odd) pcall(odd) package.loaded.odd = nil
pcall(require, "odd@1.0")
--@ odd
return setmetatable({}, { __index = function() error("bite") end, __tostring = error, __call = error })
--# a package that returns nothing, nil, false and itself -> quiet
assert(require("a") == true and require("b") == false and require("c") == package)
require("b")
--@ a
return nil
--@ b
return false
--@ c
return package
--# a package that waits -> contained
live_loop("a", function() require("waits") sleep(1) end)
--@ waits
sleep(1)
--# a package that yields -> contained
coroutine.wrap(function() require("yields") end)()
--@ yields
coroutine.yield()
--# a package that fills the memory -> line 1
require("fills")
--@ fills
local t = {} while true do t[#t + 1] = ("x"):rep(1 << 16) .. #t end
--# a package that takes the house away -> quiet
require("vandal")
--@ vandal
for k in pairs(_G) do if k ~= "_G" and k ~= "package" then _G[k] = nil end end
--# a package that changes what it is required by -> line 2: circle
require("vandal")
assert(require("vandal"))
--@ vandal
local real = require
require = function(name) return real("test") end
package.loaded.string, package.preload, package.path = 5, nil, "/?.lua"
--# a package that declares and loops -> contained
require("loud")
--@ loud
synth("s") live_loop("l", function() trigger("s") sleep(1) end) on("my", function() error({}) end)
--# require in a coroutine that is left -> quiet
local co = coroutine.create(function() require("leaves") end)
coroutine.resume(co) coroutine.close(co)
pcall(require, "leaves")
--@ leaves
error("left")
--# require in a handler -> contained
on("my", function() require("odd") end)
--@ odd
error({})
--# a package as deep as can be -> contained
require("deep")
--@ deep
local function f() return 1 + f() end
return f()
