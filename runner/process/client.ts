import type { Answer, Welcome } from './protocol.ts'
import { PLACE_HEADER, PRESSED_HEADER, RUNS_PATH, SCHEME } from './protocol.ts'

/** The page's side of runner/process: asks the deck's own server to run programs. */

/** Why the server does not do it, in a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal'

  constructor(readonly title: string, detail: string) {
    super(detail)
  }
}

const GONE = 'The deck’s server does not answer.'

let key: Promise<string> | undefined

/** Whether a demo can run on the machine that serves the deck. Throws a {@link Refusal} when nothing may run there. */
export async function askAvailability(slug: string): Promise<Answer> {
  await getKey()
  return (await get(`${RUNS_PATH}/${slug}`)).json() as Promise<Answer>
}

/** Where a run is to be shown, and how long ago it was asked for. */
export interface Wanted {
  place: string
  pressedMsAgo: number
}

/**
 * Has a demo run as a process on the machine that serves the deck. Settles when that has taken it on: from then on the
 * server tells all windows how it goes.
 */
export async function requestRun(slug: string, { place, pressedMsAgo }: Wanted, signal: AbortSignal): Promise<void> {
  try {
    await sendWithKey('POST', `${RUNS_PATH}/${slug}`, {
      signal,
      headers: { [PLACE_HEADER]: encodeURIComponent(place), [PRESSED_HEADER]: `${Math.round(pressedMsAgo)}` },
    })
  }
  catch (error) {
    throw error instanceof Refusal || signal.aborted ? error : new Error(GONE)
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
async function sendWithKey(
  method: 'POST',
  path: string,
  { signal, headers }: { signal: AbortSignal, headers: Record<string, string> },
): Promise<Response> {
  const send = async () =>
    accept(await fetch(path, { method, headers: { ...headers, authorization: `${SCHEME} ${await getKey()}` }, cache: 'no-store', signal }))
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
    throw new Refusal('No such server', 'The deck is not served by npm start, so it runs no programs of other languages.')
  return reply
}
