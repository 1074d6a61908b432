import { once } from 'node:events'
import http from 'node:http'
import process from 'node:process'
import { eggTime } from './kitchen.mjs'
import { fryEgg, open } from './service.mjs'

const grace = 4 * eggTime

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

await open(server, import.meta.url)
