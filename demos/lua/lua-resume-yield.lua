local kitchen = require("kitchen")
local work = kitchen.work
kitchen.watch()

-- #region show
local steps = { "oil", "egg", "salt" }

local function fry_egg(name)
  for _, step in ipairs(steps) do
    work(0.1)
    coroutine.yield(name .. " has " .. step)
  end
  return name .. " is ready"
end

local a = coroutine.create(fry_egg)
local b = coroutine.create(fry_egg)

for _ = 1, 4 do
  print(coroutine.resume(a, "A"))
  print(coroutine.resume(b, "B"))
end
-- #endregion show
