import { end, now, queue } from './report.ts'

/** `setTimeout`, with a lane that waits from the moment it is set until it is due, and is ready until it fires. */
export function alarm(task: string, ms: number, callback: () => void): void {
  queue(task, now() + ms)
  setTimeout(() => {
    end(task)
    callback()
  }, ms)
}
