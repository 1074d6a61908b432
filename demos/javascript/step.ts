// A program that builds a machine (an executor, a channel) says here what the machine has just done, and how it now is.
// The runner listens; without one, nothing happens. Say only what is so: a picture is drawn of it.
const tell = (globalThis as { __step?: (text: string, state: unknown) => void }).__step

/** The machine has just done this, and is now in that state: plain data, which is copied. */
export function step(text: string, state: unknown): void {
  tell?.(text, state)
}
