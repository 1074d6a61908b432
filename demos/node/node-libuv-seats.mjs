import dns from 'node:dns'
import fs from 'node:fs'
import http from 'node:http'
import { eggTime, lane, namedPipes, stoveAddress } from './kitchen.mjs'

const { pipes, release } = namedPipes(['1', '2', '3', '4'])
const stove = await stoveAddress()

setTimeout(() => {
  console.log('somebody writes to the pipes')
  release()
}, 2 * eggTime)

// #region show
// Opening a pipe waits until somebody writes.
for (const [i, pipe] of pipes.entries())
  fs.open(pipe, 'r', lane(`pipe ${i + 1}`))

// No seat is left for these two.
fs.stat('.', lane('stat'))
dns.lookup('localhost', lane('lookup'))

// A socket needs no seat.
http.get(`${stove}A`, (reply) => {
  reply.on('data', egg =>
    console.log(`${egg} is ready`))
})
// #endregion show
