import { describe, expect, it } from 'vitest'
import { readCommand } from './options.ts'

const plain = { kind: 'rehearse', path: 'full', ms: 500, port: 3030, kitchenPort: 3001, mayPlay: false }

describe('the command line of a rehearsal', () => {
  it('needs nothing', () => expect(readCommand([], 'full')).toEqual(plain))
  it('takes the path that the deck has, unless one is named', () => {
    expect(readCommand([], 'short')).toMatchObject({ path: 'short' })
    expect(readCommand(['--path', 'full'], 'short')).toMatchObject({ path: 'full' })
  })
  it('takes all options', () =>
    expect(readCommand(['--path=short', '--ms', '2000', '--port', '4000', '--kitchen-port', '0', '--recordings'], 'full')).toEqual({
      kind: 'rehearse',
      path: 'short',
      ms: 2000,
      port: 4000,
      kitchenPort: 0,
      mayPlay: true,
    }))
  it.each([['--path', 'shrot'], ['--path'], ['--ms', 'soon'], ['--ms', '60001'], ['--port', '70000'], ['--prot', '1'], ['short']])(
    'says what is wrong with %s %s',
    (...words) => {
      expect(readCommand(words, 'full')).toMatchObject({ kind: 'mistake', sentence: expect.stringContaining('npm run rehearse -- --help') })
    },
  )
})
