// A worker: beats so many eggs in the lane that it is told.
import { parentPort } from 'node:worker_threads'
import { lane } from './kitchen.mjs'

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

parentPort.on('message', ({ name, eggs }) => {
  const done = lane(name)
  for (let egg = 0; egg < eggs; egg++)
    fib(35)
  done()
  parentPort.postMessage(name)
})
