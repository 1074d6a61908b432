import http from 'node:http'
import { fryEgg, open } from './service.mjs'

// #region show
function serve(order, reply) {
  fryEgg(order.url.slice(1)).then(
    egg => reply.end(egg),
    () => reply.writeHead(503).end(),
  )
}
const server = http.createServer(serve)

// And not a word about SIGTERM.
// #endregion show

await open(server, import.meta.url)
