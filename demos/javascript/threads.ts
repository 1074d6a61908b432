import { createPieceReader, PIECE_MS, tellFirst } from './pieces.ts'
import { about, did, end, now, queue, resume } from './report.ts'

/** What a thread tells of the pieces of its work since it last did: from when on, and how long each took. */
interface Told { from: number, pieces: number[] }
interface Answer<T> extends Told { ended: number, result: T }

/** So often a thread tells what it does: the picture of a run grows with it. */
const TELL_MS = 100

let threads = 0

/**
 * Does so much work in a thread of its own and settles with what the last piece of it returns: `job` is called once for
 * each piece. Its text is sent, so it may use nothing but its argument. The lane waits until the thread has begun:
 * starting one takes a moment.
 */
export function inThread<T>(task: string, job: (amount: number) => T, amount: number): Promise<T> {
  const script = `
    const now = ${now}
    const job = ${job}
    onmessage = ({ data: amount }) => {
      let at = now()
      postMessage({ from: at, pieces: [] })
      // How much a piece is: the best of three counts, for others only ever make it slower.
      let size = amount / 100_000
      for (let ms = 0; amount > 3 * size;) {
        ms = Math.min(...[0, 1, 2].map(() => {
          const began = now()
          job(size)
          return now() - began
        }))
        amount -= 3 * size
        if (ms >= ${PIECE_MS / 2})
          break
        size *= 2
      }
      let from = now()
      let pieces = []
      postMessage({ from: at, pieces: [from - at] })
      let result
      for (at = from; amount > 0; amount -= size) {
        result = job(Math.min(size, amount))
        const ended = now()
        pieces.push(ended - at)
        at = ended
        if (at - from > ${TELL_MS}) {
          postMessage({ from, pieces })
          from = at
          pieces = []
        }
      }
      postMessage({ from, pieces, ended: at, result })
    }`
  about(task)
  queue(task)
  const me = ++threads
  const read = createPieceReader()
  let isFirst = true
  const thread = new Worker(`data:text/javascript,${encodeURIComponent(script)}`)
  thread.postMessage(amount)
  return new Promise((resolve, reject) => {
    thread.addEventListener('message', ({ data }: MessageEvent<Told | Answer<T>>) => {
      if (data.pieces.length === 0 && !('ended' in data))
        return resume(task, data.from, me)
      did(task, data.from, me, isFirst ? tellFirst(data.pieces[0]!) : read(data.pieces))
      isFirst = false
      if (!('ended' in data))
        return
      end(task, data.ended)
      thread.terminate()
      resolve(data.result)
    })
    thread.addEventListener('error', event => reject(new Error(`The thread of ${task} broke: ${event.message}.`)))
  })
}
