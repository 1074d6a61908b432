import type { WorkerLike } from '../run/worker-like.ts'
import { openFrame } from './frame.ts'

/** A thread that runs one program in many orders, in a browser. Its kitchen is in there with it. */
export function spawnForOrders(): WorkerLike {
  const frame = openFrame(undefined, 'orders')
  return {
    loaded: frame.loaded,
    start: message => frame.port.postMessage(message),
    onMessage(listener) {
      frame.port.onmessage = ({ data }) => listener(data)
    },
    onDeath: listener => frame.onDeath(listener),
    terminate: () => frame.remove(),
  }
}
