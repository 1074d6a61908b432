import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromLink, toLink } from './edit-link.ts'

const program = 'const eggs = [\'A\', \'Ä\']\nawait Promise.all(eggs.map(fryEgg)) // ≤ 2 s\n'

/** The address of any text, however bad. */
async function linkOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const deflated = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer()
  return `http://localhost/5#edit=promise-all.${Buffer.from(deflated).toString('base64url')}`
}

describe('a link to an edited program', () => {
  it.each([
    ['the deck as it is served', 'http://localhost:3030/5?clicks=1', /^http:\/\/localhost:3030\/5#edit=promise-all\.[\w-]+$/],
    ['the speaker’s window', 'http://localhost:3030/presenter/5', /^http:\/\/localhost:3030\/5#edit=promise-all\.[\w-]+$/],
    ['a static build', 'https://example.org/talk/#/5?clicks=0', /^https:\/\/example\.org\/talk\/#\/5\?edit=promise-all\.[\w-]+$/],
  ])('carries it from %s', async (_, href, shape) => {
    const link = await toLink(href, 'promise-all', program)
    expect(link).toMatch(shape)
    expect(await fromLink(link!)).toEqual({ slug: 'promise-all', text: program })
  })

  it('keeps it off the server’s logs', async () => {
    expect(new URL((await toLink('http://localhost:3030/5', 'promise-all', program))!).search).toBe('')
  })

  it('is found again where a router has moved it into the query', async () => {
    const { hash } = new URL((await toLink('http://localhost:3030/5', 'promise-all', program))!)
    expect(await fromLink(`http://localhost:3030/5?clicks=2&${hash.slice(1)}`)).toEqual({ slug: 'promise-all', text: program })
  })

  it('is nothing on any other address', async () => {
    for (const href of [
      'http://localhost/5',
      'http://localhost/#/5?clicks=1',
      'http://localhost/5#edit=',
      'http://localhost/5#edit=<b>.abc',
    ])
      expect(await fromLink(href)).toBeUndefined()
  })

  it('that is broken gives the original, and a note', async () => {
    const damaged = { slug: 'promise-all', problem: expect.stringContaining('damaged') }
    for (const text of ['', '.', '.!!', '.abcdefgh', '.AAAA'])
      expect(await fromLink(`http://localhost/5#edit=promise-all${text}`)).toEqual(damaged)
    expect(await fromLink(await linkOf(new Uint8Array([0xFF, 0xFE])))).toEqual(damaged)
    expect(await fromLink(await linkOf(new TextEncoder().encode('  \n')))).toEqual(damaged)
  })

  it('that hides what it does behind invisible characters gives the original', async () => {
    for (const hidden of ['\u202E', '\u2066', '\0', '\u001B[2K']) {
      expect(await fromLink(await linkOf(new TextEncoder().encode(`fry('A')${hidden}`)))).toEqual({
        slug: 'promise-all',
        problem: expect.any(String),
      })
    }
  })

  it('is not made of a program that is too long, and not read from one', async () => {
    const long = Array.from({ length: 3000 }, (_, i) => `console.log(${i * 7919 % 10007})`).join('\n')
    expect(await toLink('http://localhost/5', 'promise-all', long)).toBeUndefined()
    expect(await fromLink(`http://localhost/5#edit=promise-all.${'A'.repeat(5000)}`)).toMatchObject({
      problem: expect.stringContaining('too long'),
    })
    // A few bytes that unpack to a megabyte.
    expect(await fromLink(await linkOf(new TextEncoder().encode(' '.repeat(1_000_000))))).toHaveProperty('problem')
  })

  it('brings back whatever was written', async () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', 'ß', '😀', '\'', '`', '${', '\n', '\t', ' ', '+', '/', '%'), minLength: 1, maxLength: 200 })
      .filter(text => text.trim() !== '')
    await fc.assert(
      fc.asyncProperty(text, async (text) => {
        expect(await fromLink((await toLink('http://localhost/#/5', 'streams', text))!)).toEqual({ slug: 'streams', text })
      }),
      { numRuns: 50 },
    )
  })
})
