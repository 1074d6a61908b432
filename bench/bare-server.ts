/** What the kitchen is measured against: `node:http` with a timer, and nothing else. Called as `bare-server.ts MS`. */
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import process from 'node:process'

const ms = Number(process.argv[2])
const server = createServer((_, response) => void setTimeout(() => response.end('A'), ms))
// The backlog is the system's limit: 9 000 clients may knock at once.
server.listen({ port: 0, host: '127.0.0.1', backlog: 16_384 }, () =>
  process.send!({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
process.on('disconnect', () => process.exit())
