import { expect, it } from 'vitest'
import { withoutTraces } from './without-traces.ts'

const line = (text: string) => `${JSON.stringify({ t: 1, kind: 'log', witness: 'program', text, stream: 'stderr' })}\n`
const linux = { root: '/home/ann/eggs/', home: '/home/ann', host: 'anns-laptop' }
const windows = { root: 'C:\\Users\\Ann B\\eggs\\', home: 'C:\\Users\\Ann B', host: 'ANN-PC' }

it.each([
  ['a file of the project', linux, 'at /home/ann/eggs/demos/a.ts:3', 'at demos/a.ts:3'],
  ['its address', linux, 'at file:///home/ann/eggs/demos/a.ts:3', 'at file://demos/a.ts:3'],
  ['a file at home', linux, 'in /home/ann/.cargo/bin', 'in ~/.cargo/bin'],
  ['the machine', linux, 'anns-laptop says: anns-laptop-2 is another', 'this-machine says: anns-laptop-2 is another'],
  ['a machine without a name of its own', { ...linux, host: 'localhost' }, 'http://localhost:3001/A', 'http://localhost:3001/A'],
  ['a file of the project on Windows', windows, 'at C:\\Users\\Ann B\\eggs\\demos\\a.ts:3', 'at demos\\a.ts:3'],
  ['its address on Windows', windows, 'at file:///C:/Users/Ann B/eggs/demos/a.ts:3', 'at file:///demos/a.ts:3'],
  ['a file at home on Windows', windows, 'in C:\\Users\\Ann B\\go\\pkg', 'in ~\\go\\pkg'],
  ['the machine on Windows', windows, 'on ANN-PC.', 'on this-machine.'],
  ['a folder without a separator at its end', { ...linux, root: '/home/ann/eggs' }, '/home/ann/eggs/demos/a.ts', 'demos/a.ts'],
  ['what lies at the root of a disk', { root: '/', home: '/', host: '' }, 'at /demos/a.ts of B/C', 'at /demos/a.ts of B/C'],
  ['a folder whose name goes on', linux, '/home/ann/eggs-2/a.ts', '~/eggs-2/a.ts'],
])('names %s without whose it is', (_, traces, text, clean) => {
  expect(withoutTraces(line(text), traces)).toBe(line(clean))
})
