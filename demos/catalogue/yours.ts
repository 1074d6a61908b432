import type { Demo } from './demo.ts'

/** Entries that `npm run new -- demo SLUG` writes. A fork keeps its own here, where no change of ours meets them. */
export const yours: readonly Demo[] = [
]
