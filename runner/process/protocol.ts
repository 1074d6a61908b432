/**
 * What the deck's page and the deck's own server say to each other about programs that run as processes.
 *
 * | request | answer |
 * |---|---|
 * | `GET /__runs` | {@link Welcome}: the key of this start of the server |
 * | `GET /__runs/{slug}` | {@link Answer}: whether that demo can run here |
 * | `POST /__runs/{slug}` | runs it: 202 once it is taken on. How it goes, all windows hear from their common store |
 *
 * Anything else gets `application/problem+json`. Pages of other origins have been refused before (setup/guard); `POST`
 * shows the key as well, which only the deck's page as it was last served knows.
 */

export const RUNS_PATH = '/__runs'

/** `Authorization: Bearer {key}`. */
export const SCHEME = 'Bearer'

/** The place of the deck at which a run is to be shown, as a part of an address is written. */
export const PLACE_HEADER = 'x-four-eggs-place'

/** How many milliseconds ago Run was pressed. */
export const PRESSED_HEADER = 'x-four-eggs-pressed-ms-ago'

export interface Welcome {
  key: string
}

/** Whether a demo can run on the machine that serves the deck, and with what. */
export type Answer
  = | { can: true, toolchain: Record<string, string> }
    | { can: false, why: string, howToGet: string }
