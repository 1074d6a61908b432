import { expect, it } from 'vitest'
import { describeRecording } from './recording.ts'

const FILE = 'demos/recordings/two-eggs.ndjson'
const run = '{"t":0,"kind":"run","witness":"program","demo":"two-eggs","engine":"worker","startedAt":"2026-01-01T00:00:00Z","source":"0","toolchain":{}}'
const finish = '{"t":9,"kind":"finish","witness":"program","outcome":"done","ms":9}'

it('says of a whole recording when and with what it was made', () => {
  expect(describeRecording(`${run}\n${finish}\n`, FILE)).toEqual({ startedAt: '2026-01-01T00:00:00Z', toolchain: {}, source: '0' })
})

it.each([
  ['is empty', ''],
  ['ends after its first event', `${run}\n`],
  ['ends within a line', `${run}\n${finish.slice(0, 30)}`],
  ['has lost its beginning', `${finish}\n`],
  ['has a mark of a merge', `${run}\n<<<<<<< HEAD\n${finish}\n`],
])('says of one that %s which file it is and what to do', (_, text) => {
  expect(() => describeRecording(text, FILE)).toThrow(/^demos\/recordings\/two-eggs\.ndjson: .+ Make it again with npm run record\.$/s)
})
