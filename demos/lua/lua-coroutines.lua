local kitchen = require("kitchen")
local order, plate, ready = kitchen.order, kitchen.plate, kitchen.ready

local names = { "A", "B", "C", "D" }

-- #region show
local function fry_egg(name)
  local egg = order(name)
  coroutine.yield(egg) -- until it is ready
  print(plate(egg) .. " is ready")
end

local waiting = {}

for _, name in ipairs(names) do
  local task = coroutine.wrap(fry_egg)
  local egg = task(name) -- runs to its yield
  waiting[egg] = task
end

for egg in ready(waiting) do
  local task = waiting[egg]
  task() -- goes on from its yield
end
-- #endregion show
