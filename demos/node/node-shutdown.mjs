import { once } from 'node:events'
import http from 'node:http'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { eggTime, stove } from './kitchen.mjs'

const times = { A: 0.5, B: 0.8, D: 2, E: 1 }
const grace = eggTime

async function fryEgg(name, signal) {
  const reply = await fetch(`${stove}${name}?ms=${times[name] * eggTime}`, { signal })
  return reply.text()
}

// #region show
const gas = new AbortController()

function serve(order, reply) {
  fryEgg(order.url.slice(1), gas.signal).then(
    egg => reply.end(egg),
    () => reply.writeHead(503).end(),
  )
}
const server = http.createServer(serve)

process.once('SIGTERM', async () => {
  console.log('no more guests')
  server.close()
  const gasOff = () => gas.abort()
  setTimeout(gasOff, grace).unref()
  await once(server, 'close')
  console.log('closed, and the gas is off')
})
// #endregion show

await once(server.listen(0, '127.0.0.1'), 'listening')
const { port } = server.address()

/** Asks our own server for an egg, on a connection of its own. */
function visit(name) {
  http.get({ port, host: '127.0.0.1', path: `/${name}`, agent: false }, (reply) => {
    reply.resume()
    reply.on('end', () => console.log(name, reply.statusCode === 200 ? 'is served' : 'is sent home'))
  }).on('error', () => console.log(name, 'is turned away'))
}

// The first fetch of a process takes its time, and is not to be a guest's.
await fetch(new URL('/health', stove)).then(reply => reply.text())
for (const name of ['A', 'B', 'D'])
  visit(name)
await sleep(eggTime / 4)
process.kill(process.pid, 'SIGTERM')
await sleep(eggTime / 8)
visit('E')
