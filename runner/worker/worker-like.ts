import type { MessageOut, StartMessage } from './messages.ts'

/** A thread that runs one program, however it came to be. */
export interface WorkerLike {
  start: (message: StartMessage) => void
  onMessage: (listener: (message: MessageOut) => void) => void
  /** The thread ended by itself: it could not be started, or it broke. `why` is a sentence. */
  onDeath: (listener: (why: string) => void) => void
  /** Ends the thread, whatever it is doing. Nothing is heard of it after that. */
  terminate: () => void
}
