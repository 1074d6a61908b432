import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { packRecordings } from './pack-recordings.ts'

const file = resolve('demos/recordings/sequential.ndjson')
const load = packRecordings().load as (id: string) => string | undefined

it('packs a recording into a fraction, which unpacks itself to the same text', async () => {
  const code = load(`${file}?raw`)!
  const text = readFileSync(file, 'utf8')
  expect(code.length).toBeLessThan(text.length)
  // Vitest wraps what a module exports, and a wrapped promise is none.
  // eslint-disable-next-line no-new-func
  const unpack = new Function(code.replace('export default', 'return')) as () => Promise<string>
  expect(await unpack()).toBe(text)
})

it('leaves everything else as it is', () => {
  expect(load(file)).toBeUndefined()
  expect(load(resolve('package.json?raw'))).toBeUndefined()
})
