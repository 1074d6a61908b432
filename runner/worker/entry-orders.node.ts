/** The thread of one program in many orders, in Node. */
import process from 'node:process'
import { nodePlatform } from './entry.node.ts'
import { startPlaying } from './inside/play-order.ts'

const EVENTS = ['uncaughtException', 'unhandledRejection', 'rejectionHandled', 'warning', 'beforeExit', 'exit']

/** Called when the thread is as an ordinary Node program finds it, and not before. */
export function start(): void {
  const platform = nodePlatform()
  const listeners = (event: string) => process.listeners(event as 'exit')
  let ours = new Set<unknown>()
  startPlaying({
    ...platform,
    onUncaught(listener) {
      platform.onUncaught(listener)
      ours = new Set(EVENTS.flatMap(listeners))
    },
    forget() {
      process.exitCode = undefined
      for (const event of EVENTS)
        listeners(event).filter(listener => !ours.has(listener)).forEach(listener => process.off(event, listener))
    },
  })
}
