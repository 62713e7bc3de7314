--# exec of lines that only hands may do -> quiet
for _, line in ipairs({ "save", "save /tmp/x.moonloop", "save ../x force", "load /etc/passwd", "open ../../x", "open \0", "new", "new force", "undo", "redo", "clear", "= 1", "script once kick", "help" }) do
  local ok, why = pcall(exec, line)
  assert(ok and line == "help" or type(why) == "string", line)
end
--# exec records to no file -> line 1: a script cannot do
exec("record start /tmp/moonloop-hostile.wav")
--# exec raises no level -> contained
local levels = { "strict", "standard", "minimal", "trusted" }
for _, level in ipairs(levels) do
  local ok, why = pcall(exec, "script level kick " .. level)
  assert(ok or why:find("stricter", 1, true), why)
end
assert(not pcall(exec, "script level kick nonsense"))
exec("script level kick trusted")
--# exec of what is no line -> contained
for _, line in ipairs({ 1, {}, print, "", " ", "\0", "\xff", ("x "):rep(1e5), "set", "set kick", '"', "'", ";;;;", "add synth " .. ("x"):rep(1e6), "bpm nan", "bpm inf", "seek -1", "import /dev/zero", "$", "`", "help nothing", true, 0 / 0 }) do
  local ok, why = pcall(exec, line) assert(ok or type(why) == "string")
end
assert(not pcall(exec))
--# exec that runs itself -> contained
exec("run kick now")
--# exec that takes its own script away -> line 1: cannot take itself away
exec("script delete kick")
--# exec without end -> line 1: took longer
while true do exec("bpm 120") end
--# exec of itself in a text -> quiet
pcall(exec, "exec exec exec") pcall(exec, 'exec("bpm 1")')
--# action of what is none -> quiet
for _, id in ipairs({ 1, {}, print, "", "\0", "\xff", ("x"):rep(1e6), "session.save", "app.quit", "../x", true, 0 / 0 }) do pcall(action, id) end
assert(not pcall(action))
--# action by the thousand -> line 1: took longer
for _ = 1, 1e5 do action("transport.play") end
--# keyPress of what is no key -> contained
for _, key in ipairs({ 1, {}, print, "", "\0", "\xff", ("x"):rep(1e6), "ctrl+ctrl+x", "F99", true, 0 / 0 }) do
  pcall(keyPress, key) pcall(keyPress, "a", key) pcall(keyPress, "a", { key }) pcall(keyPressMultiple, key, 1e9) pcall(keyPressMultiple, "a", key) pcall(typeSequence, key) pcall(typeSequence, { key }) pcall(alert, key)
end
pcall(typeText, "rm -rf /")
--# keyPress with modifiers without end -> line 2: keyPress
local t = setmetatable({}, { __index = function(_, i) return "ctrl" end, __len = function() return 1 << 60 end })
keyPress("a", t)
--# keyPressMultiple as often as can be -> line 1: keyPressMultiple
keyPressMultiple("a", 2 ^ 53)
--# alert of what never becomes a text -> line 1: took longer
alert(setmetatable({}, { __tostring = function() while true do end end }))
--# alert of bombs -> line 1: no UTF-8
alert(("x"):rep(1 << 20), "\xff", "\0", table.unpack({}, 1, 100))
--# errands in a round by hands that never answer @round -> contained
action("transport.play")
--# a round that never waits @round -> line 1: took longer
while true do end
--# a round that waits for what is no time @round -> line 1: wait
for _, n in ipairs({ -1, 0 / 0, 1 / 0, 1e300, "x", {}, print }) do assert(not pcall(wait, n) and not pcall(wait, 0, n)) end wait({})
--# a round that waits backwards @round -> line 1: wait
wait(2, 1)
--# a round that waits in a coroutine of its own @round -> contained
coroutine.wrap(function() wait(1) end)()
--# a round that sleeps in beats @round -> line 1: sleep
sleep(1)
--# a round that has loops @round -> line 1: live_loop
live_loop("a", function() sleep(1) end)
--# a round that catches its end @round -> line 1: took longer
while true do pcall(function() while true do end end) end
--# a round that yields by itself @round -> contained
coroutine.yield("wait", 0 / 0, 1)
--# a round that yields what is no wait @round -> contained
coroutine.yield({}, print)
--# a round that fills the memory, wait by wait @round -> contained
t = t or {} while true do for i = 1, 1e5 do t[#t + 1] = { i } end wait(0) end
--# a round that returns a bomb @round -> quiet
return ("x"):rep(1 << 20), print, {}, "\xff", null, 0 / 0
--# a round that errs with what errs @round -> line 1
error(setmetatable({}, { __tostring = function() error("again") end }))
--# a line of the console that never ends @ask -> contained
while true do end
--# a line of the console that errs with nil @ask -> contained
error(nil)
--# a line of the console that shows a circle @ask -> quiet
(function() local t = {} t.t = t return t, print, engine, shared, null, ("x"):rep(1 << 20), "\xff" end)()
--# a line of the console that shows what bites @ask -> contained
setmetatable({}, { __tostring = function() while true do end end, __pairs = error, __index = error, __name = {} })
--# a line of the console that takes the house away @ask -> contained
for k in pairs(_G) do _G[k] = nil end
--# tests whose expectations err with odd objects -> quiet
local test = require("test")
test.describe("odd", function()
  for _, value in ipairs({ {}, print, true, setmetatable({}, { __tostring = error, __eq = error, __index = error }) }) do
    test.it("is " .. type(value), function() error(value) end)
    test.it("is not " .. type(value), function() test.expect(value):to_equal({ value }) end)
  end
end)
pcall(test.run)
--# tests that never end -> line 3: took longer
local test = require("test")
test.it("hangs", function()
  while true do end
end)
test.run()
--# tests within tests without end -> contained
local test = require("test")
local function deeper() test.describe("d", deeper) end
deeper()
--# a test that compares circles -> quiet
local test = require("test")
local a, b = {}, {} a.a, b.a = a, b
test.it("circles", function() test.expect(a):to_equal(b) end)
pcall(test.run)
--# a spy that calls itself -> contained
local test = require("test")
local spy
spy = test.spy(function() return spy() end)
spy()
--# a promise that becomes itself -> contained
local promise = require("promise")
local p, resolve
p = promise.new(function(r) resolve = r end)
resolve(p) promise.flush()
--# promises whose callbacks make promises without end -> contained
local promise = require("promise")
local function again() return promise.resolve(1):and_then(again) end
again() promise.flush()
--# a promise whose callback never returns -> line 2: took longer
local promise = require("promise")
promise.resolve(1):and_then(function() while true do end end)
promise.flush()
--# promises refused with odd objects, and nobody listens -> contained
local promise = require("promise")
for _, reason in ipairs({ {}, print, true, 0 / 0, setmetatable({}, { __tostring = function() error("again") end }), setmetatable({}, { __tostring = function() return {} end }) }) do promise.reject(reason) end
promise.reject(nil) promise.flush()
--# a promise that is awaited for ever -> contained
local promise = require("promise")
promise.new(function() end):await()
--# a thenable that bites -> contained
local promise = require("promise")
promise.resolve(setmetatable({}, { __index = function() error("bite") end })):and_then(print)
promise.resolve(setmetatable({}, { __index = function() return function(_, ok, no) ok(1) no(2) error(3) end end })):and_then(print)
promise.flush()
--# tasks that spawn tasks without end -> contained
local async = require("async")
async.run(function() local function again() async.spawn(again) async.spawn(again) end again() end)
--# a task that never yields -> line 2: took longer
local async = require("async")
async.run(function() while true do end end)
--# tasks that wait for each other -> contained
local async = require("async")
async.run(function() local c = async.channel() c:receive() end)
--# a channel that is as wide as can be -> contained
local async = require("async")
async.run(function() local c = async.channel(2 ^ 53) for i = 1, 1e8 do c:send({ i }) end end)
--# a stream without end -> contained
local async = require("async")
async.run(function() for _ in async.stream(function(send) while true do send(1) end end) do end end)
--# a producer that errs with odd objects -> contained
local async = require("async")
async.run(function() for _ in async.stream(function() error(setmetatable({}, { __tostring = error })) end) do end end)
--# the library's tables bitten from inside -> quiet
for _, name in ipairs({ "promise", "async", "test", "errors", "log", "params", "output", "ring" }) do
  local library = require(name)
  if type(library) ~= "table" then goto next end
  for key in pairs(library) do library[key] = nil end
  setmetatable(library, { __index = function() error("bite") end })
  ::next::
end
--# a logger whose sink never returns -> line 2: took longer
local log = require("log")
log.set_sinks(function() while true do end end)
log.error("x")
--# a logger with fields that bite -> contained
local log = require("log")
log.warn("x", { a = setmetatable({}, { __tostring = function() error("bite") end }) })
--# retry without end -> contained
local errors = require("errors")
pcall(errors.retry, function() error({}) end, { attempts = 2 ^ 53, delay = 0 })
while true do pcall(errors.retry, function() error({}) end, { attempts = 2 ^ 53, delay = 0 }) end
