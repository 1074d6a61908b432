import { expect, it } from 'vitest'
import { conclude, format, missing, ready } from './finding.ts'

const port = ready('Port 3030', 'is free')
const go = missing('Go', 'is not here; go-waitgroup plays its recording', 'Install Go 1.25.')

it('says in words, not by colour alone, what is ready and what is not', () => {
  expect(format(port)).toMatch(/^✓ green {2}Port 3030 +is free$/)
  expect(format(go)).toMatch(/^✕ red {4}Go +is not here; go-waitgroup plays its recording\n +→ Install Go 1\.25\.$/)
})

it('paints only the mark', () => expect(format(port, (is, mark) => `<${is}>${mark}</>`)).toMatch(/^<ready>✓ green<\/> {2}Port/))

it('ends with one sentence: begin, or what is left to do', () => {
  expect(conclude([port, port], 'npm start')).toMatch(/^All 2 are green\..*npm start/)
  expect(conclude([port, go], 'npm start')).toMatch(/^1 of 2 is red\./)
  expect(conclude([go, go], 'npm start')).toMatch(/^2 of 2 are red\./)
})
