import { end, queue } from './report.ts'

/** `setTimeout`, with a lane that waits from the moment it is set until it fires. */
export function alarm(task: string, ms: number, callback: () => void): void {
  queue(task)
  setTimeout(() => {
    end(task)
    callback()
  }, ms)
}
