import type { SeenInside } from '../../run/messages.ts'
import { describe, expect, it } from 'vitest'
import { createPending } from './pending.ts'
import { witnessFetch } from './witness.ts'

const KITCHEN = 'http://localhost:3001/run/r1'

/** A witnessed fetch over one that answers as told. */
function setUp(answer: (request: Request) => Response | Promise<Response>) {
  const seen: string[] = []
  const asked: { url: string, cache: string | undefined }[] = []
  const pending = createPending()
  const witness = witnessFetch({
    fetch: async (input, init) => {
      asked.push({ url: String(input), cache: init?.cache })
      init?.signal?.throwIfAborted()
      return await answer(new Request(input, init))
    },
    Request,
    Response,
    kitchen: KITCHEN,
    tell: event => seen.push(describeEvent(event)),
    pending,
    now: () => 0,
  })
  return { seen, asked, pending, ...witness }
}

function describeEvent(event: SeenInside): string {
  return event.kind === 'log' || event.kind === 'step'
    ? event.text
    : [event.kind, ...('task' in event ? [event.task, event.id] : []), 'text' in event ? event.text : undefined]
        .filter(part => part !== undefined)
        .join(' ')
}

const egg = () => new Response('A', { headers: { 'content-length': '1' } })

/** A body in three pieces, and whether it was cancelled. */
function stream() {
  let cancelled = false
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++pulled > 3)
        controller.close()
      else
        controller.enqueue(new TextEncoder().encode(`${pulled}`))
    },
    cancel: () => void (cancelled = true),
  }, { highWaterMark: 0 })
  return { body, wasCancelled: () => cancelled, pulled: () => pulled }
}

describe('what the program sees of a request', () => {
  it('is its beginning and its end', async () => {
    const { seen, asked, fetch } = setUp(egg)
    expect(await (await fetch(`${KITCHEN}/A?ms=5`)).text()).toBe('A')
    expect(seen).toEqual(['start A 1', 'end A 1'])
    expect(asked).toEqual([{ url: `${KITCHEN}/A?ms=5`, cache: 'no-store' }])
  })

  it('tells requests apart, and names tasks as the kitchen does', async () => {
    const { seen, fetch } = setUp(egg)
    for (const path of ['A', 'A/steps', 'orders', 'orders?cursor=page-1', 'orders?cursor=page-3'])
      await fetch(new URL(`${KITCHEN}/${path}`))
    await fetch(new Request('http://localhost:3001/B'))
    await fetch('http://localhost:3001/health')
    expect(seen.filter(text => text.startsWith('start'))).toEqual([
      'start A 1',
      'start A 2',
      'start orders 3',
      'start orders 4',
      'start orders-3 5',
      'start B 6',
    ])
  })

  it('calls a burnt egg failed, by the name of its problem', async () => {
    const { seen, fetch, pending } = setUp(() => Response.json({ title: 'Burnt' }, { status: 500 }))
    const reply = await fetch(`${KITCHEN}/A`)
    await pending.whenZero()
    expect(seen).toEqual(['start A 1', 'fail A 1 Burnt'])
    expect(await reply.json()).toEqual({ title: 'Burnt' })
  })

  it('tells a failure from a cancellation', async () => {
    const { seen, fetch } = setUp(() => {
      throw new TypeError('fetch failed')
    })
    await expect(fetch(`${KITCHEN}/A`)).rejects.toThrow('fetch failed')
    await expect(fetch(`${KITCHEN}/B`, { signal: AbortSignal.abort() })).rejects.toThrow()
    await expect(fetch(`${KITCHEN}/C`, { signal: AbortSignal.abort('too slow') })).rejects.toBe('too slow')
    expect(seen.filter(text => !text.startsWith('start'))).toEqual([
      'fail A 1 the kitchen did not answer (TypeError: fetch failed)',
      'abort B 2 called off by the program',
      'abort C 3 too slow',
    ])
  })

  it('refuses to go anywhere else', async () => {
    const { seen, asked, fetch } = setUp(egg)
    await expect(fetch('https://example.com/A')).rejects.toThrow(TypeError)
    await expect(fetch('http://localhost:3002/A')).rejects.toThrow('reaches only its kitchen at http://localhost:3001')
    expect(asked).toEqual([])
    expect(seen).toEqual([])
  })
})

describe('an answer that streams', () => {
  it('ends when it has been read, piece by piece as the program asks', async () => {
    const { body, pulled } = stream()
    const { seen, fetch } = setUp(() => new Response(body))
    const reader = (await fetch(`${KITCHEN}/A/steps`)).body!.getReader()
    expect(pulled()).toBe(0)
    await reader.read()
    expect(pulled()).toBe(1)
    while (!(await reader.read()).done) ;
    expect(seen).toEqual(['start A 1', 'end A 1'])
  })

  it('is called off when the program stops reading', async () => {
    const { body, wasCancelled } = stream()
    const { seen, fetch } = setUp(() => new Response(body))
    await (await fetch(`${KITCHEN}/A/steps`)).body!.cancel()
    expect(wasCancelled()).toBe(true)
    expect(seen).toEqual(['start A 1', 'abort A 1 called off by the program'])
  })

  it('fails when it breaks', async () => {
    const { seen, fetch } = setUp(
      () => new Response(new ReadableStream({ pull: controller => controller.error(new TypeError('terminated')) })),
    )
    await expect((await fetch(`${KITCHEN}/A/steps`)).text()).rejects.toThrow('terminated')
    expect(seen).toEqual(['start A 1', 'fail A 1 the kitchen did not answer (TypeError: terminated)'])
  })

  it('is pending only while somebody reads it', async () => {
    const { fetch, pending, seen, leave } = setUp(() => new Response(new ReadableStream({}, { highWaterMark: 0 })))
    const reply = await fetch(`${KITCHEN}/A/steps`)
    expect(pending.count()).toBe(0)
    void reply.text()
    await Promise.resolve()
    expect(pending.count()).toBe(1)
    leave('the program is over')
    expect(seen).toEqual(['start A 1', 'abort A 1 the program is over'])
  })

  it('keeps everything else that an answer says, in copies too', async () => {
    const { fetch } = setUp(() =>
      Object.defineProperty(new Response(stream().body, { status: 203, headers: { 'x-egg': 'A' } }), 'url', {
        value: `${KITCHEN}/A/steps`,
      }),
    )
    const reply = await fetch(`${KITCHEN}/A/steps`)
    const copy = reply.clone()
    expect(reply).toBeInstanceOf(Response)
    for (const { url, status, ok, headers } of [reply, copy])
      expect({ url, status, ok, egg: headers.get('x-egg') }).toEqual({ url: `${KITCHEN}/A/steps`, status: 203, ok: true, egg: 'A' })
    expect(await copy.text()).toBe('123')
    expect(await reply.text()).toBe('123')
  })
})
