/**
 * An edited program in a link: `edit=SLUG.TEXT` in the address' fragment, so that no server ever sees it. TEXT is the
 * shown region, deflated, in base64url. Where the deck keeps its routes in the fragment too (a static build), it is the
 * query of that route.
 */

/** What came with a link. A problem is a sentence; the program is the original one then. */
export type Linked = { slug: string, text: string } | { slug: string, problem: string }

/** Chats and mail programs break longer links. */
const MOST_LINK_CHARS = 4 * 1024

/** Unpacked: about four hundred lines. A short link may unpack to gigabytes; it is not unpacked further than this. */
export const MOST_TEXT_BYTES = 16 * 1024

const NAME = 'edit'

/** The address of this deck with an edited program in it, or nothing where that would be too long for a link. */
export async function toLink(href: string, slug: string, text: string): Promise<string | undefined> {
  const packed = await pack(text)
  if (new TextEncoder().encode(text).length > MOST_TEXT_BYTES || packed.length > MOST_LINK_CHARS)
    return undefined
  const url = new URL(href)
  const written = `${NAME}=${slug}.${packed}`
  if (url.hash.startsWith('#/')) {
    const [route] = url.hash.slice(1).split('?')
    url.hash = `${forReaders(route!)}?${written}`
  }
  else {
    url.pathname = forReaders(url.pathname)
    url.search = ''
    url.hash = written
  }
  return url.href
}

/** A link shows the slide, not the speaker's view of it. */
function forReaders(path: string): string {
  return path.replace(/\/presenter(?=\/)/, '')
}

/** Which edited program an address brings along, if any. */
export async function fromLink(href: string): Promise<Linked | undefined> {
  const written = findWritten(href)
  if (!written)
    return undefined
  const dot = written.indexOf('.')
  const slug = dot < 0 ? written : written.slice(0, dot)
  if (!/^[\w-]+$/.test(slug))
    return undefined
  const packed = dot < 0 ? '' : written.slice(dot + 1)
  if (packed.length > MOST_LINK_CHARS)
    return { slug, problem: 'The link’s program is too long. This is the original.' }
  try {
    return { slug, text: await unpack(packed) }
  }
  catch {
    return { slug, problem: 'The link’s program is damaged. This is the original.' }
  }
}

/** An address without the program that it brought along. */
export function withoutLink(href: string): string {
  const url = new URL(href)
  const without = (query: string) => {
    const others = new URLSearchParams(query)
    others.delete(NAME)
    return others.toString()
  }
  const [route, query = ''] = url.hash.split('?')
  url.search = without(url.search)
  url.hash = route!.startsWith('#/') ? [route, without(query)].filter(Boolean).join('?') : without(url.hash.slice(1))
  return url.href
}

function findWritten(href: string): string | undefined {
  const { search, hash } = new URL(href)
  const inFragment = hash.startsWith('#/') ? hash.split('?')[1] ?? '' : hash.slice(1)
  // Routers decode and encode what they keep; base64url and slugs come through that unchanged.
  return new URLSearchParams(inFragment).get(NAME) ?? new URLSearchParams(search).get(NAME) ?? undefined
}

async function pack(text: string): Promise<string> {
  const deflated = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')))
  const bytes = new Uint8Array(await deflated.arrayBuffer())
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Throws when it is no program, or too long a one. */
async function unpack(packed: string): Promise<string> {
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0))
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done)
      break
    length += value.length
    if (length > MOST_TEXT_BYTES) {
      await reader.cancel()
      throw new RangeError('too long')
    }
    text += decoder.decode(value, { stream: true })
  }
  text += decoder.decode()
  if (text.trim() === '' || hasControls(text))
    throw new TypeError('no program')
  return text
}

/**
 * What no editor writes, and what can make a program read otherwise than it runs: controls and changes of direction.
 */
function hasControls(text: string): boolean {
  return /[^\P{Cc}\t\r\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(text)
}
