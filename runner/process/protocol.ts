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
 * Anything else gets `application/problem+json`. Pages of other origins have been refused before (setup/guard); `POST` and
 * `DELETE` show the key as well, which only the deck's page as it was last served knows.
 */

export const RUNS_PATH = '/__runs'

/** `Authorization: Bearer {key}`. */
export const SCHEME = 'Bearer'

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
