import type { Pending } from './pending.ts'

/**
 * Counts the program's own threads as pending until they are terminated or break: a program that waits for a thread's
 * answer waits for something. A thread that only closes itself is not noticed.
 */
export function trackWorkers(scope: Record<string, unknown>, pending: Pending): void {
  const { Worker } = scope as { Worker?: new (...args: unknown[]) => Worker }
  if (!Worker)
    return
  scope.Worker = new Proxy(Worker, {
    construct(target, args) {
      const worker = Reflect.construct(target, args) as Worker
      const end = pending.begin()
      const terminate = worker.terminate.bind(worker)
      worker.terminate = () => {
        end()
        return terminate()
      }
      worker.addEventListener('error', end)
      return worker
    },
  })
}
