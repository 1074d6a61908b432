import { about, end, now, queue, resume } from './report.ts'

interface Answer<T> { began: number, ended: number, result: T }

/**
 * Runs a function in a thread of its own and settles with what it returns. Its text is sent, so it may use nothing but
 * its argument. The lane waits until the thread has begun: starting one takes a moment.
 */
export function inThread<A, T>(task: string, job: (argument: A) => T, argument: A): Promise<T> {
  const script = `
    const now = ${now}
    onmessage = ({ data }) => {
      const began = now()
      postMessage({ began })
      const result = (${job})(data)
      postMessage({ began, ended: now(), result })
    }`
  about(task)
  queue(task)
  const thread = new Worker(`data:text/javascript,${encodeURIComponent(script)}`)
  thread.postMessage(argument)
  return new Promise((resolve, reject) => {
    thread.addEventListener('message', ({ data }: MessageEvent<{ began: number } | Answer<T>>) => {
      if (!('ended' in data))
        return resume(task, data.began)
      end(task, data.ended)
      thread.terminate()
      resolve(data.result)
    })
    thread.addEventListener('error', event => reject(new Error(`The thread of ${task} broke: ${event.message}.`)))
  })
}
