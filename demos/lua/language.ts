import type { ProcessLanguageDescription } from '../language.ts'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MANAGERS } from '../language.ts'

const HELPERS = join(dirname(fileURLToPath(import.meta.url)), '?.lua')

export const lua: ProcessLanguageDescription = {
  name: 'Lua',
  mark: 'simple-icons/lua',
  highlight: 'lua',
  endings: ['.lua'],
  tool: {
    commands: ['lua5.4', 'lua'],
    args: ['-v'],
    version: /^Lua (?<version>\d+\.\d+\.\d+)/m,
    atLeast: '5.4',
    prefer: 'first',
  },
  libraries: {
    luasocket: {
      args: ['-e', 'print(require("socket")._VERSION)'],
      version: /^LuaSocket (?<version>\d+\.\d+)/m,
      howToGet: 'Install LuaSocket: with apt install lua-socket, or with luarocks install luasocket.',
    },
  },
  howToGet: 'Install Lua 5.4 or newer: with brew install lua, or with apt install lua5.4.',
  inherits: [...MANAGERS, 'LUA_PATH', 'LUA_CPATH', 'LUA_PATH_5_4', 'LUA_CPATH_5_4'],
  helpers: ['demos/lua/kitchen.lua'],
  // A program finds its helper beside itself.
  run: (demo, lua) => ({ command: lua.path, args: ['-e', 'package.path = "demos/lua/?.lua;" .. package.path', demo.file], cwd: '.' }),
  own: file => ({ run: ({ path }, cwd) => ({ command: path, args: ['-e', `package.path = ${JSON.stringify(HELPERS)} .. ";" .. package.path`, file], cwd }) }),
  errors: { begins: /^\S*lua[\d.]*(?:\.exe)?: (?<text>.*)/, ends: /^stack traceback:/, code: 1 },
  first: {
    file: slug => `demos/lua/${slug}.lua`,
    text: () => `local kitchen = require("kitchen")

-- #region show
for _, name in ipairs({ "A", "B" }) do
  local egg = kitchen.order(name)
  print(kitchen.plate(egg) .. " is ready")
end
-- #endregion show
`,
  },
}
