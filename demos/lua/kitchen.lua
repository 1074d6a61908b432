-- What every program here is told about its kitchen, and how it reports
-- what its coroutines do.
local kitchen = {}

local stove = os.getenv("KITCHEN_URL") or "http://localhost:3001"

-- Through a pipe, too, a line is seen when it is printed.
io.stdout:setvbuf("line")

--- Orders an egg. Does not wait: returns the socket on which it will come.
function kitchen.order(name)
  local socket = require("socket")
  local host, port, run = stove:match("^http://([^:/]+):?(%d*)(.*)$")
  local egg = assert(socket.connect(host, tonumber(port) or 80))
  assert(egg:send(table.concat({
    "GET " .. run .. "/" .. name .. " HTTP/1.1",
    "Host: " .. host .. (port ~= "" and ":" .. port or ""),
    "Connection: close",
    "\r\n",
  }, "\r\n")))
  return egg
end

--- Takes the egg from a socket that has something to read.
function kitchen.plate(egg)
  local reply = assert(egg:receive("*a"))
  egg:close()
  assert(reply:match("^HTTP/1.1 200 "), "an egg is burnt")
  return reply:match("\r\n\r\n(.*)$")
end

--- Goes through the keys of a table of sockets as they become ready, and
--- sleeps in between. Takes each out of the table when it is next asked.
function kitchen.ready(waiting)
  local socket = require("socket")
  local last
  return function()
    if last then
      waiting[last] = nil
    end
    local sockets = {}
    for egg in pairs(waiting) do
      sockets[#sockets + 1] = egg
    end
    last = #sockets > 0 and socket.select(sockets, nil)[1] or nil
    return last
  end
end

--- Keeps the processor busy for some time, in seconds.
function kitchen.work(seconds)
  local till = os.clock() + seconds
  repeat until os.clock() >= till
end

local function report(kind, task, line)
  print(string.format(
    line and '{"kind":"%s","task":"%s","line":%d}' or '{"kind":"%s","task":"%s"}',
    kind, task, line
  ))
end

--- From here on, resume and yield report what they do. A coroutine's task
--- is called what it is first resumed with.
function kitchen.watch()
  local tasks, lines = {}, {}
  local resume, yield = coroutine.resume, coroutine.yield

  function coroutine.resume(co, ...)
    if not tasks[co] then
      tasks[co] = ...
      report("start", tasks[co])
    elseif lines[co] then
      report("resume", tasks[co], lines[co])
      lines[co] = nil
    end
    local results = table.pack(resume(co, ...))
    if coroutine.status(co) == "dead" then
      report(results[1] and "end" or "fail", tasks[co])
    end
    return table.unpack(results, 1, results.n)
  end

  function coroutine.yield(...)
    local co = coroutine.running()
    lines[co] = debug.getinfo(2, "l").currentline
    report("park", tasks[co], lines[co])
    return yield(...)
  end
end

return kitchen
