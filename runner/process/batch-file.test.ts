import { expect, it } from 'vitest'
import { toStart } from './batch-file.mjs'

it.each(['C:\\Program Files\\Elixir\\bin\\elixir.bat', 'C:\\shims\\elixir.CMD'])('starts %s through the shell of Windows, with each word in quotes', (path) => {
  expect(toStart(path, ['demos/elixir/a b.exs', '--name', 'x & y'], 'win32')).toEqual({
    command: `"${path}" "demos/elixir/a b.exs" "--name" "x & y"`,
    args: [],
    shell: true,
  })
})

it.each([['C:\\Go\\bin\\go.exe', 'win32'], ['/opt/odd/tool.bat', 'linux'], ['/usr/bin/go', 'darwin']])('starts %s on %s itself', (command, platform) => {
  expect(toStart(command, ['a b'], platform)).toEqual({ command, args: ['a b'], shell: false })
})
