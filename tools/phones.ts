/** Phones of the room, by what they send: a cookie from the page, and then votes and orders. */
export interface Phone {
  vote: (round: number, choice: number, origin?: string) => Promise<number>
  order: (round: number) => Promise<{ status: number, detail: string }>
}

/** A phone that has opened the room's page. */
export async function openPhone(deck: string): Promise<Phone> {
  const reply = await fetch(`${deck}/room`)
  await reply.text()
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  const send = (path: string, body: object, origin = deck) =>
    fetch(`${deck}/room/${path}`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    vote: (round, choice, origin) => send('vote', { round, choice }, origin).then(({ status }) => status),
    order: async (round) => {
      const reply = await send('order', { round, choice: 0 })
      return { status: reply.status, detail: (await reply.json() as { detail: string }).detail }
    },
  }
}

/** The line on which a phone hears what is asked. */
export async function openLine(deck: string): Promise<ReadableStreamDefaultReader<string>> {
  const reply = await fetch(`${deck}/room/events`, { headers: { 'sec-fetch-site': 'same-origin' } })
  return reply.body!.pipeThrough(new TextDecoderStream()).getReader()
}

/** What the room is shown just now: a question, or that it may order. */
export async function shownToRoom(deck: string): Promise<{ round: number, choices: string[] } | null> {
  const reader = await openLine(deck)
  const { value } = await reader.read()
  await reader.cancel()
  return JSON.parse(value!.replace('data: ', '')) as { round: number, choices: string[] } | null
}
