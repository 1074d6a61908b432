import type { ClockMessage, MessageOut, StartMessage } from './messages.ts'

/** A thread or a process that runs one program, however it came to be. */
export interface WorkerLike {
  /**
   * Its code is here; how long it may take to begin counts from then. Never rejects. It is here already where this is
   * left out.
   */
  loaded?: Promise<void>
  start: (message: StartMessage) => void
  /** Says something to the program: plain data. Nothing happens before it has begun to listen. */
  say?: (what: unknown) => void
  /**
   * Tells it of the clock of its run. Left out where its program's timers are its own: then only what it gets from the
   * kitchen goes by that clock.
   */
  tellClock?: (message: ClockMessage) => void
  /** The way on which its program asks the kitchen, where that is not `fetch`. */
  ask?: typeof fetch
  onMessage: (listener: (message: MessageOut) => void) => void
  /** It ended by itself: it could not be started, or it broke. `why` is a sentence. */
  onDeath: (listener: (why: string) => void) => void
  /**
   * Ends it, whatever it is doing. Nothing is heard of it after that. Where that takes a moment it settles when it is
   * gone, and never rejects.
   */
  terminate: () => void | Promise<void>
}
