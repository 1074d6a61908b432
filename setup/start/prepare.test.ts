import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { prepare } from './prepare.ts'

let other: Server | undefined
afterEach(() => void other?.close())

const FREE = '39417'

describe('npm start', () => {
  it('has its own options, in either spelling, and hands the others to Slidev', async () => {
    expect(
      await prepare(
        [
          '--remote=secret',
          '--port',
          FREE,
          '--kitchen-port=4001',
          '--ms',
          '500',
          '--allowed-host',
          'a.example',
          '--allowed-host=.b.example',
          '--open',
        ],
        { DECK_HOSTS: 'c.example' },
      ),
    ).toEqual({
      args: ['slides.md', '--port', FREE, '--remote=secret', '--open'],
      env: { KITCHEN_PORT: '4001', EGG_MS: '500', DECK_PORT: FREE, DECK_HOSTS: 'c.example a.example .b.example' },
    })
  })

  it('goes on listening to the variables', async () => {
    expect(await prepare(['--port', FREE], { KITCHEN_PORT: '0', EGG_MS: '7' })).toMatchObject({ env: { KITCHEN_PORT: '0', EGG_MS: '7' } })
    expect(await prepare(['--port', FREE, '--ms', '9'], { EGG_MS: '7' })).toMatchObject({ env: { KITCHEN_PORT: '3001', EGG_MS: '9' } })
  })

  it('shows the path that is asked for, whatever the variable says', async () => {
    expect(await prepare(['--port', FREE, '--path', 'short'], {})).toMatchObject({ env: { TALK: 'short' } })
    expect(await prepare(['--port', FREE, '--path=full'], { TALK: 'short' })).toMatchObject({ env: { TALK: 'full' } })
    expect(await prepare(['--port', FREE], { TALK: 'short' })).not.toMatchObject({ env: { TALK: expect.anything() } })
  })

  it.each([
    [['--port', 'x'], /--port is "x"/],
    [['--port', '0'], /from 1 to 65535/],
    [['--kitchen-port', '65536'], /--kitchen-port is "65536"/],
    [['--ms=-1'], /--ms is "-1"/],
    [['--ms'], /--ms wants a value/],
    [['--port', '--open'], /--port wants a value/],
    [['--path', 'shrot'], /--path is "shrot", and has to be short or full\./],
    [['--path'], /--path wants a value after it, such as --path short\./],
  ])('explains a mistake: %s', async (words, sentence) => {
    expect(await prepare(words, {})).toEqual({ code: 2, text: expect.stringMatching(sentence) })
  })

  it('says what holds its port, and a command that works', async () => {
    other = createServer((_, response) => response.end('something else')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const refused = await prepare(['--port', `${port}`], {})
    expect(refused).toEqual({
      code: 1,
      text: expect.stringMatching(new RegExp(`^Port ${port} is taken by .+\\. Choose another for this deck: npm start -- --port \\d+$`)),
    })
    const advice = /--port (\d+)$/.exec((refused as { text: string }).text)!
    expect(await prepare(['--port', advice[1]!], {})).toHaveProperty('args')
  })
})
