import dns from 'node:dns'
import fs from 'node:fs'
import http from 'node:http'
import { eggTime, namedPipes, stoveAddress, waiting } from './kitchen.mjs'

const { pipes, release } = namedPipes(['1', '2', '3', '4'])
const stove = await stoveAddress()

setTimeout(() => {
  console.log('the pipes have writers')
  release()
}, 2 * eggTime)

// #region show
// Opening a pipe waits until it has a writer.
for (const [i, pipe] of pipes.entries())
  fs.open(pipe, 'r', waiting(`pipe ${i + 1}`))

// A file and a name.
fs.stat('.', waiting('stat'))
dns.lookup('localhost', waiting('lookup'))

// A socket.
http.get(`${stove}A`, (reply) => {
  reply.on('data', egg =>
    console.log(`${egg} is ready`))
})
// #endregion show
