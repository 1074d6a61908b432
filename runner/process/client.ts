import type { Run } from '../run/start-run.ts'
import type { Answer, RunLine, Welcome } from './protocol.ts'
import { createGrowingRun } from '../run/growing-run.ts'
import { createRunId } from '../run/start-run.ts'
import { RUNS_PATH, SCHEME } from './protocol.ts'

/** The page's side of runner/process: asks the deck's own server to run programs, and hears how they do. */

/** Why the server does not do it, in a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(readonly title: string, detail: string) {
    super(detail)
  }
}

const GONE = 'The deck\'s server has gone away. Start it again with npm start.'

let key: Promise<string> | undefined

/** Whether a demo can run on the machine that serves the deck. Throws a {@link Refusal} when nothing may run there. */
export async function askAvailability(slug: string): Promise<Answer> {
  await getKey()
  return (await get(`${RUNS_PATH}/${slug}`)).json() as Promise<Answer>
}

/** Runs a demo as a process on the machine that serves the deck. `onPreparing`: what happens before it begins. */
export function startProcess(slug: string, onPreparing: (text: string) => void): Run {
  const id = createRunId()
  const growing = createGrowingRun()
  const hangUp = new AbortController()
  let accepted: string | undefined

  function hear(line: RunLine) {
    if (line.kind === 'accepted')
      accepted = line.run
    else if (line.kind === 'progress')
      onPreparing(line.phase === 'building' ? `Building: ${line.text}` : line.text)
    else
      growing.add(line)
  }

  function end(outcome: 'failed' | 'stopped', text?: string) {
    const t = growing.events.at(-1)?.t ?? 0
    growing.add({ t, kind: 'finish', witness: 'program', run: accepted ?? id, outcome, ms: t, ...text !== undefined && { text } })
  }

  async function live() {
    try {
      const reply = await sendWithKey('POST', `${RUNS_PATH}/${slug}`, hangUp.signal)
      await readNdjson(reply.body!, hear)
      end('failed', GONE)
    }
    catch (error) {
      if (hangUp.signal.aborted)
        end('stopped')
      else
        end('failed', error instanceof Refusal ? error.message : GONE)
    }
  }
  void live()

  return {
    id,
    events: growing.events,
    subscribe: growing.subscribe,
    finished: growing.finished,
    async stop() {
      try {
        if (accepted === undefined)
          hangUp.abort()
        else
          await sendWithKey('DELETE', `${RUNS_PATH}/${accepted}`)
      }
      catch {
        // It ended in the meantime, or nobody answers any more; hanging up stops it in any case.
        hangUp.abort()
      }
      await growing.finished
    },
  }
}

async function get(path: string): Promise<Response> {
  return accept(await fetch(path, { cache: 'no-store' }))
}

function getKey(): Promise<string> {
  return key ??= fetchKey().catch((error) => {
    key = undefined
    throw error
  })
}

async function fetchKey(): Promise<string> {
  const { key } = await (await get(RUNS_PATH)).json() as Welcome
  return key
}

/** Sends a request with the key; once more where the server has a new one, because it was started again. */
async function sendWithKey(method: 'POST' | 'DELETE', path: string, signal?: AbortSignal): Promise<Response> {
  const send = async () => accept(await fetch(path, { method, headers: { authorization: `${SCHEME} ${await getKey()}` }, cache: 'no-store', signal }))
  try {
    return await send()
  }
  catch (error) {
    if (!(error instanceof Refusal) || error.title !== 'No key')
      throw error
    key = undefined
    return send()
  }
}

async function accept(reply: Response): Promise<Response> {
  const type = reply.headers.get('content-type') ?? ''
  if (type.startsWith('application/problem+json')) {
    const { title, detail } = await reply.json() as { title: string, detail: string }
    throw new Refusal(title, detail)
  }
  // A server that knows nothing of this answers with the deck itself.
  if (!reply.ok || type.startsWith('text/html'))
    throw new Refusal('Nobody there', 'The deck is not served by npm start, so it runs no programs of other languages.')
  return reply
}

async function readNdjson(body: ReadableStream<Uint8Array>, hear: (line: RunLine) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done)
      return
    const lines = (rest + value).split('\n')
    rest = lines.pop()!
    lines.forEach(line => hear(JSON.parse(line) as RunLine))
  }
}
