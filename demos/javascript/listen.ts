// A program on a board is operated while it runs: people press something on the page, and the program hears it here.
// Without a page, nothing is ever said.
const listenTo = (globalThis as { __listen?: (listener: (said: any) => void) => void }).__listen

/** Calls back with whatever is said to the program from now on. */
export function listen<T>(listener: (said: T) => void): void {
  listenTo?.(listener)
}
