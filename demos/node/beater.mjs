// A worker: beats the egg whose name it is sent, and sends back the foam.
import { parentPort } from 'node:worker_threads'
import { lane } from './kitchen.mjs'

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

parentPort.on('message', (name) => {
  const done = lane(name)
  const foam = fib(39)
  done()
  parentPort.postMessage(foam)
})
