import type { Complaint } from './json.ts'
import { CHANNEL, readMessage } from '../../runner/windows/messages.ts'
import { isRecord } from './json.ts'

/**
 * All that the deck's server does besides handing out files. Each line was read in the sources of Slidev, Vite and the
 * plugins that they bring; what is not listed is refused, and so a door that a new version adds stays shut until it is
 * listed here.
 */

/**
 * `page`: the deck's own page, in whatever hands it is. `speaker`: the deck's own page, and not the audience's.
 * `anyone`: also a program on this machine that says nothing of itself, such as curl. `no-audience`: that one, too, but
 * nobody who only watches.
 */
export type Who = 'anyone' | 'page' | 'speaker' | 'no-audience'

export interface Door {
  /** On the path as it was asked for, without the deck's base and without a query. */
  path: RegExp
  methods: Record<string, Who>
  /** Only where requests have one: what is wrong with it. */
  body?: (value: unknown) => Complaint
  /** How long it may be, in bytes, where that is little. */
  mostBytes?: number
}

/** A path that begins like this is a door, never a file: listed below, or shut. */
export const DOOR_PREFIX = '/__'

export const doors: readonly Door[] = [
  // Ours: where the kitchen is (setup/vite/kitchen.ts), who is asking (./role-of.ts), a request that is held open for
  // paper (setup/vite/export.ts), programs of other languages (runner/process).
  { path: /^\/__kitchen$/, methods: { GET: 'anyone' } },
  // The kitchen itself, which reads what it is asked on its own (setup/vite/kitchen.ts). An audience looks, and orders
  // nothing: its eggs would stand among the speaker's, and fill the pan.
  { path: /^\/kitchen\/(?:health|trace|run\/[^/]+\/trace)$/, methods: { GET: 'anyone', OPTIONS: 'page' } },
  { path: /^\/kitchen\/./, methods: { GET: 'no-audience', OPTIONS: 'page', POST: 'speaker' } },
  // The room's page and its votes, for whoever is there (setup/room).
  { path: /^\/room(?:\/events)?$/, methods: { GET: 'anyone' } },
  { path: /^\/room\/(?:vote|order)$/, methods: { POST: 'page' }, body: checkVote, mostBytes: 200 },
  { path: /^\/__role$/, methods: { GET: 'page' } },
  { path: /^\/__paper$/, methods: { GET: 'page' } },
  { path: /^\/__runs(?:\/[a-z0-9-]{1,64})?$/, methods: { GET: 'page', POST: 'speaker' } },
  // Slidev's editor reads and rewrites a slide on disk.
  { path: /^\/__slidev\/slides\/\d{1,5}\.json$/, methods: { GET: 'page', POST: 'speaker' }, body: checkSlide },
  // vite-plugin-vue-server-ref: what Slidev's windows share. Reading it is reading a module.
  { path: /^\/@server-(?:ref|reactive)\/(?:sync|nav|drawings|snapshots)$/, methods: { GET: 'anyone', POST: 'speaker' }, body: checkState },
  // Vite starts an editor on this machine.
  { path: /^\/__open-in-editor$/, methods: { GET: 'speaker' } },
]

/** The door that a path leads to. */
export function doorAt(path: string): Door | undefined {
  return doors.find(door => door.path.test(path))
}

/** Names under which messages of a window reach the server over Vite's WebSocket, and who may send which. */
export interface MessageDoor {
  event: string
  check: (data: unknown) => boolean
  /** Whether the audience may send this one. Left out: never. */
  audience?: (data: unknown) => boolean
}

/** What Slidev's editors send of a slide. */
const SLIDE_FIELDS = ['content', 'note', 'frontmatter', 'frontmatterRaw', 'skipHmr']

export const messageDoors: readonly MessageDoor[] = [
  // What all windows show alike. An audience asks for it and sees; it writes nothing.
  { event: CHANNEL, check: data => readMessage(data) !== undefined, audience: data => ['hello', 'ping'].includes(readMessage(data)!.kind) },
  // A window could not take an update and asks for another. Vite then reloads all windows, the projector's too.
  { event: 'vite:invalidate', check: data => isRecord(data) && typeof data.path === 'string' },
  // UnoCSS: a window says which styles it has. It then makes all of them anew, and sends them to all windows.
  { event: 'unocss:hmr', check: data => Array.isArray(data) && typeof data[0] === 'string' },
]

function checkState(value: unknown): Complaint {
  const news = isRecord(value) ? value.patch ?? value.data : undefined
  return typeof news === 'object' && news !== null ? undefined : 'The body is to have a “data” or a “patch” that is an object.'
}

function checkVote(value: unknown): Complaint {
  return isRecord(value) && Number.isFinite(value.round) && Number.isInteger(value.choice)
    ? undefined
    : 'The body is to have the “round” of the question and the “choice”, both numbers.'
}

function checkSlide(value: unknown): Complaint {
  if (!isRecord(value))
    return 'The body is to be an object.'
  const unknown = Object.keys(value).find(name => !SLIDE_FIELDS.includes(name))
  if (unknown !== undefined || Object.keys(value).length === 0)
    return `The body is to have one of ${SLIDE_FIELDS.join(', ')}, and nothing else.`
  const wrong = ['content', 'note', 'frontmatterRaw'].find(name => !['string', 'undefined'].includes(typeof (value[name] ?? undefined)))
  if (wrong)
    return `The body’s “${wrong}” is to be text.`
  if (value.frontmatter !== undefined && !isRecord(value.frontmatter))
    return 'The body’s “frontmatter” is to be an object.'
  return undefined
}
