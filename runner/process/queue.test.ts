import { describe, expect, it } from 'vitest'
import { createQueue } from './queue.ts'

describe('the queue', () => {
  it('lets as many run as it may, and the others in the order in which they came', async () => {
    const queue = createQueue(2)
    const said: string[] = []
    const enter = (name: string) => queue.turn({ onWait: before => said.push(`${name} waits behind ${before}`) })
    const [endA, endB] = [await enter('A'), await enter('B')]
    const c = enter('C')
    const d = enter('D')
    expect(said).toEqual(['C waits behind 2', 'C waits behind 2', 'D waits behind 3'])
    endA()
    endA()
    const endC = await c
    expect(said.at(-1)).toBe('D waits behind 2')
    endB()
    await d
    endC()
  })

  it('gives all places to a run that wants to be alone, in its turn', async () => {
    const queue = createQueue(2)
    const begun: string[] = []
    const take = async (name: string, alone = false) => {
      const end = await queue.turn({ alone })
      begun.push(name)
      return end
    }
    const endA = await take('A')
    const alone = take('alone', true)
    const c = take('C')
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(begun).toEqual(['A'])
    endA()
    const endAlone = await alone
    await new Promise(resolve => setTimeout(resolve, 5))
    expect(begun).toEqual(['A', 'alone'])
    endAlone()
    await c
    expect(begun).toEqual(['A', 'alone', 'C'])
  })

  it('lets somebody leave who waits', async () => {
    const queue = createQueue(1)
    const endA = await queue.turn({})
    const quit = new AbortController()
    const b = queue.turn({ signal: quit.signal })
    const c = queue.turn({})
    quit.abort(new Error('stopped'))
    await expect(b).rejects.toThrow('stopped')
    endA()
    await c
    await expect(queue.turn({ signal: quit.signal })).rejects.toThrow('stopped')
  })
})
