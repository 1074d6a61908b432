import { describe, expect, it } from 'vitest'
import { createHostAliases } from './host-aliases.ts'

const KITCHEN = 'http://localhost:3001'

describe('the host aliases of a kitchen', () => {
  it('are a name for each program, and the kitchen\'s own for the first', async () => {
    const aliases = createHostAliases(KITCHEN, async () => true)
    await aliases.open(3)
    expect([0, 1, 2].map(aliases.at)).toEqual([KITCHEN, 'http://door-2.localhost:3001', 'http://door-3.localhost:3001'])
  })

  it('are not used before they have answered', async () => {
    let answer = (_: boolean) => {}
    const aliases = createHostAliases(KITCHEN, () => new Promise(resolve => answer = resolve))
    const opened = aliases.open(2)
    expect(aliases.at(1)).toBe(KITCHEN)
    answer(true)
    await opened
    expect(aliases.at(1)).not.toBe(KITCHEN)
  })

  it('are not used where they do not answer', async () => {
    const aliases = createHostAliases(KITCHEN, async url => url.includes('door-3'))
    await aliases.open(3)
    expect([0, 1, 2].map(aliases.at)).toEqual([KITCHEN, KITCHEN, 'http://door-3.localhost:3001'])
  })

  it('are tried once, however often they are asked for', async () => {
    const asked: string[] = []
    const aliases = createHostAliases(KITCHEN, async url => asked.push(url) > 0)
    await Promise.all([aliases.open(2), aliases.open(3)])
    await aliases.open(3)
    expect(asked).toEqual(['http://door-2.localhost:3001', 'http://door-3.localhost:3001'])
  })

  it.each(['http://127.0.0.1:3001', 'http://[::1]:3001', 'http://kitchen.example:3001'])(
    'are all one at %s, which has no names below it',
    async (url) => {
      const aliases = createHostAliases(url, () => Promise.reject(new Error('Nobody may ask.')))
      await aliases.open(4)
      expect([0, 3].map(aliases.at)).toEqual([url, url])
    },
  )
})
