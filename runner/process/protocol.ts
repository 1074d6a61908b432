import type { RunEvent } from '../../trace/events.ts'

/**
 * What the deck's page and the deck's own server say to each other about programs that run as processes.
 *
 * | request | answer |
 * |---|---|
 * | `GET /__runs` | {@link Welcome}: the key of this start of the server |
 * | `GET /__runs/{slug}` | {@link Answer}: whether that demo can run here |
 * | `POST /__runs/{slug}` | runs it: {@link RunLine}s as NDJSON until it is over. Hanging up stops it |
 * | `DELETE /__runs/{run}` | stops it: 204 when nothing of it is left |
 *
 * Anything else, and anybody else, gets `application/problem+json`. `GET` needs the header {@link PAGE_HEADER}, which a
 * foreign page cannot send. `POST` and `DELETE` need a proof: see {@link proofText}.
 */

export const RUNS_PATH = '/__runs'

/** A header of our own: a page of another origin would have to ask first whether it may send it, and may not. */
export const PAGE_HEADER = 'x-four-eggs-page'

/** `Authorization: FourEggs {nonce} {proof}`. */
export const SCHEME = 'FourEggs'

/** A nonce is the time at which it was made, in milliseconds since 1970, a hyphen, and something random. */
export const NONCE = /^(\d{13})-[\w-]{8,64}$/

/**
 * What a proof is made from: HMAC-SHA256 with the key, in hexadecimal. The key itself is never sent again, and what is
 * sent holds for one request: this method, this path, this once.
 */
export function proofText(method: string, path: string, nonce: string): string {
  return `${method} ${path} ${nonce}`
}

export interface Welcome {
  key: string
}

/** Whether a demo can run on the machine that serves the deck, and with what. */
export type Answer
  = | { can: true, toolchain: Record<string, string> }
    | { can: false, why: string, howToGet: string }

export type RunLine
  /** The first line: the run's name, with which it can be stopped. */
  = | { kind: 'accepted', run: string }
  /** What happens before the program's first line. */
    | { kind: 'progress', phase: 'queued' | 'building', text: string }
    | RunEvent
